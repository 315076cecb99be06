"""Decisions about figures: which may be shown, how sure they are, and the one sentence on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Protocol

from frontporch.lib.suppression import Count, suppress

TABLES = ("all", "language", "grade", "channel")  # the fixed set that a tenant hands up
_Z = 1.96  # 95 %


class Counted(Protocol):
    """One group's counts of children, as reach gives them."""

    @property
    def key(self) -> str: ...
    @property
    def enrolled(self) -> int: ...
    @property
    def received(self) -> int: ...
    @property
    def reads(self) -> int: ...
    @property
    def unknown_language(self) -> int: ...
    @property
    def took_part(self) -> int: ...
    @property
    def heard_back(self) -> int: ...


@dataclass(frozen=True)
class Cell:
    """One group as it may be shown; counts are null where it is hidden. `shown`: shown, fewer or also."""

    table: str
    group: str
    shown: str
    enrolled: int | None = None
    received: int | None = None
    in_language: int | None = None
    unknown_language: int | None = None
    took_part: int | None = None
    heard_back: int | None = None

    @property
    def hidden(self) -> bool:
        return self.shown != "shown"

    def share(self, of: int | None) -> float | None:
        """So many of 100 enrolled children; null where hidden or nobody is enrolled."""
        return None if of is None or not self.enrolled else 100 * of / self.enrolled


def cells(table: str, rows: Sequence[Counted], *, minimum: int) -> list[Cell]:
    """The rows of one table as they may be shown: small groups hidden, and one more with them.

    `channel` rows overlap (a child may get paper and text), so there the size of a group is who received by it;
    elsewhere it is who is enrolled. The same rows are hidden for every count, so that none betrays another.
    """
    sizes = [row.received if table == "channel" else row.enrolled for row in rows]
    counts = [Count(row.key, min(row.heard_back, size), size) for row, size in zip(rows, sizes, strict=True)]
    allowed = suppress(counts, minimum=minimum, delicate=False).rows
    states = {"shown": "shown", "fewer": "fewer", "also hidden": "also"}
    return [_cell(table, row, states[cell.state]) for row, cell in zip(rows, allowed, strict=True)]


def _cell(table: str, row: Counted, shown: str) -> Cell:
    cell = Cell(table, row.key, shown)
    if shown != "shown":
        return cell
    return replace(
        cell, enrolled=row.enrolled, received=row.received, in_language=row.reads, unknown_language=row.unknown_language,
        took_part=row.took_part, heard_back=row.heard_back,
    )  # fmt: skip


def whole(row: Counted, *, minimum: int) -> Cell:
    """Everyone, in one cell; hidden when they are fewer than the smallest group."""
    return _cell("all", row, "shown" if row.enrolled >= minimum else "fewer")


def band(part: int, of: int) -> tuple[float, float]:
    """Where the true rate of 100 probably lies (95 %): Wilson's score interval (Wilson 1927). Refuses an empty group."""
    if of <= 0:
        raise ValueError("a rate needs somebody to count")
    rate, spread = part / of, _Z * _Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def add_up(table: str, cells: Sequence[Cell]) -> list[Cell]:
    """Statewide cells: the sums of what tenants showed. A group that every tenant hides stays hidden.

    What a tenant hid is in no sum, so nothing here lets anybody subtract it.
    """
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(cell.group, []).append(cell)
    return [_sum(table, group, found) for group, found in groups.items()]


def _sum(table: str, group: str, found: Sequence[Cell]) -> Cell:
    shown = [cell for cell in found if not cell.hidden]
    if not shown:
        return Cell(table, group, "fewer")
    return Cell(
        table, group, "shown",
        enrolled=sum(cell.enrolled or 0 for cell in shown), received=sum(cell.received or 0 for cell in shown),
        in_language=sum(cell.in_language or 0 for cell in shown),
        unknown_language=sum(cell.unknown_language or 0 for cell in shown),
        took_part=sum(cell.took_part or 0 for cell in shown), heard_back=sum(cell.heard_back or 0 for cell in shown),
    )  # fmt: skip


def lowest(cells: Sequence[Cell]) -> Cell | None:
    """The shown group least heard from, when it lies 10 points or more under everyone; null when no gap is that wide."""
    shown = [cell for cell in cells if not cell.hidden and cell.enrolled]
    if len(shown) < 2:
        return None
    everyone = 100 * sum(cell.heard_back or 0 for cell in shown) / sum(cell.enrolled or 0 for cell in shown)
    least = min(shown, key=lambda cell: cell.share(cell.heard_back) or 0)
    return least if everyone - (least.share(least.heard_back) or 0) >= 10 else None

"""What a chart shows, as plain values: a chart here is a list or a table with a picture in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """One step of reach: how many (`count`, already written out) and what share of 100 got this far."""

    label: object
    count: object
    share: float
    note: object = ""

    @property
    def style(self) -> str:
        """How wide, in CSS. Numbers here never follow the reader's language."""
        return f"--v:{self.share:g}"


@dataclass(frozen=True)
class Bar:
    """One group out of 100, with the band in which the true value probably lies.

    Without a `value` the row stays visible and `why` says why there is no number.
    """

    label: object
    value: float | None
    size: object = ""
    low: float | None = None
    high: float | None = None
    why: object = ""


@dataclass(frozen=True)
class Row:
    """A bar as the table draws it: its number, its gap to the average, whether the gap is marked."""

    bar: Bar
    average: float | None
    mark_at: float

    @property
    def hidden(self) -> bool:
        return self.bar.value is None

    @property
    def number(self) -> int:
        return round(self.bar.value or 0)

    @property
    def gap(self) -> str:
        """The difference as it is read: a plus or a true minus, none for zero."""
        points = self.number - round(self.average or 0)
        return f"+{points}" if points > 0 else f"\N{MINUS SIGN}{-points}" if points else "0"

    @property
    def behind(self) -> bool:
        """Whether this group is marked: at least `mark_at` points under everyone's average."""
        return self.average is not None and not self.hidden and round(self.average) - self.number >= self.mark_at

    @property
    def unsure(self) -> bool:
        return self.bar.low is not None and self.bar.high is not None

    @property
    def band(self) -> tuple[int, int]:
        return round(self.bar.low or 0), round(self.bar.high or 0)

    @property
    def style(self) -> str:
        parts = [f"--v:{self.bar.value or 0:g}"]
        if self.average is not None:
            parts.append(f"--avg:{self.average:g}")
        if self.unsure:
            parts.append(f"--lo:{self.bar.low:g};--hi:{self.bar.high:g}")
        return ";".join(parts)


@dataclass(frozen=True)
class Chart:
    """A table of groups. Values, average and bands are out of 100."""

    caption: object
    group_label: object
    value_label: object
    bars: Sequence[Bar]
    average: float | None = None
    average_label: object = ""
    mark_at: float = 10
    caption_hidden: bool = False

    @property
    def rows(self) -> list[Row]:
        return [Row(bar, self.average, self.mark_at) for bar in self.bars]

    @property
    def average_number(self) -> int | None:
        return None if self.average is None else round(self.average)

    @property
    def unsure(self) -> bool:
        return any(row.unsure for row in self.rows)

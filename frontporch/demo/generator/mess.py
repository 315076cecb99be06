"""Faults that rosters really have, planted in known rows, so that a check can be asked whether it finds them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator

from frontporch.demo.generator.tables import Table

Rows = list[list[str]]
Fault = tuple[str, int, str]  # file, line (the header is line 1), what is wrong


def plant(tables: list[Table], seed: str) -> Iterator[Fault]:
    """Put one fault of each kind into the tables and say where it is."""
    draw = random.Random(f"{seed}:mess")
    named = {table.name: table for table in tables}
    for file, spoil in _KINDS:
        table = named.get(file)
        if table is None:
            continue
        rows = list(csv.reader(io.StringIO(table.text)))
        if len(rows) < 20:
            continue
        found = spoil(rows, draw)
        if found is not None:
            yield file, found[0], found[1]
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerows(rows)
            table.text = out.getvalue()


def _line(rows: Rows, draw: random.Random, column: str, words: tuple[str, ...]) -> int | None:
    """Index of a row whose column holds one of the words; None when the file has no such column or row."""
    if column not in rows[0]:
        return None
    at = rows[0].index(column)
    fitting = [n for n, row in enumerate(rows) if n and len(row) > at and row[at] in words]
    return draw.choice(fitting) if fitting else None


def _same_again(rows: Rows, draw: random.Random) -> tuple[int, str] | None:
    rows.append(list(rows[draw.randrange(1, len(rows))]))
    return len(rows), "duplicate"


def _ragged(rows: Rows, draw: random.Random) -> tuple[int, str] | None:
    at = draw.randrange(1, len(rows))
    rows[at] = rows[at][:3]
    return at + 1, "ragged"


def _impossible_day(rows: Rows, draw: random.Random) -> tuple[int, str] | None:
    at = _line(rows, draw, "role", ("student",))
    if at is None or "beginDate" not in rows[0]:
        return None
    rows[at][rows[0].index("beginDate")] = "2026-02-30"
    return at + 1, "impossible-date"


def _nobody(rows: Rows, draw: random.Random) -> tuple[int, str] | None:
    at = _line(rows, draw, "role", ("student",))
    if at is None:
        return None
    rows[at][rows[0].index("userSourcedId")] = "NOBODY-1"
    return at + 1, "unknown-user"


def _nameless(rows: Rows, draw: random.Random) -> tuple[int, str] | None:
    at = draw.randrange(1, len(rows))
    rows[at][rows[0].index("givenName")] = ""
    return at + 1, "no-name"


_KINDS: tuple[tuple[str, Callable[[Rows, random.Random], tuple[int, str] | None]], ...] = (
    ("users.csv", _same_again),
    ("enrollments.csv", _impossible_day),
    ("enrollments.csv", _nobody),
)

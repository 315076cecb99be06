"""Faults that rosters really have, planted in known rows, so that a check can be asked whether it finds them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator

from frontporch.demo.generator.tables import Table

Rows = list[list[str]]
Fault = tuple[str, int, str]  # file, line (the header is line 1), the code that a check gives it
Spoiled = tuple[int, str] | None  # index of the row and the code; None: not possible in this table
Spoil = Callable[[Rows, random.Random], Spoiled]

_LEAST = 60  # rows


def plant(tables: list[Table], seed: str) -> Iterator[Fault]:
    """Put one fault of each kind into the tables and say where each is; a table too small for it keeps its peace."""
    draw = random.Random(f"{seed}:mess")
    named = {table.name: table for table in tables}
    for file, spoil in _KINDS:
        rows = list(csv.reader(io.StringIO(named[file].text)))
        found = spoil(rows, draw) if len(rows) > _LEAST else None
        if found is not None:
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerows(rows)
            named[file].text = out.getvalue()
            yield file, found[0] + 1, found[1]


def _same_again(rows: Rows, draw: random.Random) -> Spoiled:
    rows.append(list(rows[draw.randrange(1, len(rows))]))
    return len(rows) - 1, "duplicate-id"


def _nameless(rows: Rows, draw: random.Random) -> Spoiled:
    at = draw.randrange(1, len(rows))
    for column in ("givenName", "familyName"):
        rows[at][rows[0].index(column)] = ""
    return at, "missing-name"


def _set(column: str, words: str, code: str) -> Spoil:
    """A fault that is one wrong word in one column of a student's row."""

    def spoil(rows: Rows, draw: random.Random) -> Spoiled:
        if column not in rows[0]:
            return None
        role = rows[0].index("role")
        at = draw.choice([n for n, row in enumerate(rows) if row[role] == "student"])
        rows[at][rows[0].index(column)] = words
        rows[at][role] = words if column == "role" else "student"
        return at, code

    return spoil


_KINDS: tuple[tuple[str, Spoil], ...] = (
    ("users.csv", _nameless),
    ("users.csv", _same_again),
    ("enrollments.csv", _set("beginDate", "2026-02-30", "date-impossible")),
    ("enrollments.csv", _set("userSourcedId", "NOBODY-1", "unknown-user")),
    ("enrollments.csv", _set("classSourcedId", "NOWHERE-1", "unknown-class")),
    ("enrollments.csv", _set("role", "pupil", "unknown-role")),
)

"""Decisions about a bundle: which school year, from when to when, and whether it may be applied."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from frontporch.lib.dates import school_year_of

MOST_SET_ASIDE = 0.05  # of the rows: from here on the bundle itself is the problem
HALF, FEW = 0.5, 10


def year_of_session(first: date, last: date) -> int:
    """The school year that most of a session lies in: a term from June 1 to May 31 belongs to the year it opens."""
    return school_year_of(first + (last - first) / 2)


def current_year(sessions: Sequence[tuple[date, date]], *, on: date) -> int:
    """The school year that a bundle speaks of: of the session running on that day, else the latest one begun."""
    begun = sorted((first, last) for first, last in sessions if first <= on)
    running = [one for one in begun if one[1] >= on]
    if running or begun:
        return max(year_of_session(*one) for one in (running or begun[-1:]))
    return school_year_of(on)


def enrolled_between(
    said: Sequence[tuple[date | None, date | None]], sessions: Sequence[tuple[date, date]], *, year: int, on: date
) -> tuple[date, date | None]:
    """First and last day of an enrollment in a school year; no last day while it goes on.

    From the rows' own dates: the earliest first day, and the latest last day if every row has one. Where they are
    silent, the sessions say it; an enrollment does not outlive sessions that are over.
    """
    opens = min([date(year, 7, 1), *(first for first, _last in sessions)])
    begins = min((one for one, _end in said if one), default=None)
    if begins is None or begins < opens:
        begins = min((first for first, _last in sessions), default=opens)
    ends = max((end for _begin, end in said if end), default=None) if all(end for _begin, end in said) else None
    if ends is None and sessions and max(last for _first, last in sessions) < on:
        ends = max(last for _first, last in sessions)
    return begins, (max(ends, begins) if ends else None)


def room_code(key: str, taken: Collection[str]) -> str:
    """The code of a classroom: its identifier, marked where a school of the bundle has the same one."""
    return key if key not in taken else f"class {key}"


def too_many_set_aside(*, set_aside: int, rows: int) -> bool:
    """Whether a bundle must not be applied: 5 % of its rows or more cannot be used."""
    return set_aside > 0 and set_aside >= MOST_SET_ASIDE * rows


def too_many_gone(*, gone: int, before: int) -> bool:
    """Whether a bundle looks half empty: it would end more than half of the children, and more than a few."""
    return gone > FEW and gone > HALF * before

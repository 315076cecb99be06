"""Who was not there, and when: about one child in four misses a tenth of the days or more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import ceil

from frontporch.demo.generator.places import CHRONIC
from frontporch.demo.generator.wishes import Child, School, Tenant, Term, Wish

Row = tuple[str, str, str, str, str]
HEADER = ("school_sourced_id", "student_sourced_id", "date", "code", "share_of_day")

_ON_WEEKDAY = (1.3, 0.9, 0.85, 0.9, 1.35)  # Mondays and Fridays are missed more often
_CODES = ("excused", "unexcused", "suspended", "other")
_CODE_WEIGHTS = (0.52, 0.41, 0.03, 0.04)
_TOO_OFTEN = 0.10


def absences(tenant: Tenant, wish: Wish, term: Term, number: int) -> Iterator[Row]:
    """Rows of the absence file, child by child. Nobody is absent outside the days of their enrollment."""
    draw = random.Random(f"{wish.seed}:absences:{number}")
    days = term.days()
    for school in tenant.schools:
        often, mended = _too_often(draw, school)
        for child in school.children:
            here = days if child.begins == term.first_day and not child.ends else _enrolled_days(days, child)
            key = child.sourced_id
            missed = _often(draw, here) if key in often else _mended(draw, here) if key in mended else _few(draw, here)
            yield from _rows(draw, child, missed, halves=key not in often)


def _too_often(draw: random.Random, school: School) -> tuple[set[str], set[str]]:
    """Who misses too many days until today, and who did but comes again: as many as the school's shares say.

    More of them are in the grades where more are.
    """
    ranked = sorted(school.children, key=lambda child: draw.random() ** (1 / CHRONIC[child.grade]), reverse=True)
    keys = [child.sourced_id for child in ranked]
    often, mended = round(school.chronic * len(keys)), round(school.mended * len(keys))
    return set(keys[:often]), set(keys[often : often + mended])


def _enrolled_days(days: list[date], child: Child) -> list[date]:
    return [day for day in days if child.begins <= day and (child.ends is None or day <= child.ends)]


def _often(draw: random.Random, days: list[date]) -> list[date]:
    """A tenth of the days or more."""
    return _through_the_term(draw, days, ceil(len(days) * (_TOO_OFTEN + draw.betavariate(1.1, 6) * 0.35)))


def _few(draw: random.Random, days: list[date]) -> list[date]:
    most = max(0, ceil(len(days) * _TOO_OFTEN) - 1)
    return _through_the_term(draw, days, min(most, int(len(days) * draw.betavariate(1.6, 3.2) * _TOO_OFTEN)))


def _mended(draw: random.Random, days: list[date]) -> list[date]:
    """Nearly a tenth of the days, and all of them in the first weeks."""
    count = max(0, ceil(len(days) * _TOO_OFTEN) - 1)
    return sorted(draw.sample(days[: len(days) * 2 // 5], min(count, len(days) * 2 // 5)))


def _through_the_term(draw: random.Random, days: list[date], count: int) -> list[date]:
    """One day in each of as many equal stretches."""
    count = min(len(days), count)
    edges = [len(days) * n // count for n in range(count + 1)] if count else []
    stretches = (days[first:last] for first, last in pairwise(edges))
    return [draw.choices(some, [_ON_WEEKDAY[day.weekday()] for day in some])[0] for some in stretches]


def _rows(draw: random.Random, child: Child, missed: list[date], *, halves: bool) -> Iterator[Row]:
    for day in missed:
        code = draw.choices(_CODES, _CODE_WEIGHTS)[0]
        share = "0.5" if halves and draw.random() < 0.08 else "1"
        yield child.school.sourced_id, child.sourced_id, day.isoformat(), code, share

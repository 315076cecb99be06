"""Who was not there, and when: about one child in four misses a tenth of the days or more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
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
        often = _often_absent(draw, school)
        for child in school.children:
            here = days if child.begins == term.first_day and not child.ends else _enrolled_days(days, child)
            yield from _rows(draw, child, here, often=child.sourced_id in often)


def _often_absent(draw: random.Random, school: School) -> set[str]:
    """As many as the school's share says, more of them in the grades where more are."""
    quota = round(school.chronic * len(school.children))
    ranked = sorted(school.children, key=lambda child: draw.random() ** (1 / CHRONIC[child.grade]), reverse=True)
    return {child.sourced_id for child in ranked[:quota]}


def _enrolled_days(days: list[date], child: Child) -> list[date]:
    return [day for day in days if child.begins <= day and (child.ends is None or day <= child.ends)]


def _rows(draw: random.Random, child: Child, days: list[date], *, often: bool) -> Iterator[Row]:
    if not days:
        return
    if often:
        count = min(len(days), ceil(len(days) * (_TOO_OFTEN + draw.betavariate(1.1, 6) * 0.35)))
    else:
        most = ceil(len(days) * _TOO_OFTEN) - 1
        count = min(most, int(len(days) * draw.betavariate(1.6, 3.2) * _TOO_OFTEN))
    cumulated = list(accumulate(_ON_WEEKDAY[day.weekday()] for day in days))
    missed: set[date] = set()
    while len(missed) < count:
        missed.add(draw.choices(days, cum_weights=cumulated)[0])
    for day in sorted(missed):
        code = draw.choices(_CODES, _CODE_WEIGHTS)[0]
        half = not often and draw.random() < 0.08
        yield child.school.sourced_id, child.sourced_id, day.isoformat(), code, "0.5" if half else "1"

"""Which of a week's messages one number gets, and on which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

MOST_A_WEEK = 3  # learning texts to one number; five drove families away (Cortes et al. 2021)
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
_DAYS = (MONDAY, WEDNESDAY, FRIDAY)
_MATTERS = {"try": 0, "why": 1, "next": 2}  # what stays when the week is short


@dataclass(frozen=True)
class Slot:
    """One message of the week: about which group of children (0 …), which text, wished on which weekday."""

    group: int
    kind: Literal["why", "try", "next"]
    weekday: int


def slots(groups: int, week: date) -> list[Slot]:
    """At most three messages for a number whose children form so many groups, by the week of this Monday.

    A group is the children behind one number who get the same activity. One group gets why, try, next. Two get a try
    each, and the next takes turns from week to week. Three get a try each; more than three take turns.
    """
    turn = week.toordinal() // 7
    if groups < 1:
        return []
    if groups == 1:
        return [Slot(0, "why", MONDAY), Slot(0, "try", WEDNESDAY), Slot(0, "next", FRIDAY)]
    if groups == 2:
        return [Slot(0, "try", MONDAY), Slot(1, "try", WEDNESDAY), Slot(turn % 2, "next", FRIDAY)]
    first = turn * MOST_A_WEEK if groups > MOST_A_WEEK else 0
    return [Slot((first + n) % groups, "try", day) for n, day in enumerate(_DAYS)]


def days_for(wanted: Sequence[Slot], days: Sequence[date]) -> list[tuple[Slot, date]]:
    """Each slot with its day, in order, one a day, as near to the wished weekdays as the days in session allow.

    `days` are those of one week, ascending. A short week keeps the try, then the why, then the next.
    """
    kept = sorted(wanted, key=lambda slot: (_MATTERS[slot.kind], slot.weekday))[: len(days)]
    kept.sort(key=lambda slot: slot.weekday)
    if not kept:
        return []

    def distance(chosen: Sequence[date]) -> int:
        return sum(abs(day.weekday() - slot.weekday) for slot, day in zip(kept, chosen, strict=True))

    nearest = min(combinations(days, len(kept)), key=distance)
    return list(zip(kept, nearest, strict=True))

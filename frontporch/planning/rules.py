"""Decisions about plans: which measures a goal may use, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Area = Literal["reading", "math", "attendance", "behavior", "social"]


@dataclass(frozen=True)
class Measure:
    """What a plan goal counts. `imported` measures fill their own baseline from outcomes; others are typed in."""

    code: str
    version: int
    area: Area
    words: str  # how the goal strip names it
    better: Literal["lower", "higher"]
    imported: bool = False
    unit: str = "percent"


MEASURES = {
    measure.code: measure
    for measure in (
        Measure(
            "chronic-absence", 1, "attendance", "Children who miss 1 school day in 10, or more", "lower", imported=True
        ),
        Measure("reading-smoothly", 1, "reading", "Children at the reading check's mark for the season", "higher"),
        Measure("math-mark", 1, "math", "Children at the math check's mark for the season", "higher"),
        Measure("calm-days", 1, "behavior", "Children with no office referral this term", "higher"),
        Measure("gets-along", 1, "social", "Children whose teacher sees them join in and solve problems", "higher"),
    )
}


def goes_the_right_way(*, measure: Measure, baseline: Decimal | None, target: Decimal) -> bool:
    """Whether the target is better than the start. Without a start any target from 0 to 100 will do."""
    if not 0 <= target <= 100:
        return False
    if baseline is None:
        return True
    return target < baseline if measure.better == "lower" else target > baseline


def progress(*, baseline: Decimal | None, now: Decimal | None, target: Decimal) -> float | None:
    """How much of the way from the start to the target is done, 0 to 1 and beyond both ends; null when not known.

    It says where the figure stands, never what moved it.
    """
    if baseline is None or now is None or baseline == target:
        return None
    return float((now - baseline) / (target - baseline))

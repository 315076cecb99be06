"""Which activity a cell of children gets this week: the place's focus at least every second week, else the year's rhythm.

The letters are the goal sequence by week of the content map: R reading, M math, A attendance, B behavior, S social.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

AREAS = {"R": "reading", "M": "math", "A": "attendance", "B": "behavior", "S": "social"}
_MONTHS = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)
_SEQUENCE = {
    "birth-2": "ARBS ARMB RMAS RMBS ARMB ARMS RMBS MRAS RMBA SMAR BRMS ABMS",
    "3-5": "ABRS ARMB RMAS RMBS RMAB AMRS RMBS RMSA RMBA ASRM RMSB ASMB",
    "K-3": "ABSR ARMB RMAS RMBS RAMS ARMB RMAS RMBA RBMS RMSA RMSB RSBM",
    "4-8": "ASBR ARMB MRAS RMBS ARMS AMRB MRSB ARMS MRBA ASMR RMSB ABMS",
    "9-12": "ABRS AMBR ARMS ARBS ABMS AMRB ARMS AMBS MRBA ASRM SMRB BRMS",
}
_LETTERS = {band: dict(zip(_MONTHS, row.split(), strict=True)) for band, row in _SEQUENCE.items()}
_WHOLE_MONTHS, _WHOLE_YEARS = 18, 4  # the age that stands for an unknown one in a room of infants, of pre-K


@dataclass(frozen=True, kw_only=True)
class Idea:
    """What choosing needs to know of one activity. `unit` and `window` are months, years or grades (K is 0)."""

    code: str
    bands: tuple[str, ...]  # its own first
    areas: tuple[str, ...]  # the main one first
    unit: str
    window: tuple[int, int]
    only_at: bool = False  # pinned to a moment (pins only: true): never chosen by the calendar

    def fits(self, *, band: str, grade: int | None, months: int | None) -> bool:
        """Whether it is for children of this band, grade number and age in months; the middle stands for unknown."""
        if self.only_at or band not in self.bands:
            return False
        first, last = self.window
        if self.unit == "grades":
            return grade is not None and first <= grade <= last
        if self.unit == "months":
            return first <= (_WHOLE_MONTHS if months is None else months) <= last
        return first <= (_WHOLE_YEARS if months is None else months // 12) <= last


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A focus in force for a cell: its area and the activities it prefers, in order."""

    goal: str
    area: str
    because: str
    strategy: str
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Picked:
    """The choice: which activity, for which area, and the focus behind it (None: the year's rhythm)."""

    code: str
    area: str
    aim: Aim | None


def term_of(week: date) -> int:
    """Two terms a school year: July to December is 0, January to June is 1. Nothing repeats within one."""
    return 0 if week.month >= 7 else 1


def area_letters(band: str, week: date, earlier: Mapping[str, int]) -> list[str]:
    """The areas for a band's week in the order of preference: the month's sequence, beginning with this week's.

    `earlier` counts the band's areas of the term so far: a fifth Monday takes the least used one (content map 5.2).
    """
    letters = [AREAS[letter] for letter in _LETTERS[band][week.month]]
    nth = (week.day - 1) // 7
    everything = letters + [area for area in AREAS.values() if area not in letters]
    if nth >= len(letters):
        return sorted(everything, key=lambda area: earlier.get(area, 0))
    return letters[nth:] + letters[:nth] + everything[len(letters) :]


def pick(
    *, band: str, grade: int | None, months: int | None, week: date, library: Sequence[Idea], aims: Sequence[Aim],
    used: Mapping[str, date],
) -> Picked | None:  # fmt: skip
    """The activity of a cell for the week of this Monday; None when the library has nothing that fits.

    Every second week belongs to the place's aims, which take turns; the other weeks to the band's sequence. Nothing of
    `used` (code -> the last Monday in this term) comes again while something else fits; a focus whose activities have
    all been used begins again with the oldest. The same question always gets the same answer.
    """
    fitting = [idea for idea in library if idea.fits(band=band, grade=grade, months=months)]
    if not fitting:
        return None
    turn = week.toordinal() // 7
    if aims and turn % 2 == 0:
        aim = aims[(turn // 2) % len(aims)]
        if found := _of_aim(aim, fitting, used):
            return Picked(found.code, aim.area, aim)
    areas_of = {idea.code: idea.areas[0] for idea in library}
    earlier = Counter(areas_of[code] for code in used if code in areas_of)
    served = {aim.area for aim in aims}  # has its own weeks, so the others go to the rest first
    for area in sorted(area_letters(band, week, earlier), key=lambda area: area in served):
        among = [idea for idea in fitting if area in idea.areas and idea.code not in used]
        if found := _best(among, area, used, ()):
            return _with_aim(found, area, aims)
    oldest = _best(fitting, "", used, ())
    return _with_aim(oldest, oldest.areas[0], aims) if oldest else None


def _of_aim(aim: Aim, fitting: Sequence[Idea], used: Mapping[str, date]) -> Idea | None:
    among = [idea for idea in fitting if idea.code in aim.activities or aim.area in idea.areas]
    return _best(among, aim.area, used, aim.activities)


def _best(among: Sequence[Idea], area: str, used: Mapping[str, date], liked: Sequence[str]) -> Idea | None:
    """Not used before used, the longest ago first; what the plan named, in its order; whose main area it is; by code."""

    def order(idea: Idea) -> tuple[date, int, bool, str]:
        place = liked.index(idea.code) if idea.code in liked else len(liked)
        return used.get(idea.code, date.min), place, idea.areas[0] != area, idea.code

    return min(among, key=order, default=None)


def _with_aim(idea: Idea, area: str, aims: Collection[Aim]) -> Picked:
    """A choice of the rhythm still serves a focus when it happens to be one of its activities or its area."""
    aim = next((aim for aim in aims if idea.code in aim.activities or aim.area == area), None)
    return Picked(idea.code, area, aim)

"""Decisions about attendance: what a code means and who is chronically absent."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MEASURE = "chronic-absence"
VERSION = 1
DEFINITION = (
    "Chronic absence: a child missed 10 % or more of the days in session while enrolled, for any reason, parts of days "
    "counted as parts. Children enrolled for fewer than 10 days in session are left out."
)
TENTH = Decimal("0.1")
FEWEST_DAYS = 10

_CODES = {
    **dict.fromkeys(("excused", "e", "ae", "exc", "medical", "illness", "sick", "religious", "bereavement"), "excused"),
    **dict.fromkeys(("unexcused", "u", "a", "au", "une", "unx", "unverified", "truant", "absent"), "unexcused"),
    **dict.fromkeys(("suspended", "s", "suspension", "oss", "outofschoolsuspension"), "suspended"),
    **dict.fromkeys(("other", "o", ""), "other"),
}


def chronically_absent(*, enrolled: int, absent: Decimal | float) -> bool | None:
    """Whether a child is chronically absent; None when there are too few days to tell.

    `enrolled` counts days in session while enrolled, `absent` the days missed among them. Absent for a tenth of them or
    more, for any reason; with at least ten days enrolled (EDFacts file specification 195, ESSA report cards).
    """
    if enrolled < FEWEST_DAYS:
        return None
    return Decimal(str(absent)) >= TENTH * enrolled


def code_of(word: str) -> str | None:
    """The kind of absence that a student system's code means: excused, unexcused, suspended, other; None if unknown."""
    return _CODES.get(re.sub(r"[^a-z]", "", word.lower()))


def share_of(word: str) -> Decimal | None:
    """The share of a day missed, 0 to 1; nothing said is a whole day, 0 takes an absence back. None if it is no share."""
    if not word:
        return Decimal(1)
    try:
        share = Decimal(word)
    except InvalidOperation:
        return None
    return share.quantize(Decimal("0.001")) if share.is_finite() and 0 <= share <= 1 else None

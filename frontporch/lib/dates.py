"""School-calendar arithmetic: dates as people write them, school years, days in session, grades, bands.

A school year is named by its first calendar year and turns on July 1. Grades are the CEDS codes that
OneRoster uses: IT, PR, PK, TK, KG, 01 to 12.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from frontporch.lib.refusal import Refusal

Band = Literal["birth-2", "3-5", "K-3", "4-8", "9-12"]
BANDS: tuple[Band, ...] = ("birth-2", "3-5", "K-3", "4-8", "9-12")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?", re.ASCII)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?| 12:00(?::00)? AM)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}", re.ASCII)
_OTHER_MARKS = re.compile(r"\d{1,2}[.\-]\d{1,2}[.\-]\d{4}", re.ASCII)
EARLIEST, LATEST = 1900, 2100

MONDAY_TO_FRIDAY = frozenset(range(5))
LONGEST_YEAR = timedelta(days=400)  # programs run year-round; longer is a mistyped year
INFANT = -2
PRE_K = -1
KINDERGARTEN = 0
_GRADES = {"IT": INFANT, "PR": PRE_K, "PK": PRE_K, "TK": PRE_K, "KG": KINDERGARTEN, "K": KINDERGARTEN}
_BAND_TOPS: tuple[tuple[int, Band], ...] = ((3, "K-3"), (8, "4-8"), (12, "9-12"))
_LABELS = {INFANT: "Infant and toddler", PRE_K: "Pre-K", KINDERGARTEN: "Kindergarten"}
OLDEST_PUPIL = 21  # IDEA serves through age 21


def read_date(text: str) -> date:
    """The day that a text names: 2025-09-01 or 9/1/2025, alone or at midnight.

    Refuses, with the reason: nothing (`date-missing`), a two-digit year or marks other than / in a date that
    ends with its year (`date-ambiguous`: day or month first?), a day that is not in the calendar
    (`date-impossible`), and anything else (`date-unreadable`).
    """
    bare = text.strip()
    if not bare:
        raise Refusal("date-missing", "There is no date. Write it like 2025-09-01 or 9/1/2025.")
    if found := _ISO.fullmatch(bare):
        return _checked(bare, *(int(part) for part in found.groups()))
    if found := _US.fullmatch(bare):
        month, day, year = (int(part) for part in found.groups())
        return _checked(bare, year, month, day)
    if _SHORT_YEAR.fullmatch(bare):
        raise Refusal(
            "date-ambiguous",
            f"{bare} can be read in several ways. Write the year with four digits: 9/1/2025.",
        )
    if _OTHER_MARKS.fullmatch(bare):
        raise Refusal(
            "date-ambiguous", f"{bare} can be day first or month first. Write it like 2025-09-01 or 9/1/2025."
        )
    raise Refusal("date-unreadable", f"“{bare[:40]}” is not a date. Write it like 2025-09-01 or 9/1/2025.")


def _checked(written: str, year: int, month: int, day: int) -> date:
    if not EARLIEST <= year <= LATEST:
        raise Refusal("date-impossible", f"{written}: the year {year} is not between {EARLIEST} and {LATEST}.")
    if not 1 <= month <= 12:
        raise Refusal("date-impossible", f"{written}: there is no month {month}. Write month/day/year, like 9/1/2025.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise Refusal("date-impossible", f"{written}: {month_name[month]} {year} has {days} days.")
    return date(year, month, day)


def days_in_session(
    first: date,
    last: date,
    days_off: Collection[date] = (),
    weekdays: Collection[int] = MONDAY_TO_FRIDAY,
) -> list[date]:
    """The days from `first` to `last`, both counted, on `weekdays` (Monday is 0), without `days_off`.

    Refuses a calendar that ends before it begins or is longer than 400 days.
    """
    if last < first:
        raise Refusal("year-ends-first", "The last day is before the first day. Change one of them.")
    if last - first > LONGEST_YEAR:
        raise Refusal("year-too-long", "A school year is at most 400 days. Look at the year of each date.")
    off = set(days_off)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() in weekdays and day not in off]


def school_year_of(day: date) -> int:
    """The school year that a day belongs to: 2025 for July 1, 2025 through June 30, 2026."""
    return day.year if day.month >= 7 else day.year - 1


def school_year_label(year: int) -> str:
    """A school year as people write it: 2025–26."""
    return f"{year}–{(year + 1) % 100:02}"


def age_on(born: date, day: date) -> int:
    """Whole years of age; negative before birth. Born on February 29: older on March 1 of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_on(born: date, day: date) -> int:
    """Whole months of age, for activity windows of babies; negative before birth."""
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def grade_number(grade: str | None) -> int | None:
    """A grade as a number: 1 to 12, kindergarten 0, pre-K -1, infant and toddler -2; None if ungraded.

    Reads the CEDS codes in any case, with or without the leading zero.
    """
    code = (grade or "").strip().upper()
    if code.isascii() and code.isdigit() and 1 <= int(code) <= 12:
        return int(code)
    return _GRADES.get(code)


def grade_label(grade: str | None) -> str:
    """A grade in English words: Grade 3, Kindergarten, Pre-K; "No grade" when there is none."""
    number = grade_number(grade)
    if number is None:
        return "No grade"
    return _LABELS.get(number) or f"Grade {number}"


def band_of(*, grade: str | None, born: date | None, on: date) -> Band | None:
    """The band whose activities fit a child on a day; None when nothing tells.

    From the enrolled grade. Infant, toddler and pre-K rooms mix ages, so there the age on `on` decides:
    birth-2 ends with the third birthday; without a birth date the room's name decides. Without a grade,
    the age on September 1 of the school year stands for it: five is kindergarten (Miss. Code 37-15-9).
    """
    number = grade_number(grade)
    if number is None:
        return None if born is None else _band_by_age(age_on(born, date(school_year_of(on), 9, 1)))
    if number >= KINDERGARTEN:
        return next(band for top, band in _BAND_TOPS if number <= top)
    if born is None:
        return "birth-2" if number == INFANT else "3-5"
    return "birth-2" if age_on(born, on) < 3 else "3-5"


def _band_by_age(age: int) -> Band | None:
    if age < 3:
        return "birth-2"
    if age < 5:
        return "3-5"
    if age > OLDEST_PUPIL:
        return None
    return next((band for top, band in _BAND_TOPS if age - 5 <= top), "9-12")

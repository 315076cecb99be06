"""What is asked for, and the things that are invented for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from frontporch.lib.dates import days_in_session, school_year_of

TERM_WEEKS = 15
YEAR_WEEKS = 41


@dataclass(frozen=True)
class Wish:
    """How big a state, from which seed, and the day on which its files are written."""

    children: int = 5000
    seed: int = 1
    districts: int | None = None  # None: as many as a state of that size has
    today: date = field(default_factory=date.today)
    subjects: bool = True  # classes by subject beside the homerooms
    mess: bool = False  # with known faults in the rows
    code: str = "wrenhaven"

    @property
    def districts_meant(self) -> int:
        """About 3,140 children to a district, as in a state of 440,000 with 140 of them; at least three."""
        return self.districts or max(3, round(self.children / 3140))


@dataclass(frozen=True)
class Term:
    """The days of the school year that are over, today counted."""

    first_day: date
    last_day: date  # of the whole year
    today: date
    days_out: tuple[tuple[date, str], ...]

    @property
    def year(self) -> int:
        return school_year_of(self.first_day)

    def days(self, weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)) -> list[date]:
        """The days in session until today."""
        return days_in_session(self.first_day, self.today, [day for day, _why in self.days_out], weekdays)

    @property
    def mondays(self) -> list[date]:
        """The Monday of each week until today's."""
        weeks = (self.today - self.first_day).days // 7 + 1
        start = self.first_day - timedelta(days=self.first_day.weekday())
        return [start + timedelta(weeks=n) for n in range(weeks) if start + timedelta(weeks=n) <= self.today]


def term_until(today: date) -> Term:
    """A term of fifteen weeks that ends today, or shorter when the school year (from July 1) is younger than that."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=TERM_WEEKS - 1)
    opens = date(school_year_of(today), 7, 1)
    if first < opens:
        first = min(today, opens if opens.weekday() < 5 else opens + timedelta(days=7 - opens.weekday()))
    last = min(first + timedelta(weeks=YEAR_WEEKS, days=4 - first.weekday()), date(school_year_of(today) + 1, 6, 30))
    return Term(first, max(last, today + timedelta(days=1)), today, _days_out(first, last, today))


def _days_out(first: date, last: date, today: date) -> tuple[tuple[date, str], ...]:
    """Breaks by week of the year; this week has none, so that there is something to do today."""
    start = first - timedelta(days=first.weekday())
    breaks = [(4, (0,), "Holiday"), (8, (0, 1), "Fall break"), (11, (1,), "Holiday"), (18, range(5), "Winter break"),
              (19, range(5), "Winter break"), (22, (0,), "Holiday"), (30, range(5), "Spring break")]  # fmt: skip
    days = [(start + timedelta(weeks=week, days=day), why) for week, weekdays, why in breaks for day in weekdays]
    week = today.isocalendar()[:2]
    return tuple((day, why) for day, why in days if first < day <= last and day.isocalendar()[:2] != week)


class Class(NamedTuple):
    sourced_id: str
    title: str
    grade: str
    subject: str  # empty: a homeroom
    teacher: str  # sourced id
    children: list[Child]


@dataclass(slots=True)
class School:
    sourced_id: str
    name: str
    setting: str  # el mi hi as in the framework; hs cc pk for centers
    grades: tuple[str, ...]
    office_phone: str
    chronic: float  # which share of its children is absent too often
    mended: float = 0.0  # and which share was, in the first weeks
    classes: list[Class] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)


class Staff(NamedTuple):
    sourced_id: str
    given_name: str
    family_name: str
    role: str  # teacher, administrator, aide
    email: str


@dataclass(slots=True)
class Adult:
    sourced_id: str
    given_name: str
    family_name: str
    language: str  # tag; empty: nobody asked
    role: str  # parent, guardian, relative, aide, other, emergency
    sms: str = ""
    phone: str = ""  # a land line when there is no `sms`
    email: str = ""
    children: list[Child] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what a feed does not say: dead, no-contact, kin, shared …


@dataclass(slots=True)
class Child:
    sourced_id: str
    given_name: str
    family_name: str
    grade: str
    birth_date: date
    sex: str
    race: str
    school: School
    begins: date
    ends: date | None
    sms: str = ""
    adults: list[Adult] = field(default_factory=list)


@dataclass(slots=True)
class Tenant:
    """One district or program with everything in it."""

    code: str
    name: str
    text_name: str
    kind: str  # district or program
    regime: str
    reader: str  # oneroster or sds
    office_phone: str
    schools: list[School] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    adults: list[Adult] = field(default_factory=list)

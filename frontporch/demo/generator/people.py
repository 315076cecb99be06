"""Households: the children and the adults around them, drawn together so that siblings share parents."""

from __future__ import annotations

import random
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from frontporch.demo.generator import names
from frontporch.demo.generator.numbers import family_number
from frontporch.demo.generator.places import Plot
from frontporch.demo.generator.wishes import Adult, Child, School, Tenant, Term, Wish

# Who lives around a child, and how often.
KINDS = (
    ("two", 0.43),
    ("one", 0.265),
    ("split", 0.14),
    ("grandparents", 0.06),
    ("kin", 0.05),
    ("three", 0.04),
    ("nobody", 0.015),
)  # nobody: the student system names no adult; the child still counts
_KINDS = tuple(kind for kind, _share in KINDS)
_KIND_WEIGHTS = tuple(share for _kind, share in KINDS)
_RACES = ("white", "blackOrAfricanAmerican", "hispanicOrLatinoEthnicity", "asian", "demographicRaceTwoOrMoreRaces")
_AGES = {"IT": 1, "PK": 4, "KG": 5, **{f"{n:02}": 5 + n for n in range(1, 13)}}
_SCHOOL_GRADES = ("PK", "KG", *(f"{n:02}" for n in range(1, 13)))
_GRADE_WEIGHTS = (0.035, *(0.0742,) * 13)
_EARLY_GRADES = ("IT", "PK")


@dataclass
class Town:
    """One tenant while it is being peopled."""

    tenant: Tenant
    plot: Plot
    term: Term
    draw: random.Random
    by_grade: dict[str, list[School]] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)

    def next(self, what: str) -> int:
        self.made[what] += 1
        return self.made[what]

    def number(self) -> str:
        return family_number(self.plot.children_before * 3 + self.next("number") - 1)


@dataclass
class Home:
    """The language and family name that the people of one household begin with."""

    town: Town
    spoken: str
    surname: str

    def adult(self, role: str, sex: str, *notes: str, surname: str = "") -> Adult:
        town = self.town
        key = f"{town.tenant.code}-A{town.next('adult'):05}"
        given = names.given(town.draw, self.spoken, sex)
        return Adult(key, given, surname or self.surname, _language(town.draw, self.spoken), role, notes=list(notes))

    def other_name(self) -> str:
        return names.family(self.town.draw, self.spoken)


def people(tenant: Tenant, plot: Plot, wish: Wish, term: Term) -> None:
    """Fill a tenant with exactly as many children as its plot says, and their adults."""
    town = Town(tenant, plot, term, random.Random(f"{wish.seed}:people:{plot.number}"))
    for school in tenant.schools:
        for grade in school.grades:
            town.by_grade.setdefault(grade, []).append(school)
    left = plot.children
    while left:
        size = min(left, 1 + bisect((0.64, 0.92), town.draw.random()))
        _household(town, size)
        left -= size


def _household(town: Town, size: int) -> None:
    draw = town.draw
    spoken = names.language(draw)
    home = Home(town, spoken, names.family(draw, spoken))
    corner = draw.random()  # in which part of town: siblings of one level go to one school
    race = _race(draw, spoken)
    children = [_child(home, corner, race) for _ in range(size)]
    adults = _adults(home)
    cut_off = draw.random() < 0.08  # no working phone in this home now
    for adult in adults:
        _reach(town, adult, adults[0], spoken)
        if cut_off:
            _cut_off(draw, adult)
    if adults and draw.random() < 0.012:
        _own_number(max(children, key=lambda child: child.grade), adults[0])
    if adults:
        adults += [_emergency(home) for _ in range(bisect((0.32, 0.72), draw.random()))]
    for adult in adults:
        adult.children = children
    for child in children:
        child.adults = adults
    town.tenant.adults.extend(adults)
    town.tenant.children.extend(children)


def _own_number(oldest: Child, adult: Adult) -> None:
    """A pupil types their own number as the mother's: it rings in the pupil's pocket."""
    if oldest.grade.isdigit() and oldest.grade >= "07" and adult.sms:
        oldest.sms = adult.sms
        adult.notes.append("childs-own-number")


def _race(draw: random.Random, spoken: str) -> str:
    if spoken in ("es", "mam", "quc", "pt"):
        return "hispanicOrLatinoEthnicity"
    if spoken == "cho":
        return "americanIndianOrAlaskaNative"
    if spoken in ("vi", "zh", "gu", "hi", "ko", "fil", "ur", "ne", "ja", "te", "my"):
        return "asian"
    return draw.choices(_RACES, (0.44, 0.47, 0.02, 0.01, 0.06))[0]


def _child(home: Home, corner: float, race: str) -> Child:
    town, draw, tenant = home.town, home.town.draw, home.town.tenant
    if tenant.kind == "program":
        grade = draw.choices(_EARLY_GRADES, (0.35, 0.65))[0]
    else:
        grade = draw.choices(_SCHOOL_GRADES, _GRADE_WEIGHTS)[0]
    schools = town.by_grade[grade]
    school = schools[int(corner * len(schools))]
    sex = "female" if draw.random() < 0.49 else "male"
    begins, ends = _enrolled(town)
    key = f"{tenant.code}-C{town.next('child'):05}"
    child = Child(
        key, names.given(draw, home.spoken, sex), home.surname, grade, _born(draw, grade, town.term), sex, race, school,
        begins, ends,
    )  # fmt: skip
    school.children.append(child)
    return child


def _enrolled(town: Town) -> tuple[date, date | None]:
    """Most come on the first day and stay; some move in or away during the term."""
    draw, term = town.draw, town.term
    chance, length = draw.random(), (term.today - term.first_day).days
    if chance < 0.04:
        return term.first_day + timedelta(days=int(draw.random() * length * 0.8)), None
    if chance < 0.065 and length > 21:
        return term.first_day, term.first_day + timedelta(days=14 + int(draw.random() * (length - 21)))
    return term.first_day, None


def _born(draw: random.Random, grade: str, term: Term) -> date:
    """Old enough on September 1, now and then a year older; infants and toddlers between three months and three years."""
    september = date(term.year, 9, 1)
    if grade == "IT":
        return september - timedelta(days=90 + int(draw.random() * 950))
    if grade == "PK":
        return september - timedelta(days=365 * 3 + 1 + int(draw.random() * 728))
    older = 1 if draw.random() < 0.06 else 0
    return september - timedelta(days=int((_AGES[grade] + older) * 365.25) + 1 + int(draw.random() * 363))


def _adults(home: Home) -> list[Adult]:
    draw, new = home.town.draw, home.adult
    kind = draw.choices(_KINDS, _KIND_WEIGHTS)[0]
    if kind == "two":
        return [new("parent", "female"), new("parent", "male")]
    if kind == "one":
        return [new("parent", "female" if draw.random() < 0.84 else "male")]
    if kind == "nobody":
        return []
    if kind == "split":
        notes = ("split", "no-contact") if draw.random() < 0.16 else ("split",)
        return [new("parent", "female", "split"), new("parent", "male", *notes, surname=home.other_name())]
    if kind == "grandparents":
        elders = [new("guardian", "female", "grandparent")]
        return [*elders, new("guardian", "male", "grandparent")] if draw.random() < 0.5 else elders
    if kind == "kin":
        return [new("relative" if draw.random() < 0.7 else "other", "female", "kin", surname=home.other_name())]
    return [new("parent", "female"), new("parent", "male"), new("relative", "female", "grandparent")]


def _language(draw: random.Random, spoken: str) -> str:
    """What the student system knows: of homes that speak another language it knows more, and some it never asked."""
    if draw.random() < (0.07 if spoken == "en" else 0.12):
        return ""
    return "en" if spoken != "en" and draw.random() < 0.12 else spoken


def _reach(town: Town, adult: Adult, first: Adult, spoken: str) -> None:
    """A number and an address, with what happens to them in life: shared, a land line, dead, none at all."""
    draw, chance = town.draw, town.draw.random()
    if chance < 0.035:
        adult.notes.append("no-number")
    elif chance < 0.085 and adult is not first and first.sms and "split" not in adult.notes:
        adult.sms = adult.phone = first.sms
        adult.notes.append("shared")
    elif chance < (0.20 if "grandparent" in adult.notes else 0.10):
        adult.phone = town.number()
        adult.notes.append("landline")
    else:
        adult.sms = adult.phone = town.number()
        if draw.random() < 0.055:
            adult.notes.append("dead")
    if draw.random() < (0.45 if spoken == "en" else 0.25):
        adult.email = f"{adult.sourced_id.lower()}@example.org"


def _cut_off(draw: random.Random, adult: Adult) -> None:
    """Service ends when money does: the number is dead or gone from the feed, and mail is read nowhere."""
    adult.email = ""
    if adult.sms and draw.random() < 0.5:
        adult.notes.append("dead")
    else:
        adult.sms = adult.phone = ""
        adult.notes.append("no-number")


def _emergency(home: Home) -> Adult:
    """Somebody to call when nobody answers: in the feed, but never somebody who learns about the child."""
    adult = home.adult("emergency", home.town.draw.choice(("female", "male")), surname=home.other_name())
    adult.sms = adult.phone = home.town.number()
    return adult

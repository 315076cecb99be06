"""What every reader hands over, whatever the format: plain records that remember their file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class At(NamedTuple):
    """Where something was said: the line as a text editor counts it, the header being line 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A row, or one field of it, that is not used, with the reason. It counts toward the limit if a person, a tie or an
    enrollment is lost with it."""

    at: At
    code: str
    sentence: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Org:
    id: str
    name: str
    is_site: bool  # a school or center, where families meet us
    is_district: bool
    parent: str
    at: At


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Room:
    """A class. `homeroom` where paper goes home from."""

    id: str
    title: str
    org: str
    sessions: tuple[str, ...]
    homeroom: bool
    at: At


@dataclass(slots=True)
class Person:
    """A child or an adult. `relation` is what the feed calls the adult; languages are BCP 47 tags, "" unknown."""

    id: str
    given: str
    family: str
    at: At
    called: str = ""
    orgs: tuple[str, ...] = ()
    grade: str = ""
    born: date | None = None
    relation: str = ""
    reads: str = ""
    speaks: str = ""
    phones: tuple[tuple[str, bool], ...] = ()  # E.164, and whether it takes texts
    email: str = ""


class Tie(NamedTuple):
    """One adult belongs to one child. An empty relation means: the adult's own."""

    child: str
    adult: str
    relation: str
    at: At


class Membership(NamedTuple):
    """A child in a class, or only at a school (`room` is empty), between dates that may be missing."""

    child: str
    room: str
    org: str
    begins: date | None
    ends: date | None
    at: At
    session: str = ""


@dataclass
class Roster:
    """All that a bundle says. Identifiers are unique within each kind; references are not yet checked."""

    orgs: dict[str, Org] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    children: dict[str, Person] = field(default_factory=dict)
    adults: dict[str, Person] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)  # ids that stand in the bundle but are deleted or set aside
    staff: dict[str, object] = field(default_factory=dict)  # who works there, by id; their rows are the reader's
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0

    def knows(self, user: str) -> bool:
        """Whether the bundle has this user at all, used or not."""
        return user in self.children or user in self.adults or user in self.staff or user in self.left_out

    def aside(self, at: At, code: str, why: str, *, counts: bool = True) -> None:
        """Set a row aside (`counts`), or only a field, a reference or a row that tells about nobody."""
        self.problems.append(Problem(at, code, f"{at.file}, line {at.line}: {why}", counts))

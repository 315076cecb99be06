"""From what a bundle says to rows ready for the database: references followed, dates and years settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from frontporch.families.queries import tier_of
from frontporch.lib.dates import band_of, school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.roster import rules
from frontporch.roster.records import Membership, Org, Person, Roster, Tie


@dataclass
class Staged:
    """Rows by table, in the column order of `staging.TABLES`."""

    sites: list[tuple[object, ...]] = field(default_factory=list)
    rooms: list[tuple[object, ...]] = field(default_factory=list)
    children: list[tuple[object, ...]] = field(default_factory=list)
    guardians: list[tuple[object, ...]] = field(default_factory=list)
    edges: list[tuple[object, ...]] = field(default_factory=list)
    points: list[tuple[object, ...]] = field(default_factory=list)
    enrollments: list[tuple[object, ...]] = field(default_factory=list)
    numbers_of_children: list[tuple[object, ...]] = field(default_factory=list)
    elsewhere: int = 0  # children only at places that are no school or center, such as a college
    adults_without_child: int = 0


def assemble(roster: Roster, *, on: date, taken: Collection[str]) -> Staged:
    """The rows of a bundle as seen on a day. Dangling references go to `roster.problems`.

    `taken` are codes of places that a class may not use. Refuses a bundle of several districts.
    """
    return _Assembly(roster, on=on, taken=taken).staged()


class _Assembly:
    def __init__(self, roster: Roster, *, on: date, taken: Collection[str]) -> None:
        self._roster = roster
        self._on = on
        self._years = {s.id: rules.year_of_session(s.first, s.last) for s in roster.sessions.values()}
        self._current = rules.current_year([(s.first, s.last) for s in roster.sessions.values()], on=on)
        self._sites = {org.id: self._climb(org) for org in roster.orgs.values()}
        self._refuse_several_districts()
        self._room_sites: dict[str, str] = {}
        self._room_codes = {key: rules.room_code(key, {*taken, *roster.orgs}) for key in roster.rooms}
        self._grouped: dict[tuple[str, str, int], list[Membership]] = defaultdict(list)
        self._elsewhere: set[str] = set()

    def staged(self) -> Staged:
        self._place_rooms()
        self._place_children()
        placed = {child for child, _site, _year in self._grouped}
        gone = {child for child in self._roster.children if not self._has_site(child, placed)}
        for child in gone:
            self._roster.left_out.add(child)
            del self._roster.children[child]
        done = Staged(elsewhere=len(gone & self._elsewhere))
        done.sites = [(org.id, org.name) for org in self._roster.orgs.values() if org.is_site]
        done.rooms = [
            (self._room_codes[key], self._roster.rooms[key].title, site)
            for key, site in self._room_sites.items()
            if site
        ]
        self._children(done)
        self._adults(done)
        done.enrollments = [
            self._enrollment(*key, found) for key, found in sorted(self._grouped.items()) if key[0] not in gone
        ]
        return done

    # -- places ----------------------------------------------------------------------------------------------------

    def _climb(self, org: Org) -> str:
        """The school or center that an org is or belongs to; empty when it is above or beside them."""
        found = next((one for one in self._up(org) if one.is_site), None)
        return found.id if found else ""

    def _up(self, org: Org | None) -> Iterable[Org]:
        seen: set[str] = set()
        while org and org.id not in seen:
            seen.add(org.id)
            yield org
            org = self._roster.orgs.get(org.parent)

    def _refuse_several_districts(self) -> None:
        sites = (org for org in self._roster.orgs.values() if org.is_site)
        above = {next((one.id for one in self._up(site) if one.is_district), "") for site in sites} - {""}
        if len(above) > 1:
            raise Refusal(
                "several-districts",
                f"This bundle holds the schools of {len(above)} districts. Export one bundle for each and send them one by one.",
            )

    def _place_rooms(self) -> None:
        for key, room in self._roster.rooms.items():
            if room.org in self._sites:
                self._room_sites[key] = self._sites[room.org]
            elif room.org in self._roster.left_out:
                self._roster.left_out.add(key)
            else:
                self._roster.left_out.add(key)
                self._roster.aside(room.at, "unknown-org", f"no org has the sourcedId {room.org or '(empty)'}.")
            for session in room.sessions:
                if (
                    session not in self._roster.sessions
                    and session not in self._roster.left_out
                    and self._roster.sessions
                ):
                    why = f"no session has the sourcedId {session}. The class is kept without its dates."
                    self._roster.aside(room.at, "unknown-session", why, counts=False)

    # -- enrollments -----------------------------------------------------------------------------------------------

    def _place_children(self) -> None:
        for said in self._roster.memberships:
            self._group(said)
        placed = {(child, site) for child, site, _year in self._grouped}  # in a class: says more than the person's row
        for child in self._roster.children.values():
            for org in child.orgs:
                site = self._sites.get(org)
                if site and (child.id, site) not in placed:
                    self._grouped[child.id, site, self._current].append(
                        Membership(child.id, "", org, None, None, child.at)
                    )
                elif site == "":
                    self._elsewhere.add(child.id)

    def _group(self, said: Membership) -> None:
        roster = self._roster
        if said.child not in roster.children:
            self._no_child(said)
        elif said.room and said.room not in self._room_sites:
            if said.room not in roster.left_out:
                roster.aside(said.at, "unknown-class", f"no class has the sourcedId {said.room}.")
        elif not said.room and said.org not in self._sites:
            if said.org not in roster.left_out:
                roster.aside(said.at, "unknown-org", f"no org has the sourcedId {said.org or '(empty)'}.")
        elif site := self._room_sites.get(said.room) or self._sites.get(said.org, ""):
            self._grouped[said.child, site, self._year(said)].append(said)
        else:
            self._elsewhere.add(said.child)

    def _no_child(self, said: Membership) -> None:
        if not said.child or not self._roster.knows(said.child):
            self._roster.aside(said.at, "unknown-user", f"no user has the sourcedId {said.child or '(empty)'}.")
        elif said.child not in self._roster.left_out:
            why = f"user {said.child} is enrolled as a student but is not one."
            self._roster.aside(said.at, "not-a-child", why)

    def _year(self, said: Membership) -> int:
        sessions = self._sessions(said)
        if sessions:
            return max(self._years[session] for session in sessions)
        return school_year_of(said.ends) if said.ends and said.ends < self._on else self._current

    def _sessions(self, said: Membership) -> list[str]:
        room = self._roster.rooms.get(said.room)
        return [one for one in (said.session, *(room.sessions if room else ())) if one in self._years]

    def _has_site(self, child: str, placed: Collection[str]) -> bool:
        person = self._roster.children[child]
        if child in placed:
            return True
        if child not in self._elsewhere:
            where = ", ".join(person.orgs)
            why = f"no org has the sourcedId {where}." if where else "the child belongs to no school."
            self._roster.aside(person.at, "unknown-org" if where else "no-school", why)
        return False

    def _enrollment(self, child: str, site: str, year: int, said: list[Membership]) -> tuple[object, ...]:
        person = self._roster.children[child]
        sessions = [self._roster.sessions[key] for one in said for key in self._sessions(one)]
        dated = [one for one in said if not one.room and one.begins] or said  # a role's own dates beat its classes'
        starts_on, ends_on = rules.enrolled_between(
            [(one.begins, one.ends) for one in dated],
            [(one.first, one.last) for one in sessions],
            year=year,
            on=self._on,
        )
        rooms = sorted({one.room for one in said if one.room})
        homeroom = next((key for key in rooms if self._roster.rooms[key].homeroom), rooms[0] if rooms else None)
        band = band_of(grade=person.grade, born=person.born, on=self._on) or ""
        codes = [self._room_codes[key] for key in rooms]
        home = self._room_codes[homeroom] if homeroom else None
        return (child, site, year, person.grade, band, starts_on, ends_on, codes, home)

    # -- people ----------------------------------------------------------------------------------------------------

    def _children(self, done: Staged) -> None:
        for one in self._roster.children.values():
            done.children.append((one.id, one.given, one.family, one.called, one.born))
            done.numbers_of_children += [("phone", number) for number, _texts in one.phones]

    def _adults(self, done: Staged) -> None:
        ties: dict[tuple[str, str], str] = {}
        for tie in self._roster.ties:
            adult = self._roster.adults.get(tie.adult)
            if tie.child in self._roster.children and adult:
                ties.setdefault((tie.child, tie.adult), tie.relation or adult.relation or "other")
            else:
                self._explain(tie)
        done.edges = [(child, adult, relation, tier_of(relation)) for (child, adult), relation in ties.items()]
        with_child = {adult for _child, adult in ties}
        for key, adult in self._roster.adults.items():
            if key in with_child:
                done.guardians.append((adult.id, adult.given, adult.family, adult.reads, adult.speaks))
                done.points += self._points(adult)
            else:
                done.adults_without_child += 1

    def _explain(self, tie: Tie) -> None:
        """A tie that cannot be used: silent when its person was left out for a reason already said."""
        roster = self._roster
        for user, wanted in ((tie.child, roster.children), (tie.adult, roster.adults)):
            if not roster.knows(user):
                why = f"no user has the sourcedId {user}. This tie is left out, the person is kept."
                roster.aside(tie.at, "unknown-user", why, counts=False)
            elif user not in wanted and user not in roster.left_out:
                said = "a child" if wanted is roster.children else "an adult"
                why = f"user {user} is not {said}. This tie is left out, the person is kept."
                roster.aside(tie.at, "wrong-tie", why, counts=False)

    @staticmethod
    def _points(adult: Person) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = [(adult.id, "phone", number, texts) for number, texts in adult.phones]
        return [*found, (adult.id, "email", adult.email, False)] if adult.email else found

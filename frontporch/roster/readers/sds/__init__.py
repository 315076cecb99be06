"""Microsoft School Data Sync v2.1 as CSV files, and its smaller v2 (roles on the user's row)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from frontporch.families.queries import relation_of
from frontporch.lib.refusal import Refusal
from frontporch.roster.files import Files
from frontporch.roster.readers.columns import Line, Options, day, find_columns, grade_of, identity, lines, person
from frontporch.roster.records import Membership, Org, Room, Roster, Session, Tie

TITLE = "Microsoft School Data Sync v2.1"
CHILD = "student"
STAFF = frozenset({
    "teacher", "professor", "administrator", "adjunct", "advisor", "affiliate", "aide", "alumni", "assistant",
    "chair", "chancellor", "coach", "contractor", "coordinator", "counselor", "dean", "departmentadministrator",
    "director", "districtadministrator", "doctor", "faculty", "guidancecounselor", "instructor", "lecturer",
    "librarian", "nurse", "officestaff", "other", "otheradministrator", "otherstaff", "paraprofessional",
    "president", "principal", "proctor", "provost", "researcher", "retiree", "schooladministrator",
    "siteadministrator", "staff", "substitute", "superintendent", "systemadministrator", "ta",
    "teacherassistant", "teachingassistant", "technician", "tutor", "vicepresident", "viceprincipal", "visitor",
    "volunteer", "parent", "guardian", "relative",
})  # fmt: skip
SITES = frozenset({"school", "center", "campus", "earlychildhoodcenter"})
DISTRICTS = frozenset({"district", "localeducationagency", "schooldistrict"})
REQUIRED = ("orgs.csv", "users.csv")
ALIASES = {"orgSourcedIds": ("orgSourcedId",), "grade": ("grades",), "birthDate": ("dateOfBirth",)}


def recognizes(files: Files) -> bool:
    """Relationships or session roles stand in files of their own, or classes know their place as an org."""
    names = set(files.names)
    if "relationships.csv" in names:
        return True
    if "roles.csv" in names and "sessionSourcedId" in files.rows("roles.csv").columns:
        return True
    return "classes.csv" in names and bool(find_columns(files.rows("classes.csv").columns, ("orgSourcedId",), {}))


def read(files: Files, options: Options) -> Roster:
    """What a bundle says. Refuses one without orgs or users, or without anything that tells who is a student."""
    for name in REQUIRED:
        if name not in files.names:
            raise Refusal("missing-member", f"The bundle has no {name}. Export again with all files and send that.")
    roster = Roster()
    _orgs(files, roster)
    if "academicsessions.csv" in files.names:
        _sessions(files, roster)
    if "classes.csv" in files.names:
        _rooms(files, roster)
    ties = _ties(files, roster) if "relationships.csv" in files.names else []
    roles = _Roles(roster)
    if "roles.csv" in files.names:
        roles.read(files)
    _users(files, roster, roles=roles, ties=ties, options=options)
    roster.ties.extend(ties)
    if "demographics.csv" in files.names:
        _demographics(files, roster)
    if "enrollments.csv" in files.names:
        _enrollments(files, roster)
    return roster


def _orgs(files: Files, roster: Roster) -> None:
    for line in lines(files, "orgs.csv", roster, required=("sourcedId", "name", "type"), known=("parentSourcedId",)):
        if key := identity(line, roster.orgs, roster):
            kind, name = line["type"].lower(), line["name"][:200] or key
            roster.orgs[key] = Org(key, name, kind in SITES, kind in DISTRICTS, line["parentSourcedId"], line.at)


def _sessions(files: Files, roster: Roster) -> None:
    for line in lines(files, "academicSessions.csv", roster, required=("sourcedId", "startDate", "endDate")):
        key = identity(line, roster.sessions, roster)
        first, good = day(line, "startDate", roster) if key else (None, False)
        last, good_too = day(line, "endDate", roster) if good else (None, False)
        if first and last and last >= first:
            roster.sessions[key] = Session(key, first, last)
        elif key:
            roster.left_out.add(key)
            if good and good_too:
                roster.aside(line.at, "bad-session", "a session needs a first day and, after it, a last day.")


def _rooms(files: Files, roster: Roster) -> None:
    known = ("title", "sessionSourcedIds")
    for line in lines(files, "classes.csv", roster, required=("sourcedId", "orgSourcedId"), known=known):
        if key := identity(line, roster.rooms, roster):
            title, sessions = line["title"][:200] or key, _many(line["sessionSourcedIds"])
            homeroom = "homeroom" in title.lower()
            roster.rooms[key] = Room(key, title, line["orgSourcedId"], sessions, homeroom, line.at)


def _many(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in said.split(",") if part.strip())


def _ties(files: Files, roster: Roster) -> list[Tie]:
    found = []
    required = ("userSourcedId", "relationshipUserSourcedId", "relationshipRole")
    for line in lines(files, "relationships.csv", roster, required=required):
        child, adult = line["userSourcedId"], line["relationshipUserSourcedId"]
        relation = relation_of(line["relationshipRole"])
        if not (child and adult):
            roster.aside(line.at, "missing-id", "a relationship needs the child and the adult.")
        elif relation is None:
            said = line["relationshipRole"][:40]
            roster.aside(line.at, "unknown-role", f"“{said}” is no relationship of an adult to a child.")
        else:
            found.append(Tie(child, adult, relation, line.at))
    return found


class _Roles:
    """Who is what where: from roles.csv in v2.1, from the user's row in v2."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self.grades: dict[str, str] = {}
        self.places: dict[str, list[Membership]] = defaultdict(list)
        self.rows: dict[str, list[Line]] = defaultdict(list)

    def read(self, files: Files) -> None:
        known = ("orgSourcedId", "sessionSourcedId", "grade", "roleStartDate", "roleEndDate")
        for line in lines(
            files, "roles.csv", self._roster, required=("userSourcedId", "role"), known=known, aliases=ALIASES
        ):
            user = line["userSourcedId"]
            if not user:
                self._roster.aside(line.at, "missing-id", "there is no userSourcedId. Each row needs one.")
                continue
            begins, good = day(line, "roleStartDate", self._roster)
            ends, good_too = day(line, "roleEndDate", self._roster) if good else (None, False)
            if begins and ends and ends < begins:
                why = f"it ends on {ends} before it begins on {begins}."
                self._roster.aside(line.at, "ends-before-it-begins", why)
            elif good and good_too:
                self.rows[user].append(line)
                place = Membership(user, "", line["orgSourcedId"], begins, ends, line.at, line["sessionSourcedId"])
                self.add(line, user, [place])

    def add(self, line: Line, user: str, places: list[Membership]) -> None:
        """Take one role in; a word that is no role sets its row aside."""
        role = line["role"].lower()
        if role == CHILD:
            self.places[user] += places
            grade = grade_of(line["grade"])
            if grade is None:
                why = f"“{line['grade'][:20]}” is no grade. The child is kept without one."
                self._roster.aside(line.at, "unknown-grade", why, counts=False)
            self.grades[user] = self.grades.get(user) or grade or ""
        elif role not in STAFF:
            self._roster.aside(line.at, "unknown-role", f"“{role[:40]}” is no role of School Data Sync.")

    def set_aside_strangers(self, users: Container[str]) -> None:
        """Rows of roles whose user is not in the bundle."""
        for user, rows in self.rows.items():
            for line in rows if user not in users else ():
                self._roster.aside(line.at, "unknown-user", f"no user has the sourcedId {user}.")


def _users(files: Files, roster: Roster, *, roles: _Roles, ties: list[Tie], options: Options) -> None:
    known = ("sms", "phone", "email", "orgSourcedIds", "role", "grade")
    required = ("sourcedId", "givenName", "familyName")
    adults = {tie.adult for tie in ties}
    seen: dict[str, bool] = {}
    for line in lines(files, "users.csv", roster, required=required, known=known, aliases=ALIASES, options=options):
        key = identity(line, seen, roster)
        if not key:
            continue
        seen[key] = True
        if line["role"]:
            roles.add(
                line, key, [Membership(key, "", org, None, None, line.at) for org in _many(line["orgSourcedIds"])]
            )
        if key in roles.places:
            child = person(line, key, roster, is_child=True)
            if child is None:
                roster.left_out.add(key)
            else:
                child.grade, child.orgs = roles.grades[key], tuple(place.org for place in roles.places[key])
                roster.children[key] = child
                roster.memberships += roles.places[key]
            continue
        if key in adults:
            adult = person(line, key, roster, is_child=False)
            if adult is None:
                roster.left_out.add(key)
            else:
                adult.relation = relation_of(adult.relation) or ""
                roster.adults[key] = adult
            continue
        roster.staff[key] = line
    roles.set_aside_strangers(seen)


def _demographics(files: Files, roster: Roster) -> None:
    for line in lines(
        files, "demographics.csv", roster, required=("userSourcedId",), known=("birthDate",), aliases=ALIASES
    ):
        user = line["userSourcedId"]
        if not roster.knows(user):
            roster.aside(
                line.at, "unknown-user", f"no user has the sourcedId {user}, so it tells about nobody.", counts=False
            )
            continue
        born, _good = day(line, "birthDate", roster)
        if user in roster.children:
            roster.children[user].born = born


def _enrollments(files: Files, roster: Roster) -> None:
    for line in lines(files, "enrollments.csv", roster, required=("classSourcedId", "userSourcedId", "role")):
        user, role = line["userSourcedId"], line["role"].lower()
        if role == CHILD:
            roster.memberships.append(Membership(user, line["classSourcedId"], "", None, None, line.at))
        elif role not in STAFF:
            roster.aside(line.at, "unknown-role", f"“{role[:40]}” is no role of School Data Sync.")
        elif not roster.knows(user):
            roster.aside(line.at, "unknown-user", f"no user has the sourcedId {user}.")

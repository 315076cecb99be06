"""OneRoster 1.1 and 1.2 as CSV files (1EdTech). `frontporch.roster` says which columns are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontporch.families.queries import relation_of
from frontporch.lib.refusal import Refusal
from frontporch.lib.tabular import Row
from frontporch.roster.files import Files
from frontporch.roster.readers.columns import Line, Options, day, find_columns, grade_of, identity, lines, person
from frontporch.roster.records import Membership, Org, Person, Room, Roster, Session, Tie

TITLE = "OneRoster 1.1 or 1.2"
CHILD = "student"
STAFF = frozenset({
    "teacher", "administrator", "proctor", "counselor", "districtadministrator", "principal", "siteadministrator",
    "systemadministrator",
})  # fmt: skip
SITES = frozenset({"school", "center", "campus"})
DISTRICTS = frozenset({"district", "local"})
REQUIRED = ("orgs", "users", "classes", "enrollments")
OPTIONAL = ("academicSessions", "demographics", "roles")
ALIASES = {
    "agentSourcedIds": ("agents", "agentSourcedId"),
    "grades": ("grade",),
    "orgSourcedIds": ("orgSourcedId",),
    "termSourcedIds": ("termSourcedId", "termId"),
    "birthDate": ("dateOfBirth",),
    "sourcedId": ("userSourcedId",),  # demographics of some vendors
    "called": ("preferredGivenName", "preferredFirstName"),
}


def recognizes(files: Files) -> bool:
    """A manifest that speaks of OneRoster, or classes that know their school by OneRoster's column."""
    if "manifest.csv" in files.names and "oneroster.version" in _manifest(files):
        return True
    if "classes.csv" in files.names:
        return bool(find_columns(files.rows("classes.csv").columns, ("schoolSourcedId",), {}))
    return {"users.csv", "orgs.csv"} <= set(files.names) and "relationships.csv" not in files.names


def read(files: Files, options: Options) -> Roster:
    """What a bundle says.

    Refuses a bundle of changes only (delta), a required file that is missing, and a file that the manifest promises.
    """
    held = _held(files)
    roster = Roster()
    roster.orgs.update(_orgs(files, roster))
    if "academicSessions" in held:
        roster.sessions.update(_sessions(files, roster))
    if "classes" in held:
        _rooms(files, roster)
    roles = _roles(files, roster) if "roles" in held else None
    _users(files, roster, roles=roles, options=options)
    if "demographics" in held:
        _demographics(files, roster)
    if "enrollments" in held:
        _enrollments(files, roster)
    return roster


def _manifest(files: Files) -> dict[str, str]:
    rows = files.rows("manifest.csv", required=("propertyName", "value"))
    return {row.values["propertyName"]: row.values["value"].lower() for row in rows if isinstance(row, Row)}


def _held(files: Files) -> set[str]:
    """The files to read: those that are there, unless the manifest calls them absent."""
    said = _manifest(files) if "manifest.csv" in files.names else {}
    held = set()
    for name in (*REQUIRED, *OPTIONAL):
        state = said.get(f"file.{name}", "")
        if state == "delta":
            raise Refusal(
                "delta-bundle", "This bundle holds only changes. Export the full (bulk) bundle and send that."
            )
        there = f"{name}.csv".lower() in files.names
        if not there and (state == "bulk" or (name in REQUIRED and state != "absent") or name in ("orgs", "users")):
            raise Refusal("missing-member", f"The bundle has no {name}.csv. Export again with all files and send that.")
        if there and state != "absent":
            held.add(name)
    return held | {"orgs", "users"}


def _many(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in said.split(",") if part.strip()) if said else ()


def _orgs(files: Files, roster: Roster) -> dict[str, Org]:
    found: dict[str, Org] = {}
    for line in lines(files, "orgs.csv", roster, required=("sourcedId", "name", "type"), known=("parentSourcedId",)):
        key = identity(line, found, roster)
        if not key:
            continue
        if line.deleted:
            roster.left_out.add(key)
            continue
        kind = line["type"].lower()
        name = line["name"][:200] or key
        found[key] = Org(key, name, kind in SITES, kind in DISTRICTS, line["parentSourcedId"], line.at)
    return found


def _sessions(files: Files, roster: Roster) -> dict[str, Session]:
    found: dict[str, Session] = {}
    for line in lines(files, "academicSessions.csv", roster, required=("sourcedId", "startDate", "endDate")):
        key = identity(line, found, roster)
        if not key:
            continue
        if line.deleted:
            roster.left_out.add(key)
            continue
        first, good = day(line, "startDate", roster)
        last, good_too = day(line, "endDate", roster) if good else (None, False)
        if first and last and last >= first:
            found[key] = Session(key, first, last)
            continue
        roster.left_out.add(key)
        if good and good_too:
            roster.aside(line.at, "bad-session", "a session needs a first day and, after it, a last day.")
    return found


def _rooms(files: Files, roster: Roster) -> None:
    known = ("title", "classType", "termSourcedIds")
    for line in lines(
        files, "classes.csv", roster, required=("sourcedId", "schoolSourcedId"), known=known, aliases=ALIASES
    ):
        key = identity(line, roster.rooms, roster)
        if not key:
            continue
        if line.deleted:
            roster.left_out.add(key)
            continue
        homeroom = line["classType"].lower() == "homeroom"
        title = line["title"][:200] or key
        roster.rooms[key] = Room(key, title, line["schoolSourcedId"], _many(line["termSourcedIds"]), homeroom, line.at)


def _roles(files: Files, roster: Roster) -> dict[str, tuple[str, tuple[str, ...]]]:
    """OneRoster 1.2: each user's role (student before adult before staff) and places."""
    words: dict[str, list[str]] = {}
    places: dict[str, list[str]] = {}
    required = ("userSourcedId", "role")
    for line in lines(files, "roles.csv", roster, required=required, known=("orgSourcedId", "roleType")):
        user, role = line["userSourcedId"], line["role"].lower()
        if line.deleted:
            continue
        if not user:
            roster.aside(line.at, "missing-id", "there is no userSourcedId. Each row needs one.")
        elif not _is_role(role):
            roster.aside(line.at, "unknown-role", f"“{role[:40]}” is no role of OneRoster.")
        else:
            words.setdefault(user, []).append(role)
            places.setdefault(user, []).extend(_many(line["orgSourcedId"]))
    return {user: (min(roles, key=_weight), tuple(dict.fromkeys(places[user]))) for user, roles in words.items()}


def _is_role(word: str) -> bool:
    return word == CHILD or word in STAFF or relation_of(word) is not None


def _weight(role: str) -> tuple[int, str]:
    """A child first; then the adult with the most rights; staff last."""
    order = {CHILD: 0, "parent": 1, "guardian": 2, "relative": 3, "other": 4, "aide": 5}
    return order.get(role, 9), role


def _users(
    files: Files, roster: Roster, *, roles: Mapping[str, tuple[str, tuple[str, ...]]] | None, options: Options
) -> None:
    required = (
        ("sourcedId", "givenName", "familyName")
        if roles is not None
        else ("sourcedId", "role", "givenName", "familyName")
    )
    known = (
        "role",
        "orgSourcedIds",
        "sms",
        "phone",
        "email",
        "agentSourcedIds",
        "grades",
        "called",
        "primaryOrgSourcedId",
    )
    seen: dict[str, bool] = {}
    staff: dict[str, Line] = {}
    for line in lines(files, "users.csv", roster, required=required, known=known, aliases=ALIASES, options=options):
        key = identity(line, seen, roster)
        if not key:
            continue
        seen[key] = True
        if line.deleted:
            roster.left_out.add(key)
            continue
        role, orgs = _role_of(line, key, roles)
        if role in STAFF:
            staff[key] = line
        else:
            _user(line, key, role, orgs, roster)
    roster.staff.update(staff)
    for tie in list(roster.ties):
        if tie.adult in staff and tie.adult not in roster.adults:
            _adult(staff[tie.adult], tie.adult, "other", roster)  # who teaches here can have a child here


def _user(line: Line, key: str, role: str, orgs: tuple[str, ...], roster: Roster) -> None:
    if role == CHILD:
        _child(line, key, orgs, roster)
    elif relation_of(role):
        _adult(line, key, role, roster)
    else:
        roster.left_out.add(key)
        why = f"“{role[:40]}” is no role of OneRoster." if role else "there is no role."
        roster.aside(line.at, "unknown-role", why)


def _role_of(
    line: Line, key: str, roles: Mapping[str, tuple[str, tuple[str, ...]]] | None
) -> tuple[str, tuple[str, ...]]:
    """The role and places: from the row in 1.1, from roles.csv in 1.2 (and the row where that is silent)."""
    role, orgs = (roles or {}).get(key, ("", ()))
    said = _many(line["orgSourcedIds"]) or _many(line["primaryOrgSourcedId"])
    return role or line["role"].lower(), orgs or said


def _child(line: Line, key: str, orgs: tuple[str, ...], roster: Roster) -> None:
    found = person(line, key, roster, is_child=True)
    if found is None:
        roster.left_out.add(key)
        return
    found.orgs = orgs
    grade = grade_of(line["grades"])
    if grade is None:
        why = f"“{line['grades'][:20]}” is no grade. The child is kept without one."
        roster.aside(line.at, "unknown-grade", why, counts=False)
    found.grade = grade or ""
    roster.children[key] = found
    roster.ties.extend(Tie(key, adult, "", line.at) for adult in _many(line["agentSourcedIds"]))


def _adult(line: Line, key: str, role: str, roster: Roster) -> None:
    found = person(line, key, roster, is_child=False)
    if found is None:
        roster.left_out.add(key)
        return
    found.relation = relation_of(found.relation) or relation_of(role) or "other"
    roster.adults[key] = found
    roster.ties.extend(Tie(child, key, "", line.at) for child in _many(line["agentSourcedIds"]))


def _demographics(files: Files, roster: Roster) -> None:
    seen: dict[str, bool] = {}
    for line in lines(
        files, "demographics.csv", roster, required=("sourcedId",), known=("birthDate",), aliases=ALIASES
    ):
        key = identity(line, seen, roster)
        if not key or line.deleted:
            continue
        seen[key] = True
        if not roster.knows(key):
            roster.aside(
                line.at, "unknown-user", f"no user has the sourcedId {key}, so it tells about nobody.", counts=False
            )
            continue
        born, _good = day(line, "birthDate", roster)
        child: Person | None = roster.children.get(key)
        if child:
            child.born = born


def _enrollments(files: Files, roster: Roster) -> None:
    required = ("classSourcedId", "userSourcedId", "role")
    known = ("sourcedId", "schoolSourcedId", "beginDate", "endDate")
    seen: dict[str, bool] = {}
    for line in lines(files, "enrollments.csv", roster, required=required, known=known):
        key = identity(line, seen, roster) if "sourcedId" in line.columns else "-"
        if not key or line.deleted:
            continue
        if key != "-":
            seen[key] = True
        roster.memberships.extend(_membership(line, roster))


def _membership(line: Line, roster: Roster) -> Iterator[Membership]:
    user, role = line["userSourcedId"], line["role"].lower()
    if not _is_role(role):
        roster.aside(
            line.at, "unknown-role", f"“{role[:40]}” is no role of OneRoster." if role else "there is no role."
        )
        return
    begins, good = day(line, "beginDate", roster)
    ends, good_too = day(line, "endDate", roster) if good else (None, False)
    if not (good and good_too):
        return
    if begins and ends and ends < begins:
        roster.aside(line.at, "ends-before-it-begins", f"it ends on {ends} before it begins on {begins}.")
        return
    if role == CHILD:
        yield Membership(user, line["classSourcedId"], line["schoolSourcedId"], begins, ends, line.at)
    elif not roster.knows(user):
        roster.aside(line.at, "unknown-user", f"no user has the sourcedId {user}.")

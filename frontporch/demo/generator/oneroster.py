"""A tenant as a OneRoster 1.1 CSV bundle, with guardians: `agentSourcedIds` stands on the child's row and the adult's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontporch.demo.generator.names import WORDS
from frontporch.demo.generator.tables import Table
from frontporch.demo.generator.wishes import Adult, Tenant, Term

_RACES = ("americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander",
          "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity")  # fmt: skip
_BASE = ("sourcedId", "status", "dateLastModified")
COLUMNS = {
    "academicSessions": (*_BASE, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "orgs": (*_BASE, "name", "type", "identifier", "parentSourcedId"),
    "courses": (*_BASE, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"),
    "classes": (*_BASE, "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
                "termSourcedIds", "subjects", "subjectCodes", "periods"),
    "users": (*_BASE, "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName",
              "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
              "metadata.homeLanguage", "metadata.relationship"),
    "enrollments": (*_BASE, "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
    "demographics": (*_BASE, "birthDate", "sex", *_RACES, "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth",
                     "publicSchoolResidenceStatus"),
}  # fmt: skip
_ABSENT = ("categories", "classResources", "courseResources", "lineItems", "resources", "results")
_ROLES = {"emergency": "relative"}  # the standard has no word for it; the column beside it says more


def bundle(tenant: Tenant, term: Term, style: int) -> list[Table]:
    """The files of one bundle. `style` says how this student system writes languages: 0 and 1 codes, 2 words."""
    tables = {name: Table(f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    _sessions(tables["academicSessions"], tenant, term)
    _orgs(tables["orgs"], tenant)
    _classes(tables, tenant)
    _children(tables, tenant)
    users = tables["users"]
    for row in _adults(tenant.adults, style):
        users.add(row)
    return [_manifest(), *tables.values()]


def _manifest() -> Table:
    table = Table("manifest.csv", ("propertyName", "value"))
    for row in (
        ("manifest.version", "1.0"),
        ("oneroster.version", "1.1"),
        *((f"file.{name}", "bulk" if name in COLUMNS else "absent") for name in sorted([*COLUMNS, *_ABSENT])),
        ("source.systemName", "Invented State Student System"),
        ("source.systemCode", "invented"),
    ):
        table.add(row)
    return table


def _sessions(table: Table, tenant: Tenant, term: Term) -> None:
    year, label = f"{tenant.code}-Y{term.year}", f"{term.year}-{term.year + 1}"
    dates = (term.first_day.isoformat(), term.last_day.isoformat())
    table.add((year, "", "", label, "schoolYear", *dates, "", term.year + 1))
    table.add((f"{year}-F", "", "", f"Fall {term.year}", "term", *dates, year, term.year + 1))


def _orgs(table: Table, tenant: Tenant) -> None:
    table.add((tenant.code, "", "", tenant.name, "district", tenant.code, ""))
    for school in tenant.schools:
        table.add((school.sourced_id, "", "", school.name, "school", school.sourced_id, tenant.code))


def _classes(tables: dict[str, Table], tenant: Tenant) -> None:
    years = next(line.split(",")[0] for line in tables["academicSessions"].text.splitlines()[1:])
    courses: set[str] = set()
    for school in tenant.schools:
        for staff in school.staff:
            tables["users"].add((
                staff.sourced_id, "", "", "true", school.sourced_id, staff.role, staff.email, "", staff.given_name,
                staff.family_name, "", "", staff.email, "", "", "", "", "", "", "",
            ))  # fmt: skip
        for one in school.classes:
            course = f"{tenant.code}-{one.grade}-{one.subject[:9].replace(' ', '') or 'HOME'}"
            if course not in courses:
                courses.add(course)
                title = one.subject or "Homeroom"
                tables["courses"].add((course, "", "", years, title, course, one.grade, tenant.code, one.subject, ""))
            kind = "scheduled" if one.subject else "homeroom"
            tables["classes"].add((one.sourced_id, "", "", one.title, one.grade, course, one.sourced_id, kind, "",
                                   school.sourced_id, f"{years}-F", one.subject, "", ""))  # fmt: skip
            add, key = tables["enrollments"].add, one.sourced_id
            add((f"{key}/T", "", "", key, school.sourced_id, one.teacher, "teacher", "true", "", ""))
            for child in one.children:
                ends = child.ends.isoformat() if child.ends else ""
                add((f"{key}/{child.sourced_id}", "", "", key, school.sourced_id, child.sourced_id, "student", "",
                     child.begins.isoformat(), ends))  # fmt: skip


def _children(tables: dict[str, Table], tenant: Tenant) -> None:
    user, fact = tables["users"].add, tables["demographics"].add
    for child in tenant.children:
        key = child.sourced_id
        agents = ",".join(adult.sourced_id for adult in child.adults)
        user((key, "", "", "true", child.school.sourced_id, "student", key.lower(), "", child.given_name,
              child.family_name, "", key, "", child.sms, "", agents, child.grade, "", "", ""))  # fmt: skip
        races = ("true" if race == child.race else "false" for race in _RACES)
        fact((key, "", "", child.birth_date.isoformat(), child.sex, *races, "", "", "", ""))


def _adults(adults: Iterable[Adult], style: int) -> Iterator[tuple[str, ...]]:
    for adult in adults:
        key = adult.sourced_id
        schools = ",".join(dict.fromkeys(child.school.sourced_id for child in adult.children))
        children = ",".join(child.sourced_id for child in adult.children)
        spoken = WORDS[adult.language][style] if adult.language else ""
        yield (key, "", "", "true", schools, _ROLES.get(adult.role, adult.role), adult.email or key.lower(), "",
               adult.given_name, adult.family_name, "", "", adult.email, adult.sms, adult.phone, children, "", "",
               spoken, "emergency contact" if adult.role == "emergency" else "")  # fmt: skip

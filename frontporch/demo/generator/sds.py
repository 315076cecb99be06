"""A program as a Microsoft School Data Sync v2.1 bundle; the adult's language stands in an extension column."""

from __future__ import annotations

from frontporch.demo.generator.names import WORDS
from frontporch.demo.generator.tables import Table
from frontporch.demo.generator.wishes import Tenant, Term

COLUMNS = {
    "orgs": ("sourcedId", "name", "type", "parentSourcedId"),
    "users": ("sourcedId", "username", "givenName", "familyName", "email", "phone", "sms", "ext_homeLanguage"),
    "roles": ("userSourcedId", "orgSourcedId", "role", "sessionSourcedId", "grade", "isPrimary", "roleStartDate", "roleEndDate"),
    "relationships": ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"),
    "academicSessions": ("sourcedId", "title", "type", "schoolYear", "startDate", "endDate"),
    "courses": ("sourcedId", "orgSourcedId", "title", "code", "schoolYearSourcedId", "subject", "grade"),
    "classes": ("sourcedId", "orgSourcedId", "title", "sessionSourcedIds", "courseSourcedId"),
    "enrollments": ("classSourcedId", "userSourcedId", "role"),
    "demographics": ("userSourcedId", "sex", "birthDate", "birthCity", "birthState", "birthCountry", "ethnicityCodes", "raceCodes"),
    "userFlags": ("userSourcedId", "flag"),
}  # fmt: skip


def bundle(tenant: Tenant, term: Term, style: int) -> list[Table]:
    """The files of one bundle."""
    tables = {name: Table(f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    year = f"{tenant.code}-Y{term.year}"
    dates = (term.first_day.isoformat(), term.last_day.isoformat())
    tables["academicSessions"].add((year, f"{term.year}-{term.year + 1}", "schoolYear", term.year, *dates))
    tables["orgs"].add((tenant.code, tenant.name, "district", ""))
    _schools(tables, tenant, year, dates)
    _people(tables, tenant, year, dates[1], style)
    return list(tables.values())


def _schools(tables: dict[str, Table], tenant: Tenant, year: str, dates: tuple[str, str]) -> None:
    courses: set[str] = set()
    for school in tenant.schools:
        tables["orgs"].add((school.sourced_id, school.name, "school", tenant.code))
        for staff in school.staff:
            tables["users"].add(
                (staff.sourced_id, staff.email, staff.given_name, staff.family_name, staff.email, "", "", "")
            )
            tables["roles"].add((staff.sourced_id, school.sourced_id, staff.role, year, "", "TRUE", *dates))
        for one in school.classes:
            course = f"{tenant.code}-{one.grade}"
            if course not in courses:
                courses.add(course)
                tables["courses"].add((course, tenant.code, one.grade, course, year, "", one.grade))
            tables["classes"].add((one.sourced_id, school.sourced_id, one.title, year, course))
            tables["enrollments"].add((one.sourced_id, one.teacher, "teacher"))
            for child in one.children:
                tables["enrollments"].add((one.sourced_id, child.sourced_id, "student"))


def _people(tables: dict[str, Table], tenant: Tenant, year: str, last: str, style: int) -> None:
    user, role, tie = tables["users"].add, tables["roles"].add, tables["relationships"].add
    for child in tenant.children:
        key, school = child.sourced_id, child.school.sourced_id
        user((key, key.lower(), child.given_name, child.family_name, "", "", child.sms, ""))
        ends = child.ends.isoformat() if child.ends else last
        role((key, school, "student", year, child.grade, "TRUE", child.begins.isoformat(), ends))
        tables["demographics"].add((key, child.sex, child.birth_date.isoformat(), "", "", "", "", ""))
        for adult in child.adults:
            tie((key, adult.sourced_id, "emergencyContact" if adult.role == "emergency" else adult.role))
    for adult in tenant.adults:
        spoken = WORDS[adult.language][style] if adult.language else ""
        user((adult.sourced_id, adult.email or adult.sourced_id.lower(), adult.given_name, adult.family_name, adult.email,
              adult.phone, adult.sms, spoken))  # fmt: skip

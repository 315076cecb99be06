from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.roster import services
from frontporch.roster.models import Run
from frontporch.roster.readers import Options
from tests.roster.bundles import Tables, adult, child, many, small, text, zipped
from tests.roster.conftest import DAY, Import

# -- faults of the file --------------------------------------------------------------------------------------------


def _no_delta() -> bytes:
    return b"propertyName,value\noneroster.version,1.1\nfile.users,delta\n"


def _two_districts() -> bytes:
    orgs = small()["orgs"] + [
        {"sourcedId": "D2", "name": "Other", "type": "district"},
        {"sourcedId": "S9", "name": "Far School", "type": "school", "parentSourcedId": "D2"},
    ]
    return text("orgs", orgs).encode()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"users": None}, "missing-member"),
        ({"orgs": None}, "missing-member"),
        ({"enrollments": None}, "missing-member"),
        ({"manifest": b"propertyName,value\noneroster.version,1.1\nfile.roles,bulk\n"}, "missing-member"),
        ({"manifest": _no_delta()}, "delta-bundle"),
        ({"orgs": _two_districts()}, "several-districts"),
        ({"users": b"sourcedId,givenName,familyName\n1,Ada,Kid\n"}, "missing-column"),
        ({"users": "sourcedId,role,givenName,familyName\n1,student,Jos\xe9,Kid\n".encode("latin-1")}, "not-utf8"),
        ({"users": b""}, "empty-file"),
        ({"users": b"sourcedId;role\n1;student\n"}, "not-commas"),
        ({"users": b"sourcedId,role,givenName,familyName\n1,student,A\0da,Kid\n"}, "nul-bytes"),
    ],
)
def test_a_fault_of_a_file_refuses_the_bundle_and_changes_nothing(
    look: Import, take_in: Import, files: dict[str, bytes | None], code: str
) -> None:
    for intent in (look, take_in):
        with pytest.raises(Refusal) as no:
            intent(small(), files=files)
        assert no.value.code == code
    assert not Run.objects.exists()
    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7 hello", "not-a-zip"),
        (b"hello", "not-a-zip"),
        (b"PK\x05\x06" + b"\0" * 18, "empty-zip"),
        (b"PK\x03\x04 cut off", "broken-zip"),
    ],
)
def test_what_is_no_zip_is_refused_by_what_it_is(district: Place, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "roster.zip"
    file.write_bytes(content)
    with pytest.raises(Refusal) as no:
        services.check(file=file, district=district, by=SYSTEM)
    assert no.value.code == code


def test_a_zip_of_something_else_names_the_formats_that_can_be_read(district: Place, tmp_path: Path) -> None:
    file = tmp_path / "roster.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("cats.csv", "name\nTom\n")
    with pytest.raises(Refusal) as no:
        services.check(file=file, district=district, by=SYSTEM)
    assert no.value.code == "unknown-format"
    assert "OneRoster" in no.value.message
    assert "School Data Sync" in no.value.message


def test_a_missing_file_and_an_empty_folder_are_refused(district: Place, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.zip", "no-such-file"), (tmp_path, "empty-folder")):
        with pytest.raises(Refusal) as no:
            services.check(file=path, district=district, by=SYSTEM)
        assert no.value.code == code


def test_a_language_column_that_is_not_there_is_refused_with_the_ones_that_are(look: Import) -> None:
    with pytest.raises(Refusal, match=r"metadata\.homeLanguage") as no:
        look(small(), options=Options(reads_column="Lingo"))
    assert no.value.code == "missing-column"


# -- faults of a row -----------------------------------------------------------------------------------------------


def _with(table: str, /, **facts: str) -> Tables:
    """Sixty good children, and one more row in a file."""
    tables = many(60)
    tables[table].append(facts)
    return tables


KID = child("zed", "Zed", grades="1")
SEAT = {"sourcedId": "e9", "classSourcedId": "K1", "schoolSourcedId": "S1", "userSourcedId": "ada", "role": "student"}


@pytest.mark.parametrize(
    ("name", "facts", "code"),
    [
        ("users", KID | {"sourcedId": ""}, "missing-id"),
        ("users", KID | {"sourcedId": "ada"}, "duplicate-id"),
        ("users", KID | {"sourcedId": "x" * 121}, "too-long"),
        ("users", KID | {"givenName": "", "familyName": ""}, "missing-name"),
        ("users", KID | {"givenName": "x" * 121}, "too-long"),
        ("users", KID | {"role": "wizard"}, "unknown-role"),
        ("users", KID | {"role": ""}, "unknown-role"),
        ("users", KID | {"orgSourcedIds": "S7"}, "unknown-org"),
        ("users", KID | {"orgSourcedIds": ""}, "no-school"),
        ("orgs", {"sourcedId": "S1", "name": "Twice", "type": "school"}, "duplicate-id"),
        ("academicSessions", {"sourcedId": "Z", "startDate": "2026-02-30", "endDate": "2026-06-01"}, "date-impossible"),
        ("academicSessions", {"sourcedId": "Z", "startDate": "2026-09-01", "endDate": "2026-06-01"}, "bad-session"),
        ("academicSessions", {"sourcedId": "Z", "startDate": "", "endDate": "2026-06-01"}, "bad-session"),
        ("classes", {"sourcedId": "K9", "title": "Lost", "schoolSourcedId": "S7"}, "unknown-org"),
        ("enrollments", SEAT | {"userSourcedId": "nobody"}, "unknown-user"),
        ("enrollments", SEAT | {"userSourcedId": "nobody", "role": "teacher"}, "unknown-user"),
        ("enrollments", SEAT | {"userSourcedId": "ma"}, "not-a-child"),
        ("enrollments", SEAT | {"classSourcedId": "K7"}, "unknown-class"),
        ("enrollments", SEAT | {"role": "wizard"}, "unknown-role"),
        ("enrollments", SEAT | {"sourcedId": "e1"}, "duplicate-id"),
        ("enrollments", SEAT | {"beginDate": "2026-02-30"}, "date-impossible"),
        ("enrollments", SEAT | {"endDate": "9/1/26"}, "date-ambiguous"),
        ("enrollments", SEAT | {"beginDate": "2026-09-02", "endDate": "2026-09-01"}, "ends-before-it-begins"),
    ],
)
def test_a_fault_of_a_row_sets_it_aside_with_file_line_and_reason(
    take_in: Import, name: str, facts: dict[str, str], code: str
) -> None:
    tables = _with(name, **facts)

    run = take_in(tables)

    (fault,) = run.set_aside.filter(counts=True)
    assert (fault.code, fault.file, fault.line) == (code, f"{name}.csv", len(tables[name]) + 1)
    assert fault.reason.startswith(f"{name}.csv, line {fault.line}: ")
    assert run.lost == 1
    assert Child.objects.count() == 62


@pytest.mark.parametrize(
    ("name", "facts", "code"),
    [
        ("users", KID | {"grades": "banana"}, "unknown-grade"),
        ("users", KID | {"givenName": ""}, "missing-name"),
        ("users", KID | {"sms": "call me"}, "unusable-number"),
        ("users", KID | {"phone": "555-0100"}, "unusable-number"),
        ("users", KID | {"agentSourcedIds": "nobody"}, "unknown-user"),
        ("users", KID | {"agentSourcedIds": "ada"}, "wrong-tie"),
        ("users", adult("zed", "Zoe", agentSourcedIds="ada", email="zoe@"), "unusable-email"),
        ("users", adult("zed", "Zoe", agentSourcedIds="ada", **{"metadata.homeLanguage": "Lingo"}), "unknown-language"),
        ("demographics", {"sourcedId": "nobody", "birthDate": "2018-10-01"}, "unknown-user"),
        ("classes", {"sourcedId": "K9", "schoolSourcedId": "S1", "termSourcedIds": "Q"}, "unknown-session"),
    ],
)
def test_a_fault_of_a_field_is_said_and_everything_else_is_used(
    take_in: Import, name: str, facts: dict[str, str], code: str
) -> None:
    run = take_in(_with(name, **facts))

    (fault,) = run.set_aside.all()
    assert (fault.code, fault.counts) == (code, False)
    assert run.lost == 0


def test_a_birth_date_of_february_30_leaves_the_child_without_one(take_in: Import) -> None:
    tables = many(60)
    tables["demographics"].append({"sourcedId": "c1", "birthDate": "2/30/2018"})

    run = take_in(tables)

    assert run.set_aside.get().code == "date-impossible"
    assert Child.objects.get(sourced_id="c1").birth_date is None


def test_what_refers_to_a_row_that_was_set_aside_is_not_said_twice(take_in: Import) -> None:
    tables = many(60)
    tables["users"][2]["role"] = "wizard"  # Ada's mother

    run = take_in(tables)

    assert [fault.code for fault in run.set_aside.all()] == ["unknown-role"]
    assert not Guardian.objects.filter(sourced_id="ma").exists()
    assert Child.objects.filter(sourced_id="ada").exists()


# -- shapes that are unusual and still right -----------------------------------------------------------------------


def test_a_role_that_says_emergency_contact_gets_no_tier(take_in: Import) -> None:
    tables = small()
    tables["users"][3] |= {"role": "emergencyContact", "metadata.relationship": ""}
    take_in(tables)
    assert Edge.objects.get(guardian__sourced_id="em").tier == "none"


def test_a_teacher_can_be_the_mother_of_a_child(take_in: Import) -> None:
    tables = small()
    tables["users"][1]["agentSourcedIds"] = "t1"
    take_in(tables)
    assert Edge.objects.get(guardian__sourced_id="t1").tier == "learns-with"


def test_the_second_number_of_an_adult_takes_calls_not_texts(take_in: Import) -> None:
    tables = small()
    tables["users"][2] |= {"sms": "601-555-0111", "phone": "601-555-0120"}
    take_in(tables)
    numbers = ContactPoint.objects.filter(guardian__sourced_id="ma", kind="phone").order_by("value")
    assert list(numbers.values_list("takes_texts", flat=True)) == [True, False]


def test_a_class_with_the_identifier_of_a_school_gets_a_code_of_its_own(take_in: Import) -> None:
    tables = small()
    tables["classes"][0]["sourcedId"] = tables["enrollments"][0]["classSourcedId"] = "S1"
    tables["enrollments"][2]["classSourcedId"] = "S1"
    take_in(tables)
    assert Place.objects.get(code="class S1").kind == "classroom"
    assert take_in(tables).effects["classrooms_new"] == 0


def test_a_bundle_without_sessions_counts_from_the_first_of_july(take_in: Import) -> None:
    take_in(small(), files={"academicSessions": None})
    assert set(Enrollment.objects.values_list("school_year", "starts_on")) == {(2026, date(2026, 7, 1))}


def test_an_enrollment_of_a_year_that_is_over_has_ended_with_it(take_in: Import) -> None:
    take_in(small(), on=date(2027, 6, 20))
    assert set(Enrollment.objects.values_list("ends_on", flat=True)) == {date(2027, 5, 25)}


def test_the_preview_names_what_a_person_should_know(look: Import) -> None:
    tables = small()
    tables["users"] += [
        adult("pa", "Pablo", agentSourcedIds="ada", sms="6015550199"),
        adult("no", "Noah", agentSourcedIds="ben"),
        adult("aunt", "Ann"),
    ]
    run = look(tables)
    assert run.notices == {
        "children_without_guardian": 0, "guardians_without_contact": 1, "guardians_losing_contact": 0,
        "numbers_of_children": 1, "numbers_of_no_contact": 0, "emergency_only": 1, "language_unknown": 3,
        "relation_differs": 0, "elsewhere": 0, "adults_without_child": 1,
    }  # fmt: skip


def test_a_script_in_a_name_is_kept_as_it_is(take_in: Import) -> None:
    tables = small()
    tables["users"][0]["givenName"] = "<script>alert(1)</script>"
    take_in(tables)
    assert Child.objects.get(sourced_id="ada").given_name == "<script>alert(1)</script>"


def test_roles_of_one_roster_1_2_stand_in_their_own_file(take_in: Import) -> None:
    tables = small()
    for row in tables["users"]:
        role, org = row.pop("role"), row.pop("orgSourcedIds")
        tables.setdefault("roles", []).append({"sourcedId": f"r-{row['sourcedId']}", "userSourcedId": row["sourcedId"],
                                               "role": role, "orgSourcedId": org})  # fmt: skip
    header = ["sourcedId", "givenName", "familyName", "sms", "phone", "email", "agentSourcedIds", "grades",
              "metadata.homeLanguage", "metadata.relationship"]  # fmt: skip
    run = take_in(tables, files={"users": text("users", tables["users"], header).encode()})

    assert run.lost == 0
    assert Edge.objects.get(guardian__sourced_id="ma").tier == "decides"
    assert Enrollment.objects.on(DAY).count() == 2


def test_files_inside_a_folder_of_the_zip_and_an_absent_file_are_no_fault(district: Place, tmp_path: Path) -> None:
    tables = small()
    file = tmp_path / "b.zip"
    with zipfile.ZipFile(file, "w") as out:
        for name, rows in tables.items():
            out.writestr(f"export/{name}.csv", text(name, rows))
        out.writestr("export/manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.demographics,absent\n")
    assert services.apply(file=file, district=district, by=SYSTEM, on=DAY).lost == 0
    assert Child.objects.get(sourced_id="ada").birth_date is None  # declared absent: not looked at


def test_a_program_gets_centers(tmp_path: Path, db: None) -> None:
    from frontporch.places.access import scope
    from tests.make import make_district

    program = make_district(kind="program")
    with scope(program):
        services.apply(file=zipped(tmp_path / "b.zip", small()), district=program, by=SYSTEM, on=DAY)
    assert Place.objects.get(code="S1").kind == "center"


def test_a_run_is_applied_once(district: Place, tmp_path: Path) -> None:
    content = io.BytesIO(zipped(tmp_path / "b.zip", small()).read_bytes())
    run = services.receive(chunks=[content.getvalue()], name="b.zip", district=district, by=SYSTEM, on=DAY)
    assert services.apply(run=run, district=district, by=SYSTEM, on=DAY).status == "applied"
    with pytest.raises(Refusal) as no:
        services.apply(run=run, district=district, by=SYSTEM, on=DAY)
    assert no.value.code == "not-to-apply"


def test_an_upload_over_the_limit_is_refused_and_not_kept(district: Place, settings: object, tmp_path: Path) -> None:
    settings.ROSTER_UPLOAD_LIMIT = 10  # type: ignore[attr-defined]  # the fixture's wrapper
    with pytest.raises(Refusal) as no:
        services.receive(chunks=[b"x" * 6, b"x" * 6], name="b.zip", district=district, by=SYSTEM)
    assert no.value.code == "too-large"
    assert list((tmp_path / "var" / "rosters").iterdir()) == []


def test_an_upload_that_nobody_applied_is_thrown_away_after_a_week(
    district: Place, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    content = zipped(tmp_path / "b.zip", small()).read_bytes()
    old = services.receive(chunks=[content], name="b.zip", district=district, by=SYSTEM, on=DAY)
    Run.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=8))

    with django_capture_on_commit_callbacks(execute=True):
        new = services.receive(chunks=[content], name="b.zip", district=district, by=SYSTEM, on=DAY)

    old.refresh_from_db()
    assert old.stored_as == ""
    assert [file.name for file in (tmp_path / "var" / "rosters").iterdir()] == [new.stored_as]

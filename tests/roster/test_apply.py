from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from frontporch.audit.models import SYSTEM, Entry
from frontporch.families import services as families
from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.roster.models import Run
from tests.roster.bundles import adult, child, enrolled, many, small
from tests.roster.conftest import DAY, Import

TABLES = (
    "places_place", "families_child", "families_guardian", "families_edge", "families_contactpoint", "families_enrollment",
)  # fmt: skip


def _versions() -> dict[str, list[tuple[int, str]]]:
    """Which version of each row there is: PostgreSQL writes a new one at every change."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT id, ctid::text FROM {table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def test_a_bundle_becomes_places_children_adults_ties_numbers_and_enrollments(take_in: Import, district: Place) -> None:
    run = take_in(small())

    assert run.status == "applied"
    assert run.lost == 0
    school = Place.objects.get(district=district, code="S1")
    room = Place.objects.get(district=district, code="K1")
    assert (school.kind, school.name, room.kind, room.parent) == ("school", "Oak Hill School", "classroom", school)
    assert room.path == f"{school.path}{room.pk}/"
    ada = Child.objects.get(sourced_id="ada")
    assert (ada.given_name, ada.birth_date) == ("Ada", date(2018, 10, 1))
    ties = {edge.guardian.given_name: (edge.relation, edge.tier, edge.tier_source) for edge in ada.edges.all()}
    assert ties == {"Maria": ("parent", "decides", "feed"), "Emil": ("emergency", "none", "feed")}
    maria = Guardian.objects.get(sourced_id="ma")
    assert (maria.reads, maria.speaks, maria.language_source) == ("es", "es", "feed")
    assert set(maria.contact_points.values_list("kind", "value", "takes_texts")) == {
        ("phone", "+16015550111", True), ("email", "maria@example.org", False),
    }  # fmt: skip
    enrollment = ada.enrollments.get()
    assert (enrollment.place, enrollment.homeroom, enrollment.classrooms) == (school, room, [room.pk])
    assert (enrollment.school_year, enrollment.grade, enrollment.band) == (2026, "02", "K-3")
    assert (enrollment.starts_on, enrollment.ends_on) == (date(2026, 8, 6), None)


def test_a_child_without_an_adult_is_kept_and_enrolled(take_in: Import) -> None:
    take_in(small())

    assert Enrollment.objects.on(DAY).filter(child__sourced_id="ben", child__edges=None).exists()


def test_the_same_bundle_twice_writes_nothing(take_in: Import) -> None:
    take_in(small())
    before = _versions()

    run = take_in(small())

    assert set(run.effects.values()) == {0}
    assert _versions() == before


def test_only_rows_that_differ_are_written(take_in: Import) -> None:
    take_in(small())
    before = _versions()
    tables = small()
    tables["users"][1]["givenName"] = "Benedict"

    run = take_in(tables)

    assert {kind: n for kind, n in run.effects.items() if n} == {"children_changed": 1}
    after = _versions()
    changed = [table for table in TABLES if after[table] != before[table]]
    assert changed == ["families_child"]
    assert len(set(after["families_child"]) - set(before["families_child"])) == 1


@pytest.mark.parametrize("sides", [("child",), ("adult",), ("child", "adult")])
def test_a_tie_may_stand_on_the_childs_row_the_adults_or_both(take_in: Import, sides: tuple[str, ...]) -> None:
    tables = small()
    tables["users"][0]["agentSourcedIds"] = "ma" if "child" in sides else ""
    tables["users"][2]["agentSourcedIds"] = "ada" if "adult" in sides else ""

    take_in(tables)

    assert list(Edge.objects.values_list("child__sourced_id", "guardian__sourced_id")) == [("ada", "ma")]


def test_who_is_gone_from_the_bundle_is_unenrolled_the_day_before_and_never_deleted(take_in: Import) -> None:
    take_in(small())
    tables = small()
    tables["users"] = [row for row in tables["users"] if row["sourcedId"] not in ("ada", "ma", "em")]
    tables["enrollments"] = tables["enrollments"][1:]
    tables["demographics"] = []

    run = take_in(tables)

    assert run.effects["children_gone"] == 1
    ada = Child.objects.get(sourced_id="ada")
    assert ada.gone_on == DAY
    assert ada.enrollments.get().ends_on == DAY - timedelta(1)
    assert Guardian.objects.get(sourced_id="ma").gone_on == DAY
    assert not Enrollment.objects.on(DAY).filter(child=ada).exists()


def test_who_comes_back_is_enrolled_again_with_the_same_adults(take_in: Import) -> None:
    take_in(small())
    away = small()
    away["users"] = away["users"][1:2]
    away["enrollments"], away["demographics"] = away["enrollments"][1:2], []
    take_in(away)

    take_in(small(), on=DAY + timedelta(7))

    ada = Child.objects.get(sourced_id="ada")
    assert (ada.gone_on, ada.enrollments.get().ends_on) == (None, None)
    assert {edge.gone_on for edge in ada.edges.all()} == {None}
    assert set(ContactPoint.objects.values_list("gone_on", flat=True)) == {None}


def test_a_row_marked_to_be_deleted_counts_as_gone(take_in: Import) -> None:
    take_in(small())
    tables = small()
    tables["users"][0]["status"] = "tobedeleted"

    run = take_in(tables)

    assert (run.effects["children_gone"], run.lost) == (1, 0)


def test_a_feed_never_changes_a_tier_a_document_or_no_contact(take_in: Import) -> None:
    take_in(small())
    edge = Edge.objects.get(guardian__sourced_id="ma")
    families.set_tier(edge=edge, tier="no-contact", document="court order, 3/2/2026", by=SYSTEM)
    tables = small()
    tables["users"][2]["role"] = "relative"
    first = take_in(tables)
    tables["users"][0]["agentSourcedIds"] = ""
    take_in(tables)

    edge.refresh_from_db()
    assert (edge.tier, edge.document, edge.relation, edge.gone_on) == (
        "no-contact",
        "court order, 3/2/2026",
        "parent",
        None,
    )
    assert first.notices["relation_differs"] == 1


def test_a_tie_that_a_person_vouched_for_outlives_the_feed(take_in: Import) -> None:
    take_in(small())
    families.set_tier(edge=Edge.objects.get(guardian__sourced_id="em"), tier="learns-with", document="", by=SYSTEM)
    tables = small()
    tables["users"][0]["agentSourcedIds"] = "ma"

    take_in(tables)

    assert Edge.objects.get(guardian__sourced_id="em").gone_on is None
    assert Guardian.objects.get(sourced_id="em").gone_on is None


def test_what_a_family_said_stands(take_in: Import) -> None:
    take_in(small())
    maria = Guardian.objects.get(sourced_id="ma")
    families.set_language(guardian=maria, reads="vi", speaks="vi", source="family", by=SYSTEM)
    families.add_contact_point(guardian=maria, kind="phone", value="601-555-0177", source="family", by=SYSTEM)
    tables = small()
    tables["users"][2]["sms"] = "601-555-0113"

    take_in(tables)

    maria.refresh_from_db()
    assert (maria.reads, maria.language_source) == ("vi", "family")
    live = maria.contact_points.filter(gone_on=None, kind="phone").values_list("value", "source")
    assert set(live) == {("+16015550177", "family"), ("+16015550113", "feed")}


def test_a_language_never_comes_from_the_child(take_in: Import) -> None:
    tables = small()
    tables["users"][0]["metadata.homeLanguage"] = "Vietnamese"
    tables["users"][2]["metadata.homeLanguage"] = ""

    run = take_in(tables)

    assert set(Guardian.objects.values_list("reads", "language_source")) == {("", "")}
    assert run.notices["language_unknown"] == 2


def test_a_new_school_year_ends_the_old_enrollment_and_keeps_adults_and_tiers(take_in: Import) -> None:
    take_in(small(), on=date(2027, 5, 1))
    families.set_tier(edge=Edge.objects.get(guardian__sourced_id="em"), tier="learns-with", document="", by=SYSTEM)
    tables = small()
    tables["academicSessions"][0] |= {"startDate": "2027-08-05", "endDate": "2028-05-24"}
    tables["users"][0]["grades"] = "3"

    take_in(tables, on=date(2027, 8, 10))

    years = Enrollment.objects.filter(child__sourced_id="ada").order_by("school_year")
    assert [(one.school_year, one.grade, one.ends_on) for one in years] == [
        (2026, "02", date(2027, 6, 30)),
        (2027, "03", None),
    ]
    assert Edge.objects.get(guardian__sourced_id="em").tier == "learns-with"


def test_a_child_who_changes_schools_leaves_the_first_one(take_in: Import) -> None:
    take_in(small())
    tables = small()
    tables["orgs"].append({"sourcedId": "S2", "name": "Elm School", "type": "school", "parentSourcedId": "D"})
    tables["classes"].append({"sourcedId": "K3", "title": "Room 3", "schoolSourcedId": "S2", "termSourcedIds": "Y"})
    tables["users"][0]["orgSourcedIds"] = "S2"
    tables["enrollments"][0] |= {"classSourcedId": "K3", "schoolSourcedId": "S2", "beginDate": "2026-10-01"}

    take_in(tables)

    found = Enrollment.objects.filter(child__sourced_id="ada").order_by("starts_on")
    assert [(one.place.code, one.starts_on, one.ends_on) for one in found] == [
        ("S1", date(2026, 8, 6), DAY - timedelta(1)),
        ("S2", date(2026, 10, 1), None),
    ]


def test_siblings_and_shared_numbers_are_kept_as_they_are(take_in: Import) -> None:
    tables = small()
    tables["users"] += [
        child("cy", "Cy", agentSourcedIds="ma,pa"),
        adult("pa", "Pablo", sms="601.555.0111"),
    ]
    tables["enrollments"].append(enrolled("e4", "cy", "K1"))

    take_in(tables)

    assert ContactPoint.objects.filter(value="+16015550111").count() == 2
    assert Guardian.objects.get(sourced_id="ma").edges.count() == 2


def test_a_bundle_with_one_bad_row_in_many_is_applied_without_it(take_in: Import) -> None:
    tables = many(60)
    tables["enrollments"][5]["userSourcedId"] = "nobody"

    run = take_in(tables)

    assert (run.status, run.lost) == ("applied", 1)
    fault = run.set_aside.get()
    assert (fault.file, fault.line, fault.code) == ("enrollments.csv", 7, "unknown-user")
    assert "nobody" in fault.reason


def test_too_many_rows_set_aside_apply_nothing(take_in: Import, look: Import) -> None:
    tables = small()
    for row in tables["enrollments"][:2]:
        row["userSourcedId"] = "nobody"

    with pytest.raises(Refusal) as no:
        take_in(tables)

    assert no.value.code == "too-many-set-aside"
    assert not Child.objects.exists()
    assert not Place.objects.filter(code="S1").exists()
    run = look(tables)
    assert (run.status, run.reason) == ("refused", no.value.message)


def test_a_half_empty_bundle_is_stopped_unless_a_person_says_so(take_in: Import) -> None:
    take_in(many(20))
    with pytest.raises(Refusal) as no:
        take_in(small())
    assert no.value.code == "too-many-gone"
    assert Child.objects.filter(gone_on=None).count() == 22

    assert take_in(small(), allow_gone=True).effects["children_gone"] == 20


def test_applying_is_written_down_with_counts_and_no_names(take_in: Import) -> None:
    run = take_in(small())

    entry = Entry.objects.get(verb="roster.apply")
    assert entry.target_id == str(run.pk)
    assert entry.facts["children_new"] == 2
    assert "Ada" not in str(entry.facts)


def test_checking_says_exactly_what_applying_does_and_changes_nothing(look: Import, take_in: Import) -> None:
    before = _versions()
    checked = look(many(3))
    assert _versions() == before
    assert checked.status == Run.Status.CHECKED

    applied = take_in(many(3))

    assert checked.effects == applied.effects
    assert checked.notices == applied.notices

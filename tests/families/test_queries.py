from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontporch.families.models import Child, ContactPoint, Edge
from frontporch.families.queries import learners, number_key, reachable
from frontporch.places.access import scope
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import (
    make_child,
    make_classroom,
    make_contact_point,
    make_district,
    make_edge,
    make_guardian,
    make_school,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 5)


def _pairs(where: Place | Child, on: date = DAY) -> set[tuple[int, str]]:
    """Child and the value of each number or address that may be used."""
    district = where.district
    assert district
    with inside(district):
        rows = reachable(where, on).fetch()
        values = dict(ContactPoint.objects.values_list("pk", "value"))
    return {(row["child_id"], values[row["contact_point_id"]]) for row in rows}


def test_each_learning_adult_is_reachable_with_facts_about_child_and_adult() -> None:
    room = make_classroom()
    child = make_child(room, grade="02", band="K-3")
    guardian = make_guardian(of=child, phone="+16015550111", email="a@example.org", reads="es")

    with inside(room):
        rows = reachable(room, DAY).fetch()

    assert {row["kind"] for row in rows} == {"phone", "email"}
    text = next(row for row in rows if row["kind"] == "phone")
    assert text["child_id"] == child.pk
    assert text["guardian_id"] == guardian.pk
    assert text["number_key"] == number_key("phone", "+16015550111")
    assert (text["reads"], text["band"], text["grade"], text["homeroom_id"]) == ("es", "K-3", "02", room.pk)
    assert text["place_id"] == room.parent_id


@pytest.mark.parametrize("level", ["child", "classroom", "school", "district", "state"])
def test_any_place_of_the_tree_and_a_child_can_be_asked(level: str) -> None:
    school = make_school()
    room = make_classroom(school)
    child = make_child(room)
    make_guardian(of=child, phone="+16015550111")
    make_guardian(of=make_child(make_classroom(school)), phone="+16015550112")
    district = school.district
    assert district
    where: Place | Child | None = {
        "child": child, "classroom": room, "school": school, "district": district, "state": district.parent
    }[level]  # fmt: skip
    assert where
    with inside(district):
        found = len(reachable(where, DAY).fetch())

    assert found == (1 if level in ("child", "classroom") else 2)


@pytest.mark.parametrize(
    ("facts", "reached"),
    [
        ({"tier": "learns-with"}, True),
        ({"tier": "informed"}, True),
        ({"tier": "none"}, False),
        ({"tier": "no-contact"}, False),
        ({"edge": {"starts_on": DAY + timedelta(1)}}, False),
        ({"edge": {"ends_on": DAY - timedelta(1)}}, False),
        ({"edge": {"ends_on": DAY}}, True),
        ({"edge": {"gone_on": DAY}}, False),
    ],
)
def test_only_an_edge_that_learns_and_is_in_force_counts(facts: dict[str, object], reached: bool) -> None:
    school = make_school()
    make_guardian(of=make_child(school), **facts)  # type: ignore[arg-type]  # a table of keyword arguments

    assert bool(_pairs(school)) is reached


@pytest.mark.parametrize(
    ("facts", "reached"),
    [({"state": "failed"}, False), ({"state": "replaced"}, False), ({"gone_on": DAY}, False), ({"failures": 1}, True)],
)
def test_only_a_number_that_works_counts(facts: dict[str, object], reached: bool) -> None:
    school = make_school()
    guardian = make_guardian(of=make_child(school), phone="")
    make_contact_point(guardian, value="+16015550111", **facts)  # type: ignore[arg-type]  # a table of keyword arguments

    assert bool(_pairs(school)) is reached
    with inside(school):
        assert len(learners(school, DAY).fetch()) == 1  # paper still knows them


def test_a_child_who_left_or_has_not_come_is_not_there() -> None:
    school = make_school()
    make_guardian(of=make_child(school, ends_on=DAY - timedelta(1)))
    make_guardian(of=make_child(school, starts_on=DAY + timedelta(1)))

    assert _pairs(school) == set()


def test_a_number_that_a_no_contact_adult_shares_is_silent_about_that_child_alone() -> None:
    school = make_school()
    hers, other = make_child(school), make_child(school)
    mother = make_guardian(of=hers, phone="+16015550111")
    make_edge(other, mother)
    make_contact_point(mother, value="+16015550122")
    make_guardian(of=hers, tier="no-contact", phone="+16015550111")

    assert _pairs(school) == {
        (hers.pk, "+16015550122"),
        (other.pk, "+16015550111"),
        (other.pk, "+16015550122"),
    }


@pytest.mark.parametrize("facts", [{"state": "failed"}, {"state": "replaced"}, {"gone_on": date(2026, 8, 1)}])
def test_a_no_contact_number_counts_as_held_even_when_it_is_out_of_use(facts: dict[str, object]) -> None:
    school = make_school()
    child = make_child(school)
    make_guardian(of=child, phone="+16015550111")
    barred = make_guardian(of=child, tier="no-contact", phone="")
    make_contact_point(barred, value="+16015550111", **facts)  # type: ignore[arg-type]  # a table of keyword arguments

    assert _pairs(school) == set()


@pytest.mark.parametrize(
    ("edge", "barred"),
    [
        ({"gone_on": date(2026, 9, 1)}, True),  # a feed's silence never lifts it
        ({"ends_on": DAY - timedelta(1)}, False),
        ({"starts_on": DAY + timedelta(1)}, False),
    ],
)
def test_no_contact_holds_from_its_first_to_its_last_day(edge: dict[str, object], barred: bool) -> None:
    school = make_school()
    child = make_child(school)
    make_guardian(of=child, phone="+16015550111")
    make_guardian(of=child, tier="no-contact", phone="+16015550111", edge=edge)

    assert (_pairs(school) == set()) is barred


NUMBERS = ("+16015550101", "+16015550102", "+16015550103")
adults = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NUMBERS), unique=True, max_size=2),
        st.lists(
            st.sampled_from(["decides", "learns-with", "informed", "none", "no-contact", ""]), min_size=2, max_size=2
        ),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=adults)
def test_nobody_is_reached_by_a_number_that_a_no_contact_adult_of_the_child_holds(
    family: Sequence[tuple[list[str], list[str]]],
) -> None:
    with transaction.atomic():
        school = make_school(make_district())
        children = [make_child(school), make_child(school)]
        expected = set()
        for numbers, tiers in family:
            adult = make_guardian(of=children[0], tier="none", phone="")
            with scope(school.district_id or 0):
                Edge.objects.filter(guardian=adult).delete()
            for number in numbers:
                make_contact_point(adult, value=number)
            for child, tier in zip(children, tiers, strict=True):
                if tier:
                    make_edge(child, adult, tier=tier)
        for n, child in enumerate(children):
            barred = {number for numbers, tiers in family if tiers[n] == "no-contact" for number in numbers}
            for numbers, tiers in family:
                if tiers[n] in ("decides", "learns-with", "informed"):
                    expected |= {(child.pk, number) for number in numbers if number not in barred}

        assert _pairs(school) == expected
        transaction.set_rollback(True)

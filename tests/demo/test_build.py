"""A small demo state, built once for this file through the real services: what every role finds on its first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from frontporch.accounts.models import Membership
from frontporch.audit.models import SYSTEM, Entry
from frontporch.config.preparation import load_content
from frontporch.demo import services
from frontporch.demo.rules import DOORS
from frontporch.families.models import Child, Edge
from frontporch.lib.refusal import Refusal
from frontporch.outcomes.models import MeasureValue
from frontporch.places.models import Place
from frontporch.places.services import mark
from frontporch.planning.models import Plan
from tests.conftest import inside

CHILDREN = 300


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The state stays for the whole file and is taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content()
        services.build(children=CHILDREN, weeks=2)
        yield
        transaction.set_rollback(True)


def test_the_tree_has_districts_and_both_kinds_of_program(demo: None) -> None:
    assert Place.objects.tenants().filter(kind="district").count() == 3
    assert set(Place.objects.filter(kind="program").values_list("regime", flat=True)) == {"head-start", "child-care"}


def test_somebody_stands_behind_every_staff_door(demo: None) -> None:
    found = {
        one.user.email: one for one in Membership.objects.filter(user__email__in=[d.email for d in DOORS.values()])
    }
    assert {one.role for one in found.values()} == set(DOORS) - {"family"}
    assert found[DOORS["teacher"].email].place.is_under(found[DOORS["principal"].email].place)


def test_children_adults_and_papers_are_there(demo: None) -> None:
    for tenant in Place.objects.tenants():
        with inside(tenant):
            assert Child.objects.exists()
            assert not Child.objects.exclude(enrollments__isnull=False).exists()
            assert MeasureValue.objects.filter(place=tenant, grade="").exists()
            assert not Edge.objects.filter(tier=Edge.Tier.NO_CONTACT, document="").exists()
    with inside(*Place.objects.tenants()):
        assert Child.objects.count() == CHILDREN
        tiers = set(Edge.objects.values_list("tier", flat=True))
        assert tiers == {tier for tier in Edge.Tier.values}
        assert Edge.objects.filter(tier=Edge.Tier.LEARNS_WITH, tier_source="staff").exists()


def test_the_demo_school_plans_for_attendance_and_second_grade_reading(demo: None) -> None:
    principal = Membership.objects.get(user__email=DOORS["principal"].email)
    with inside(principal.place):
        plan = Plan.objects.get(place=principal.place)
        goals = {goal.area: goal for goal in plan.goals.all()}
        assert plan.status == Plan.Status.PUBLISHED
        assert goals["attendance"].target == 20
        assert goals["attendance"].baseline
        assert goals["reading"].grades == ["02"]
        assert all(row.activities for goal in goals.values() for row in goal.rows.all())


def test_a_second_demo_in_the_same_database_is_refused(demo: None) -> None:
    with pytest.raises(Refusal, match="already"):
        services.build()


@pytest.mark.django_db
def test_a_production_database_takes_no_demo() -> None:
    mark(kind="production", by=SYSTEM)
    with pytest.raises(Refusal, match="production"):
        services.build(children=300)


def test_the_building_is_one_entry_and_says_how_many(demo: None) -> None:
    assert Entry.objects.get(verb="demo.build").facts == {"children": CHILDREN}

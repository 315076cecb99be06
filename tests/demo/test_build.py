"""A small demo state, built once for this file through the real services: what every role finds on its first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from frontporch.accounts.models import Membership
from frontporch.audit.models import SYSTEM, Entry
from frontporch.config.preparation import load_content
from frontporch.demo import services
from frontporch.demo.rules import DOORS
from frontporch.families.models import Child, Edge
from frontporch.insight.models import Figure
from frontporch.lib.refusal import Refusal
from frontporch.outcomes.models import MeasureValue
from frontporch.outreach.models import Delivery, Pack, Reply, Send
from frontporch.places.models import Place
from frontporch.places.queries import zone_of
from frontporch.places.services import mark
from frontporch.planning.models import Plan
from tests.conftest import inside
from tests.pages import words

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


def test_weeks_were_sent_answered_and_the_coming_one_waits_for_its_principal(demo: None) -> None:
    own = Membership.objects.get(user__email=DOORS["principal"].email).place
    with inside(*Place.objects.tenants()):
        waiting = Send.objects.filter(status=Send.Status.PLANNED)
        assert {send.place for send in waiting} == {own}
        assert Send.objects.filter(status=Send.Status.RELEASED).count() > 10
        states = set(Delivery.objects.values_list("state", flat=True))
        assert {Delivery.State.DELIVERED, Delivery.State.FAILED, Delivery.State.PLANNED} <= states
        assert Delivery.State.CLAIMED not in states
        assert Delivery.State.UNKNOWN not in states
        assert set(Reply.objects.filter(digit__gt=0).values_list("digit", flat=True)) == {1, 2, 3}
        assert Reply.objects.exclude(words="").exists()
        assert Delivery.objects.filter(slot=Delivery.Slot.EASIER).exists()
        assert Pack.objects.filter(handed_out_at__isnull=False).exists()


def test_nothing_happened_in_the_future_or_in_quiet_hours(demo: None) -> None:
    for tenant in Place.objects.tenants():
        with inside(tenant):
            zone = zone_of(tenant)
            sent = Delivery.objects.filter(slot__in=("why", "try", "next"), sent_at__isnull=False)
            moments = [moment.astimezone(zone) for moment in sent.values_list("sent_at", flat=True) if moment]
            assert all(moment <= timezone.now() for moment in moments)
            assert all(time(7, 30) <= moment.time() < time(20) and moment.weekday() != 6 for moment in moments)


def test_no_message_reaches_an_adult_with_no_contact(demo: None) -> None:
    with inside(*Place.objects.tenants()):
        barred = Edge.objects.filter(tier=Edge.Tier.NO_CONTACT)
        assert barred
        for edge in barred:
            assert not Delivery.objects.filter(guardian=edge.guardian, children__contains=[edge.child_id]).exists()


def test_the_state_has_figures_and_no_names(demo: None) -> None:
    assert Figure.objects.filter(table="all", shown="shown", received__gt=0).exists()
    page = _come_in("state")
    said = words(page)
    with inside(*Place.objects.tenants()):
        families = set(Child.objects.values_list("family_name", flat=True))
    assert page.status_code == 200
    assert Place.objects.filter(kind="district")[0].name in said
    assert [name for name in families if name in said] == []


@pytest.mark.parametrize("role", ["teacher", "principal", "district"])
def test_every_staff_member_comes_in_to_a_page_about_their_place(demo: None, role: str) -> None:
    page = _come_in(role)
    assert page.status_code == 200
    place = Membership.objects.get(user__email=DOORS[role].email).place
    assert place.name in words(page)


def test_the_family_door_leads_to_a_week_with_an_activity(demo: None) -> None:
    page = _come_in("family")
    assert page.status_code == 200
    assert b"<ol" in page.content


def _come_in(role: str) -> Any:
    """Press the button of a role's door and follow it to the first page."""
    client = Client()
    page = client.post(dict(services.sign_in_links())[DOORS[role].title], follow=True)
    assert page.redirect_chain
    return page


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

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child
from frontporch.lib.refusal import Refusal
from frontporch.outreach import services
from frontporch.outreach.models import Delivery, Focus, Pack, Pick, Send, Touchpoint
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import (
    make_activity,
    make_child,
    make_classroom,
    make_district,
    make_edge,
    make_focus,
    make_guardian,
    make_school,
    make_send,
)

pytestmark = pytest.mark.usefixtures("db")
MONDAY = date(2026, 9, 14)
BEFORE = datetime(2026, 9, 14, 14, tzinfo=UTC)  # 9 AM in the school's zone


def slots_of(school: Place, **which: object) -> list[str]:
    with inside(school):
        return list(Delivery.objects.filter(**which).order_by("due_at", "id").values_list("slot", flat=True))


def test_a_child_gets_why_try_next_at_five_on_the_schools_clock() -> None:
    activity, child = make_activity("k3-read-001"), make_child()
    school = child_school(child)
    make_guardian(of=child, reads="es")
    make_send(school)
    with inside(school):
        found = list(Delivery.objects.order_by("due_at"))
        pick = Pick.objects.get()
    assert [one.slot for one in found] == ["why", "try", "next"]
    assert [timezone.localtime(one.due_at).strftime("%a %H:%M") for one in found] == [
        "Mon 17:00",
        "Wed 17:00",
        "Fri 17:00",
    ]
    assert {one.body.split(":")[0] for one in found} == {school.text_name}
    assert {(one.language, one.reads_it, one.activity, one.state) for one in found} == {
        ("es", True, activity.code, "planned")
    }
    assert (pick.activity, pick.grade) == ("k3-read-001", "02")


def child_school(child: Child) -> Place:
    with inside(child.district):
        return child.enrollments.get().place


def test_planning_again_changes_nothing_and_takes_in_new_children() -> None:
    make_activity()
    child = make_child()
    school = child_school(child)
    make_guardian(of=child)
    first, again = make_send(school), make_send(school)
    assert first == again
    assert len(slots_of(school)) == 3
    make_guardian(of=make_child(at=school))
    make_send(school)
    assert len(slots_of(school)) == 6


def test_a_released_send_stays_as_it_is() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=BEFORE)
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=BEFORE)
    assert sorted(slots_of(school, state="due")) == ["next", "try", "welcome", "why"]


def test_siblings_with_one_activity_share_one_set_of_messages() -> None:
    make_activity()
    school = make_school()
    child, sibling = make_child(at=school), make_child(at=school)
    make_edge(sibling, make_guardian(of=child))
    make_send(school)
    with inside(school):
        assert [sorted(one.children) for one in Delivery.objects.all()] == [sorted([child.pk, sibling.pk])] * 3


def test_siblings_with_two_activities_get_three_messages_together() -> None:
    make_activity(band="K-3")
    make_activity(band="4-8", window_from=4, window_to=8)
    school = make_school(grades=["02", "05"])
    child, sibling = make_child(at=school), make_child(at=school, grade="05", band="4-8")
    make_edge(sibling, make_guardian(of=child))
    make_send(school)
    assert slots_of(school) == ["try", "try", "next"]


def test_two_adults_with_one_number_get_one_set_of_messages() -> None:
    make_activity()
    school = make_school()
    child = make_child(at=school)
    make_guardian(of=child, phone="+16015550111")
    make_guardian(of=child, phone="+16015550111")
    make_send(school)
    assert len(slots_of(school)) == 3


def test_siblings_at_two_schools_share_three_messages_when_both_schools_send() -> None:
    make_activity()
    district = make_district()
    here, there = make_school(at=district), make_school(at=district)
    child, sibling = make_child(at=here), make_child(at=there)
    make_edge(sibling, make_guardian(of=child))
    make_send(here, week=MONDAY - timedelta(weeks=1))
    make_send(there, week=MONDAY - timedelta(weeks=1))
    make_send(here)
    make_send(there)
    with inside(district):
        assert Delivery.objects.filter(send__week=MONDAY).count() == 3


def test_the_reason_is_kept_with_the_message() -> None:
    make_activity("k3-read-009")
    make_activity("k3-math-009", areas=["math"])
    school = make_school()
    make_guardian(of=make_child(at=school))
    make_focus(school, activities=["k3-read-009"])
    make_send(school)
    with inside(school):
        one = Delivery.objects.first()
    assert one is not None
    weeks = [make_send(school, week=MONDAY + timedelta(weeks=n)) for n in range(2)]
    with inside(school):
        reasons = dict(Delivery.objects.filter(send__in=weeks).values_list("activity", "reason__because"))
    assert reasons == {"k3-read-009": "Grade 2 reads smoothly by May.", "k3-math-009": ""}


def test_mail_serves_who_has_no_phone_that_takes_texts() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school), phone="", email="maria@example.org")
    make_send(school)
    with inside(school):
        one = Delivery.objects.get()
    assert (one.channel, one.slot) == ("email", "week")
    assert one.body.startswith("Title")


def test_paper_serves_who_has_neither_through_the_childs_own_classroom() -> None:
    make_activity()
    room = make_classroom()
    child = make_child(classroom=room)
    school = child_school(child)
    make_guardian(of=child, phone="", tier="learns-with")
    best = make_guardian(of=child, phone="")
    make_send(school)
    with inside(school):
        one = Delivery.objects.get()
        pack = Pack.objects.get()
    assert (one.channel, one.slot, one.guardian_id, one.pack_id) == ("print", "sheet", best.pk, pack.pk)
    assert pack.classroom_id == room.pk
    make_send(school, release_at=BEFORE)
    with inside(school):
        assert len(Delivery.objects.get(channel="print").return_code) >= 7


def test_an_adult_who_wants_paper_gets_paper() -> None:
    make_activity()
    school = make_school()
    child = make_child(at=school)
    make_guardian(of=child)
    make_guardian(of=child, prefers="print")
    make_send(school)
    assert sorted(slots_of(school)) == ["next", "sheet", "try", "why"]


@pytest.mark.parametrize("tier", ["none", "no-contact"])
def test_an_adult_without_a_tier_of_learning_gets_nothing(tier: str) -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school), tier=tier)
    make_send(school)
    assert slots_of(school) == []


def test_a_number_that_a_no_contact_adult_holds_too_gets_nothing_about_that_child() -> None:
    make_activity()
    school = make_school()
    child, other = make_child(at=school), make_child(at=school)
    mother = make_guardian(of=child, phone="+16015550123")
    make_edge(other, mother)
    make_guardian(of=child, tier="no-contact", phone="+16015550123")
    make_send(school)
    with inside(school):
        texts = Delivery.objects.filter(channel="sms")
        assert {key for one in texts for key in one.children} == {other.pk}
        paper = Delivery.objects.get(channel="print")
        assert (paper.children, paper.guardian_id) == ([child.pk], mother.pk)


def test_releasing_greets_new_numbers_once_and_writes_who_is_invited() -> None:
    make_activity()
    district = make_district()
    here, there = make_school(at=district), make_school(at=district)
    for school in (here, there):
        make_guardian(of=make_child(at=school), phone="+16015550177")
    make_send(here, release_at=BEFORE)
    make_send(there, release_at=BEFORE)
    with inside(district):
        welcome = Delivery.objects.get(slot="welcome")
        assert welcome.children == []
        assert "STOP" in welcome.body
        assert Touchpoint.objects.filter(kind="invited").values("child").distinct().count() == 2


def test_a_late_release_sends_the_try_and_holds_what_has_lost_its_moment() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=datetime(2026, 9, 18, 14, tzinfo=UTC))
    with inside(school):
        states = dict(Delivery.objects.exclude(slot="welcome").values_list("slot", "state"))
    assert states == {"why": "held", "try": "due", "next": "due"}


def test_a_halted_send_stops_and_cannot_be_released() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    send = make_send(school, release_at=BEFORE)
    with inside(school):
        services.halt(send=send, by=SYSTEM)
        assert set(Delivery.objects.values_list("state", "why_held")) == {("held", "halted")}
        with pytest.raises(Refusal) as no:
            services.release(send=send, by=SYSTEM)
    assert no.value.code == "send-halted"


@pytest.mark.parametrize(
    ("week", "send_at", "code"),
    [
        (MONDAY + timedelta(days=1), None, "not-a-monday"),
        (MONDAY, time(20, 30), "quiet-hours"),
        (date(2026, 6, 1), None, "no-school-that-week"),
    ],
)
def test_planning_refuses_with_a_sentence(week: date, send_at: time | None, code: str) -> None:
    school = make_school()
    with inside(school), pytest.raises(Refusal) as no:
        services.plan_week(place=school, week=week, send_at=send_at, by=SYSTEM)
    assert no.value.code == code


def test_only_schools_and_centers_send_weeks() -> None:
    district = make_district()
    with inside(district), pytest.raises(Refusal) as no:
        services.plan_week(place=district, week=MONDAY, by=SYSTEM)
    assert no.value.code == "not-a-site"


def test_saying_a_focus_again_replaces_it_and_withdrawing_ends_it() -> None:
    school = make_school()
    make_focus(school, goal="planning.plangoal:1")
    make_focus(school, goal="planning.plangoal:1", area="math")
    with inside(school):
        assert [one.area for one in Focus.objects.filter(place=school)] == ["math"]
        services.withdraw_focus(place=school, goal="planning.plangoal:1", by=SYSTEM)
        services.withdraw_focus(place=school, goal="planning.plangoal:1", by=SYSTEM)
        assert Focus.objects.filter(place=school, withdrawn_at__isnull=True).count() == 0


def test_babies_get_what_fits_their_months() -> None:
    make_activity("b2-talk-001", band="birth-2", window_unit="months", window_from=0, window_to=6)
    make_activity("b2-talk-002", band="birth-2", window_unit="months", window_from=18, window_to=36)
    center = make_school(kind="center", at=make_district(kind="program"), grades=["IT"])
    make_guardian(of=make_child(at=center, grade="IT", band="birth-2", birth_date=date(2026, 5, 1)))
    make_guardian(of=make_child(at=center, grade="IT", band="birth-2", birth_date=date(2025, 2, 20)))
    make_send(center)
    with inside(center):
        assert sorted(Pick.objects.values_list("months", "activity")) == [(4, "b2-talk-001"), (18, "b2-talk-002")]


def test_two_halves_of_one_day_are_one_send() -> None:
    school = make_school()
    with inside(school):
        one = services.plan_week(place=school, week=MONDAY, by=SYSTEM)
        two = services.plan_week(place=school, week=MONDAY, send_at=time(18), by=SYSTEM)
    assert one == two
    assert two.send_at == time(18)
    with inside(school):
        assert Send.objects.count() == 1

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge
from frontporch.outreach import ledger, services
from frontporch.outreach.channels import Outcome
from frontporch.outreach.models import Delivery, Greeted, NumberWeek, OptOut, Touchpoint
from frontporch.places.models import DayOut, Installation, Place, SchoolYear
from tests.conftest import inside
from tests.make import make_activity, make_child, make_district, make_edge, make_guardian, make_school, make_send
from tests.outreach.engine import MONDAY, MORNING, answer_with, at, files, greeted, states, work

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def demo(db: None) -> None:
    Installation.objects.create(kind="demo")


@pytest.fixture
def school() -> Place:
    make_activity()
    return make_school()


@pytest.fixture
def child(school: Place) -> Child:
    return make_child(at=school)


def test_the_week_goes_out_at_its_times_and_never_before(demo: None, school: Place, child: Child) -> None:
    make_guardian(of=child)
    make_send(school, release_at=MORNING)
    assert work(school, at(14, 16, 59)).claimed == 0
    work(school, at(14, 17))
    assert states(school) == {"welcome": "delivered", "why": "delivered", "try": "due", "next": "due"}
    work(school, at(16, 17))
    work(school, at(18, 17))
    assert set(states(school).values()) == {"delivered"}
    assert len(files()) == 4
    assert work(school, at(18, 18)).claimed == 0


def test_the_greeting_comes_first_and_names_no_child(demo: None, school: Place, child: Child) -> None:
    make_guardian(of=child)
    make_send(school, release_at=MORNING)
    first = services.work(district_id=child.district_id, by=SYSTEM, now=at(14, 17))
    assert first.sent == 1
    assert [child.given_name in one["body"] for one in files()] == [False]
    assert "STOP" in files()[0]["body"]
    assert Greeted.objects.count() == 1
    assert services.work(district_id=child.district_id, by=SYSTEM, now=at(14, 17)).sent == 1


def test_a_failed_greeting_lets_no_learning_text_follow(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_guardian(of=child)
    make_send(school, release_at=MORNING)
    answer_with(monkeypatch, Outcome.FAILED)
    work(school, at(16, 18))
    assert states(school)["why"] == "due"
    assert states(school)["welcome"] == "told-so"
    work(school, at(21, 18))
    assert states(school)["why"] == "week-over"


def test_received_is_written_for_each_child_once_and_only_in_a_demo(school: Place, child: Child) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    work(school, at(14, 17))
    with inside(school):
        assert states(school)["why"] == "sent"  # a file is not a family
        assert Touchpoint.objects.filter(kind="delivered").count() == 0


def test_received_carries_language_activity_and_day(demo: None, school: Place, child: Child) -> None:
    greeted(school, make_guardian(of=child, reads=""))
    make_send(school, release_at=MORNING)
    work(school, at(14, 17))
    with inside(school):
        one = Touchpoint.objects.get(kind="delivered")
    assert (one.child_id, one.language, one.reads_it, one.channel, one.on) == (child.pk, "en", None, "sms", MONDAY)
    assert one.activity


# -- the budget ------------------------------------------------------------------------------------------------------


def test_a_number_gets_three_a_week_over_two_districts(demo: None) -> None:
    make_activity()
    schools = [make_school(at=make_district()) for _ in range(2)]
    for school in schools:
        greeted(school, make_guardian(of=make_child(at=school), phone="+16015550142"))
        make_send(school, release_at=MORNING)
    for day in (14, 16, 18):
        for school in schools:
            work(school, at(day, 17))
    sent = [one for school in schools for one in states(school).items() if one[1] == "delivered"]
    held = [one for school in schools for one in states(school).items() if one[1] == "budget"]
    assert (len(sent), len(held)) == (3, 3)
    assert NumberWeek.objects.get().learning == 3
    assert len(files()) == 3


def test_what_is_tried_again_takes_from_the_budget_once(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    answer_with(monkeypatch, Outcome.LATER)
    assert work(school, at(14, 17)).claimed == 1
    work(school, at(14, 17, 7))
    assert NumberWeek.objects.get().learning == 1
    assert states(school)["why"] == "told-so"
    with inside(school):
        assert Delivery.objects.get(slot="why").state == "due"


# -- asked again at the claim ----------------------------------------------------------------------------------------


def test_an_opt_out_after_the_release_stops_what_is_due(school: Place, child: Child) -> None:
    guardian = make_guardian(of=child)
    greeted(school, guardian)
    make_send(school, release_at=MORNING)
    with inside(school):
        sender = ledger.senders_of(child.district_id)["sms"]
        OptOut.objects.create(number_key=ContactPoint.objects.get().number_key, sender=sender, source="reply")
    work(school, at(14, 17))
    assert states(school)["why"] == "opted-out"
    assert files() == []


@pytest.mark.parametrize("who", ["this adult", "another adult with the same number"])
def test_no_contact_after_the_release_beats_what_is_due(demo: None, school: Place, child: Child, who: str) -> None:
    guardian = make_guardian(of=child, phone="+16015550188")
    greeted(school, guardian)
    make_send(school, release_at=MORNING)
    if who == "this adult":
        with inside(school):
            Edge.objects.filter(child=child, guardian=guardian).update(tier="no-contact")
    else:
        make_guardian(of=child, phone="+16015550188", tier="no-contact")
    work(school, at(14, 17))
    assert states(school)["why"] == "not-allowed"
    assert files() == []


def test_a_message_about_siblings_goes_on_about_the_child_that_is_left(demo: None, school: Place, child: Child) -> None:
    sibling, guardian = make_child(at=school), make_guardian(of=child)
    make_edge(sibling, guardian)
    greeted(school, guardian)
    make_send(school, release_at=MORNING)
    with inside(school):
        Edge.objects.filter(child=sibling).update(tier="no-contact")
    work(school, at(14, 17))
    with inside(school):
        # her own number is one that a no-contact adult of the sibling holds: only the first child's words reach it
        assert Delivery.objects.get(slot="why").children == [child.pk]
        assert [one.child_id for one in Touchpoint.objects.filter(kind="delivered")] == [child.pk]


def test_a_number_that_stopped_working_gets_nothing_more(school: Place, child: Child) -> None:
    guardian = make_guardian(of=child)
    greeted(school, guardian)
    make_send(school, release_at=MORNING)
    with inside(school):
        ContactPoint.objects.filter(guardian=guardian).update(state="failed")
    work(school, at(14, 17))
    assert states(school)["why"] == "no-longer-works"


def test_quiet_hours_follow_the_familys_clock_and_not_the_schools(demo: None, school: Place, child: Child) -> None:
    east = make_guardian(of=child, time_zone="America/New_York")
    here = make_guardian(of=make_child(at=school))
    greeted(school, east, here)
    make_send(school, release_at=MORNING, send_at=datetime(2026, 1, 1, 19, 30).time())
    with inside(school):  # 7:30 PM in New York is an hour before ours
        times = [one.due_at for one in Delivery.objects.filter(slot="why").order_by("due_at")]
    assert times[1] - times[0] == timedelta(hours=1)
    work(school, at(14, 19, 45))  # 8:45 PM in New York: too late for them
    with inside(school):
        late = Delivery.objects.get(slot="why", guardian=east)
        assert Delivery.objects.get(slot="why", guardian=here).state == "delivered"
    assert (late.state, late.due_at) == ("due", datetime(2026, 9, 15, 7, 30, tzinfo=ZoneInfo("America/New_York")))


def test_a_snow_day_moves_a_message_to_the_next_school_day(demo: None, school: Place, child: Child) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    DayOut.objects.create(school_year=SchoolYear.objects.get(place=child.district), date=MONDAY)
    work(school, at(14, 17))
    with inside(school):
        moved = Delivery.objects.get(slot="why")
    assert (moved.state, moved.due_at) == ("due", at(15, 7, 30))
    assert moved.tries == 0

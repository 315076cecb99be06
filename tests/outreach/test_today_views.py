from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from frontporch.audit.models import SYSTEM
from frontporch.outreach import services
from frontporch.outreach.models import Delivery, Send
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import make_activity, make_child, make_classroom, make_member, make_school
from tests.outreach.desks import (
    MONDAY,
    NOW,
    make_delivery,
    make_family,
    make_pack,
    make_send,
    make_touchpoint,
    make_words,
    oak_hill,
    room,
    tuesday,
)
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words

__all__ = ["oak_hill", "room", "tuesday"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
URL = "/s/today/"
ONE_FILLED = b'class="btn"'


def planned(at: Place) -> Send:
    """This week of a school, planned by the engine."""
    with inside(at):
        return services.plan_week(place=at, week=MONDAY, by=SYSTEM)


# -- today ---------------------------------------------------------------------------------------------------------


def test_the_day_begins_with_how_much_there_is_to_do(oak_hill: Place, room: Place) -> None:
    make_activity()
    _jay, adult = make_family(room)
    make_family(room, "Ana", reads="es")
    planned(oak_hill)
    make_words(oak_hill, adult, "Can I bring my baby Thursday?")
    page = opens(URL, for_=make_member("teacher", room))
    said = words(page)
    assert "Tuesday" in said
    assert "2 things, about 3 minutes. Then you are done." in said
    assert "Send this week's activity 1 minute" in said
    assert "Week of November 9 · 2 by text" in said
    assert "Answer 1 reply 2 minutes" in said
    assert "Can I bring my baby Thursday?" in said
    assert page.content.count(ONE_FILLED) == 1


def test_a_day_with_nothing_to_do_says_go_home(oak_hill: Place) -> None:
    make_send(oak_hill, status="released")
    said = words(opens(URL, for_=make_member("teacher", oak_hill)))
    assert "Nothing waits for you." in said
    assert "Go home." in said


def test_a_week_that_is_not_planned_yet_can_be_planned_here(oak_hill: Place) -> None:
    make_activity()
    make_family(oak_hill)
    browser = browser_of(make_member("principal", oak_hill))
    page = browser.get(URL)
    assert "Get this week ready" in words(page)
    assert page.content.count(ONE_FILLED) == 1
    page = browser.post(URL, {"week": "2026-11-09"}, follow=True)
    assert "Send the week" in words(page)
    with inside(oak_hill):
        assert Send.objects.get().week == MONDAY


def test_planning_twice_plans_once(oak_hill: Place) -> None:
    browser = browser_of(make_member("principal", oak_hill))
    first = browser.post(URL, {"week": "2026-11-09"})
    again = browser.post(URL, {"week": "2026-11-09"})
    assert first["Location"] == again["Location"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({}, "Choose a week."),
        ({"week": "2026-09-07"}, "That week can't be planned now."),
        ({"week": "soon"}, "Choose a week."),
    ],
)
def test_planning_without_a_week_of_ours_is_answered_with_a_sentence(
    oak_hill: Place, said: dict[str, str], answer: str
) -> None:
    page = browser_of(make_member("principal", oak_hill)).post(URL, said, follow=True)
    assert answer in words(page)
    with inside(oak_hill):
        assert not Send.objects.exists()


def test_the_ladder_says_where_families_were_lost(oak_hill: Place) -> None:
    for name in ("Jay", "Ana"):
        child, adult = make_family(oak_hill, name)
        make_delivery(oak_hill, child, adult)
        for kind in ("invited", "delivered"):
            make_touchpoint(oak_hill, child, adult, kind)
    make_child(oak_hill, given_name="Omar")  # nobody knows an adult of his
    said = words(opens(URL, for_=make_member("principal", oak_hill)))
    assert "Who we reach: 3 children" in said
    assert "3Enrolled" in said
    assert "2Received it1 has no adult known to us" in said
    assert "2In a language they read" in said
    assert "1 child not reached" in said


def test_the_ladder_compares_with_the_month_before(oak_hill: Place) -> None:
    for n in range(3):
        child, adult = make_family(oak_hill)
        make_touchpoint(oak_hill, child, adult, "heard-back")
        if n == 0:
            for kind in ("invited", "heard-back"):
                make_touchpoint(oak_hill, child, adult, kind, on=MONDAY - timedelta(days=35))
    said = words(opens(URL, for_=make_member("principal", oak_hill)))
    assert "3Heard back2 more than the 30 days before" in said


def test_who_went_quiet_is_named_with_the_next_move(oak_hill: Place) -> None:
    make_child(oak_hill, given_name="Omar")
    said = words(opens(URL, for_=make_member("principal", oak_hill)))
    assert "Omar's family" in said
    assert "not heard yet · no adult known" in said
    assert "Ask the office" in said


def test_a_teacher_sees_the_families_of_the_own_class_only(oak_hill: Place, room: Place) -> None:
    make_child(room, given_name="Omar")
    make_child(make_classroom(oak_hill), given_name="Lin")
    said = words(opens(URL, for_=make_member("teacher", room)))
    assert "Omar's family" in said
    assert "Lin" not in said
    assert "Who we reach: 1 child" in said


def test_today_is_for_those_who_send(oak_hill: Place) -> None:
    asks_to_sign_in(URL)
    refuses(URL, to=make_member("office", oak_hill))
    opens(URL, for_=make_member("visitor", oak_hill))


def test_today_asks_as_much_for_three_families_as_for_one(oak_hill: Place) -> None:
    last = make_send(oak_hill, status="released", week=MONDAY - timedelta(days=7))
    week = make_send(oak_hill)

    def one_more() -> None:
        child, adult = make_family(oak_hill)
        make_delivery(oak_hill, child, adult, send=week, state="planned")
        make_words(oak_hill, adult)
        make_pack(last, make_classroom(oak_hill), child, adult)
        make_delivery(oak_hill, child, adult, send=last, state="unknown")

    asks_as_much_at_three_rows(URL, for_=make_member("principal", oak_hill), one_more=one_more)


def test_today_is_light(oak_hill: Place, room: Place) -> None:
    make_activity()
    for n in range(25):
        make_family(room, f"Child{n}", reads="es" if n % 3 else "en")
    planned(oak_hill)
    assert len(opens(URL, for_=make_member("teacher", room)).content) <= 40_000


# -- the send ------------------------------------------------------------------------------------------------------


def test_a_send_shows_every_language_before_it_goes(oak_hill: Place) -> None:
    activity = make_activity()
    make_family(oak_hill)
    make_family(oak_hill, "Ana", reads="es")
    make_family(oak_hill, "Omar", phone="")
    page = opens(f"/s/send/{planned(oak_hill).pk}/", for_=make_member("teacher", oak_hill))
    said = words(page)
    assert "3 children" in said
    assert "2 by text, 1 on paper" in said
    assert "English" in said
    assert "Spanish" in said
    with inside(oak_hill):
        for text in activity.texts.all():
            assert text.sms_try in said
    assert "draft" in said
    assert "Grade 2" in said
    assert page.content.count(ONE_FILLED) == 1
    assert len(page.content) <= 40_000


def test_a_week_planned_late_says_what_is_left_out(oak_hill: Place) -> None:
    make_activity()
    make_family(oak_hill)
    url, teacher = f"/s/send/{planned(oak_hill).pk}/", make_member("teacher", oak_hill)
    said = words(opens(url, for_=teacher))
    assert "First text: Wednesday, 5 PM." in said
    assert "too late this week, left out" in said
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert "First text: right away." in words(opens(url, for_=teacher))


def test_sending_twice_sends_once(oak_hill: Place) -> None:
    make_activity()
    make_family(oak_hill)
    url = f"/s/send/{planned(oak_hill).pk}/"
    browser = browser_of(make_member("principal", oak_hill))
    page = browser.post(url, follow=True)
    assert "On its way." in words(page)
    assert "Send it" not in words(page)
    browser.post(url)
    with inside(oak_hill):
        assert Send.objects.get().status == "released"
        due = Delivery.objects.filter(slot="try")
        assert [one.state for one in due] == ["due"]


def test_a_halted_send_says_so(oak_hill: Place) -> None:
    send = make_send(oak_hill, status="halted")
    browser = browser_of(make_member("principal", oak_hill))
    page = browser.post(f"/s/send/{send.pk}/", follow=True)
    assert "This week is halted." in words(page)
    assert "Send it" not in words(page)


def test_a_neighbors_send_does_not_exist(oak_hill: Place) -> None:
    send = make_send(oak_hill)
    url = f"/s/send/{send.pk}/"
    next_door = make_school(oak_hill.parent)
    for neighbor in (make_member("principal", next_door), make_member("principal", make_school())):
        hides(url, from_=neighbor)
        hides(url, from_=neighbor, post=True)
    asks_to_sign_in(url)
    refuses(url, to=make_member("office", oak_hill))


def test_a_send_asks_as_much_for_three_activities_as_for_one(oak_hill: Place) -> None:
    send = make_send(oak_hill)

    def one_more() -> None:
        activity = make_activity()
        make_send(oak_hill, activity=activity)
        child, adult = make_family(oak_hill)
        make_delivery(
            oak_hill, child, adult, send=send, state="planned", activity=activity.code, body=f"Try {activity.code}"
        )

    asks_as_much_at_three_rows(f"/s/send/{send.pk}/", for_=make_member("principal", oak_hill), one_more=one_more)


# -- not reached ---------------------------------------------------------------------------------------------------


def test_who_was_not_reached_stands_under_the_reason_and_the_next_move(oak_hill: Place, room: Place) -> None:
    make_child(room, given_name="Omar", family_name="Example")
    said = words(opens("/s/not-reached/", for_=make_member("office", oak_hill)))
    assert "1 child not reached" in said
    assert "No adult is known to us" in said
    assert "Next: Ask the office for a name and a number." in said
    assert "Omar Example Grade 2 · Room 12" in said


def test_when_everyone_was_reached_the_page_says_so(oak_hill: Place) -> None:
    said = words(opens("/s/not-reached/", for_=make_member("principal", oak_hill)))
    assert "Everyone was reached in the last 30 days." in said


def test_a_neighbor_is_not_shown_the_children_of_this_school(oak_hill: Place) -> None:
    make_child(oak_hill, given_name="Omar")
    asks_to_sign_in("/s/not-reached/")
    for neighbor in (make_school(oak_hill.parent), make_school()):
        assert "Omar" not in words(opens("/s/not-reached/", for_=make_member("principal", neighbor)))
    assert oak_hill.district is not None
    assert "Omar" in words(opens("/s/not-reached/", for_=make_member("district", oak_hill.district)))
    refuses("/s/not-reached/", to=make_member("team", oak_hill))


def test_the_list_asks_as_much_for_three_children_as_for_one(oak_hill: Place) -> None:
    member = make_member("principal", oak_hill)
    asks_as_much_at_three_rows("/s/not-reached/", for_=member, one_more=lambda: make_child(make_classroom(oak_hill)))


# -- messages we lost sight of -------------------------------------------------------------------------------------


def lost(at: Place, name: str = "Jay") -> Delivery:
    child, adult = make_family(at, name)
    return make_delivery(at, child, adult, state="unknown")


@pytest.mark.parametrize(("said", "state"), [("yes", "sent"), ("no", "failed")])
def test_a_person_says_what_became_of_a_message(oak_hill: Place, said: str, state: str) -> None:
    delivery = lost(oak_hill)
    browser = browser_of(make_member("teacher", oak_hill))
    page = browser.get("/s/unknown/")
    assert "Did these go out?" in words(page)
    assert "Jay's family" in words(page)
    assert delivery.body in words(page)
    page = browser.post(f"/s/unknown/{delivery.id}/", {"went_out": said}, follow=True)
    assert "It is written down." in words(page)
    assert "Every message is accounted for." in words(page)
    again = browser.post(f"/s/unknown/{delivery.id}/", {"went_out": said}, follow=True)
    assert "That message is settled already." in words(again)
    with inside(oak_hill):
        assert Delivery.objects.get().state == state


def test_saying_nothing_about_a_message_asks_again(oak_hill: Place) -> None:
    delivery = lost(oak_hill)
    browser = browser_of(make_member("teacher", oak_hill))
    assert "Did it go out?" in words(browser.get(f"/s/unknown/{delivery.id}/"))
    page = browser.post(f"/s/unknown/{delivery.id}/", {})
    assert "Choose yes or no." in words(page)
    assert delivery.body in words(page)


def test_a_neighbor_settles_nothing_here(oak_hill: Place) -> None:
    delivery = lost(oak_hill)
    url = f"/s/unknown/{delivery.id}/"
    asks_to_sign_in("/s/unknown/")
    asks_to_sign_in(url)
    for school in (make_school(oak_hill.parent), make_school()):
        neighbor = make_member("principal", school)
        hides(url, from_=neighbor)
        hides(url, from_=neighbor, post=True)
        assert "Jay" not in words(opens("/s/unknown/", for_=neighbor))
    refuses(url, to=make_member("office", oak_hill))


def test_a_teacher_settles_messages_of_the_own_class_only(oak_hill: Place, room: Place) -> None:
    child, adult = make_family(room, "Mia")
    make_delivery(oak_hill, child, adult, state="unknown")
    other = lost(oak_hill, "Jay")
    teacher = make_member("teacher", room)
    said = words(opens("/s/unknown/", for_=teacher))
    assert "Mia's family" in said
    assert "Jay" not in said
    hides(f"/s/unknown/{other.id}/", from_=teacher, post=True)
    assert "Look into 1 message" in words(opens(URL, for_=teacher))


def test_the_lost_messages_ask_as_much_for_three_as_for_one(oak_hill: Place) -> None:
    asks_as_much_at_three_rows("/s/unknown/", for_=make_member("principal", oak_hill), one_more=lambda: lost(oak_hill))

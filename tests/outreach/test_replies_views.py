from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from frontporch.outreach.models import Delivery, Reply
from frontporch.places.models import Place
from frontporch.places.queries import site_of
from tests.conftest import inside
from tests.make import make_activity, make_child, make_classroom, make_edge, make_member, make_school
from tests.outreach.desks import NOW, make_delivery, make_family, make_words, oak_hill, room, tuesday
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words

__all__ = ["oak_hill", "room", "tuesday"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
URL = "/s/replies/"


def waits(at: Place, words: str = "It was hard.", name: str = "Jay") -> Reply:
    """Words in answer to a text."""
    child, adult = make_family(at, name)
    site = site_of(at)
    delivery = make_delivery(site, child, adult)
    return make_words(site, adult, words, delivery_id=delivery.id)


def test_words_of_a_family_wait_with_whose_they_are_and_until_when(oak_hill: Place) -> None:
    _child, adult = make_family(oak_hill, "Ana", reads="es")
    activity = make_activity()
    make_words(oak_hill, adult, "Fue difícil.", activity=activity.code)
    page = opens(URL, for_=make_member("teacher", oak_hill))
    said = words(page)
    assert "1 waits for you." in said
    assert "Ana's family" in said
    assert "Fue difícil." in said
    assert "by today, 3 PM" in said
    assert f"about “{activity.texts.get(language='en').title}”" in said
    assert "Reads Spanish. Answer in that language, or ask an interpreter." in said
    assert page.content.count(b'class="btn"') == 1


def test_what_waits_too_long_is_marked(oak_hill: Place) -> None:
    _child, adult = make_family(oak_hill)
    make_words(oak_hill, adult, at=NOW - timedelta(days=4))
    assert "waits too long" in words(opens(URL, for_=make_member("teacher", oak_hill)))


def test_no_words_waiting_means_go_home(oak_hill: Place) -> None:
    assert "No replies waiting. Go home." in words(opens(URL, for_=make_member("teacher", oak_hill)))


def test_an_answer_goes_to_the_family_once(oak_hill: Place) -> None:
    reply = waits(oak_hill)
    browser = browser_of(make_member("teacher", oak_hill))
    page = browser.post(f"{URL}{reply.pk}/", {"words": "Try one line a day."}, follow=True)
    assert "Your answer is on its way." in words(page)
    assert "No replies waiting." in words(page)
    again = browser.post(f"{URL}{reply.pk}/", {"words": "Try one line a day."}, follow=True)
    assert "That reply is answered already." in words(again)
    with inside(oak_hill):
        sent = Delivery.objects.get(slot="answer")
        assert "Try one line a day." in sent.body
        assert sent.guardian_id == reply.guardian_id


def test_an_evening_answer_waits_for_the_morning_and_says_so(oak_hill: Place) -> None:
    reply = waits(oak_hill)
    browser = browser_of(make_member("teacher", oak_hill))
    with time_machine.travel(datetime(2026, 11, 10, 20, 40, tzinfo=NOW.tzinfo), tick=False):
        page = browser.post(f"{URL}{reply.pk}/", {"words": "Thank you!"}, follow=True)
    assert "It is quiet time for this family. Your answer goes Wednesday, 7:30 AM." in words(page)


def test_a_reply_that_needs_no_answer_is_closed_without_a_message(oak_hill: Place) -> None:
    reply = waits(oak_hill, "Thanks!")
    browser = browser_of(make_member("office", oak_hill))
    page = browser.post(f"{URL}{reply.pk}/", {"words": "half a sent", "close": "1"}, follow=True)
    assert "Done. No answer needed." in words(page)
    with inside(oak_hill):
        assert not Delivery.objects.filter(slot="answer").exists()
        assert Reply.objects.get().answered_at is not None


def test_a_family_that_cannot_be_written_to_is_said_to_be_called(oak_hill: Place) -> None:
    _child, adult = make_family(oak_hill, phone="")
    reply = make_words(oak_hill, adult, "We want the book.", channel="print")
    page = browser_of(make_member("teacher", oak_hill)).post(f"{URL}{reply.pk}/", {"words": "It is here."})
    assert "There is no number to answer to. Call, or send a note home." in words(page)
    assert "It is here." in words(page)


def test_an_empty_answer_says_what_to_do(oak_hill: Place) -> None:
    reply = waits(oak_hill)
    page = browser_of(make_member("teacher", oak_hill)).post(f"{URL}{reply.pk}/", {"words": " "})
    assert "Write an answer, or choose “No answer needed”." in words(page)
    with inside(oak_hill):
        assert Reply.objects.get().answered_at is None


def test_a_long_answer_is_kept_and_said_to_be_too_long(oak_hill: Place) -> None:
    reply = waits(oak_hill)
    page = browser_of(make_member("teacher", oak_hill)).post(f"{URL}{reply.pk}/", {"words": "word " * 100})
    assert "Make it shorter: at most 480 letters" in words(page)
    assert "word word word" in words(page)


def test_an_adult_without_contact_to_a_child_is_not_named_by_that_child(oak_hill: Place) -> None:
    _child, adult = make_family(oak_hill, "Jay")
    make_edge(make_child(oak_hill, given_name="Secret"), adult, tier="no-contact")
    make_words(oak_hill, adult)
    said = words(opens(URL, for_=make_member("teacher", oak_hill)))
    assert "Jay's family" in said
    assert "Secret" not in said


def test_a_teacher_answers_the_own_class_only(oak_hill: Place, room: Place) -> None:
    mine, other = waits(room, "Hello from Jay"), waits(make_classroom(oak_hill), "Hello from Lin", "Lin")
    teacher = make_member("teacher", room)
    said = words(opens(URL, for_=teacher))
    assert "Hello from Jay" in said
    assert "Hello from Lin" not in said
    hides(f"{URL}{other.pk}/", from_=teacher, post=True)
    assert browser_of(teacher).get(f"{URL}{mine.pk}/")["Location"] == URL


def test_strangers_and_neighbors_read_nothing(oak_hill: Place) -> None:
    reply = waits(oak_hill, "Can I bring my baby?")
    asks_to_sign_in(URL)
    asks_to_sign_in(f"{URL}{reply.pk}/", post=True)
    for school in (make_school(oak_hill.parent), make_school()):
        neighbor = make_member("principal", school)
        assert "baby" not in words(opens(URL, for_=neighbor))
        hides(f"{URL}{reply.pk}/", from_=neighbor, post=True)
    refuses(URL, to=make_member("team", oak_hill))


def test_replies_ask_as_much_for_three_as_for_one(oak_hill: Place) -> None:
    asks_as_much_at_three_rows(URL, for_=make_member("principal", oak_hill), one_more=lambda: waits(oak_hill))


def test_a_script_in_a_familys_words_stays_words(oak_hill: Place) -> None:
    waits(oak_hill, "<script>alert(1)</script>")
    page = opens(URL, for_=make_member("principal", oak_hill))
    assert b"<script" not in page.content
    assert "&lt;script&gt;" in page.content.decode()

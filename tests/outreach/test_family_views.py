from __future__ import annotations

import gzip
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontporch.families.models import Child, Edge, Guardian
from frontporch.outreach.models import Delivery, OptOut, Reply, Sender
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import (
    make_activity,
    make_child,
    make_contact_point,
    make_district,
    make_edge,
    make_figure,
    make_guardian,
    make_school,
)
from tests.outreach.weeks import WEDNESDAY, absent, jay, link, mother, october, school, sent_to, spoken
from tests.pages import words

__all__ = ["jay", "mother", "october", "school", "spoken"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]


def answer(guardian: Guardian, delivery: Delivery, digit: object, **more: Any) -> Any:
    return Client(enforce_csrf_checks=True).post(f"{link(guardian)}{delivery.id}/", {"digit": digit}, **more)


# -- the page ----------------------------------------------------------------------------------------------------


def test_the_week_shows_one_thing_to_do_and_why(mother: Guardian, jay: Child, school: Place) -> None:
    activity = make_activity(minutes=8, pictures=["read-together", "book-twice", "talk-together"])
    sent_to(mother, jay, at=school, activity=activity)
    said = words(Client().get(link(mother)))
    assert "This week with Jay" in said
    assert "Grade 2 · Oak Hill School · October 5 to 9" in said
    for piece in ("Reading", "8 minutes", "One.", "Two.", "Three.", "Look for", "Make it easier", "Step it up"):
        assert piece in said
    assert "Why this one? Oak Hill School works on this: Grade 2 reads smoothly." in said
    assert "Draft. Not yet checked by a second person." in said
    assert "How did it go? 1We did it 2It was hard 3Not this week" in said
    assert "By text, to the number that ends in" in said
    assert "(601) 555-0100" in said


def test_the_page_keeps_to_itself(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    page = Client().get(link(mother))
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    html = page.content.decode()
    assert "<script" not in html
    assert "src=" not in html
    assert "https://" not in html
    assert '<link rel="alternate"' not in html


def test_three_activities_fit_in_fourteen_kilobytes_and_one_request(
    mother: Guardian, jay: Child, school: Place
) -> None:
    for pictures in (
        ["read-together", "book-twice", "talk-together"],
        ["ask", "shoes", "bus"],
        ["meal", "spoons", "table"],
    ):
        sent_to(mother, jay, at=school, activity=make_activity(pictures=pictures))
    absent(jay, school, date(2026, 9, 14))
    page = Client().get(link(mother), headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) <= 14 * 1024
    html = gzip.decompress(page.content).decode()
    assert html.count("<article") == 3
    assert '<link rel="stylesheet"' not in html
    assert "<img" not in html


def test_brothers_and_sisters_share_a_page(mother: Guardian, jay: Child, school: Place) -> None:
    ana = make_child(at=school, given_name="Ana")
    make_edge(ana, mother)
    sent_to(mother, jay, ana, at=school)
    said = words(Client().get(link(mother)))
    assert "This week with Ana and Jay" in said
    assert "For Ana and Jay" in said


def test_a_name_is_never_read_as_a_program(school: Place) -> None:
    child = make_child(at=school, given_name="<script>alert(1)</script>")
    mother = make_guardian(of=child)
    sent_to(mother, child, at=school)
    assert "<script" not in Client().get(link(mother)).content.decode()


def test_without_anything_sent_there_is_something_for_any_day(mother: Guardian) -> None:
    make_activity(minutes=5, materials=[])
    page = Client().get(link(mother))
    assert "Nothing new this week. Here is something you can do any day." in words(page)
    assert "One." in words(page)
    assert b"<form" not in page.content


def test_without_any_activity_the_page_still_opens(mother: Guardian) -> None:
    said = words(Client().get(link(mother)))
    assert "Here is something you can do any day." in said
    assert "Find one thing to do" in said


def test_last_weeks_activity_stays_until_there_is_a_new_one(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school, week=date(2026, 9, 21))
    said = words(Client().get(link(mother)))
    assert "Nothing new this week. Here is the last one again." in said
    assert "September 21 to 25" in said


def test_a_family_with_one_child_asks_as_much_as_one_with_three(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    absent(jay, school, date(2026, 9, 14))

    def asked() -> list[str]:
        Client().get(link(mother))
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(link(mother)).status_code == 200
        return [one["sql"] for one in seen.captured_queries]

    one = asked()
    for name in ("Ana", "Leo"):
        child = make_child(at=school, given_name=name)
        make_edge(child, mother)
        sent_to(mother, child, at=school)
        absent(child, school, date(2026, 9, 15))
    three = asked()
    assert len(three) == len(one), "\n".join(three)


# -- how we reach you ----------------------------------------------------------------------------------------------


def test_the_way_and_the_way_out_are_said_in_words(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    said = words(Client().get(link(mother)))
    assert "By text, to the number that ends in" in said
    assert "To stop the texts, reply STOP to one." in said


def test_who_stopped_the_texts_reads_how_to_get_them_again(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    with inside(school):
        number = mother.contact_points.get()
        sender = Sender.objects.create(
            district=mother.district, purpose="learning", channel="sms", carrier="outbox", address="+16015550199"
        )
        OptOut.objects.create(number_key=number.number_key, sender=sender, source="reply")
    said = words(Client().get(link(mother)))
    assert "You asked us not to text the number that ends in" in said
    assert "reply START to our last text" in said
    assert "reply STOP" not in said


def test_an_address_is_shown_in_part(jay: Child) -> None:
    adult = make_guardian(of=jay, phone="", email="rosa.invented@example.org")
    said = words(Client().get(link(adult)))
    assert "By e-mail, to r…@example.org." in said
    assert "rosa.invented" not in said


def test_paper_is_a_way_too(jay: Child) -> None:
    said = words(Client().get(link(make_guardian(of=jay, phone=""))))
    assert "On paper, from school. That is fine." in said
    assert "STOP" not in said


# -- who may see what ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", ["altered", "expired", "withdrawn", "gone", "nonsense"])
def test_a_link_that_no_longer_holds_says_how_to_get_a_new_one(
    spoil: str, mother: Guardian, jay: Child, school: Place, settings: Any
) -> None:
    sent_to(mother, jay, at=school)
    path = link(mother)
    if spoil == "altered":
        path = path.replace(f"/f/{mother.district_id}.", f"/f/{mother.district_id + 1}.")
    elif spoil == "expired":
        settings.FAMILY_LINK_DAYS = -1
    elif spoil == "nonsense":
        path = "/f/123~abc/"
    else:
        with inside(school):
            facts = {"links_withdrawn": 1} if spoil == "withdrawn" else {"gone_on": WEDNESDAY}
            Guardian.objects.filter(pk=mother.pk).update(**facts)
    page = Client().get(path)
    assert page.status_code == 410
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    said = words(page)
    assert "Reply LINK to our text, and we send you a new one. Or call your school." in said
    assert "Jay" not in said
    assert "Oak Hill" not in said
    assert Client().post(f"{path}7/", {"digit": 1}).status_code == 410


def test_a_link_signed_for_something_else_opens_nothing(mother: Guardian) -> None:
    words_of = f"{mother.district_id}.{mother.pk}.0"
    other = signing.TimestampSigner(salt="something else", sep="~").sign(words_of)
    assert Client().get(f"/f/{other}/").status_code == 410


def test_an_adult_of_another_district_sees_only_their_own(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    far = make_child(at=make_school(at=make_district(), name="Far School"), given_name="Zoe")
    other = make_guardian(of=far)
    said = words(Client().get(link(other)))
    assert "This week with Zoe" in said
    assert "Jay" not in said


def test_an_adult_never_sees_another_adult_of_the_same_child(mother: Guardian, jay: Child, school: Place) -> None:
    father = make_guardian(of=jay, given_name="Alonzo", phone="+16015557777")
    theirs = sent_to(father, jay, at=school)
    assert answer(father, theirs, 2).status_code == 302
    said = words(Client().get(link(mother)))
    for piece in ("Alonzo", "7777", "Try it this way"):
        assert piece not in said
    assert answer(mother, theirs, 1).status_code == 404


def test_a_child_under_no_contact_is_not_on_the_page(mother: Guardian, jay: Child, school: Place) -> None:
    kim = make_child(at=school, given_name="Kim")
    make_edge(kim, mother, tier="no-contact")
    about = sent_to(mother, kim, at=school, activity=make_activity("k3-read-901"))
    absent(kim, school, date(2026, 9, 14))
    sent_to(mother, jay, at=school)
    page = Client().get(link(mother))
    assert "Kim" not in words(page)
    assert page.content.count(b"<article") == 1
    assert answer(mother, about, 1).status_code == 404
    with inside(school):
        assert not Reply.objects.exists()


def test_a_message_about_two_children_no_longer_names_the_one_who_became_no_contact(
    mother: Guardian, jay: Child, school: Place
) -> None:
    kim = make_child(at=school, given_name="Kim")
    edge = make_edge(kim, mother)
    delivery = sent_to(mother, jay, kim, at=school)
    with inside(school):
        Edge.objects.filter(pk=edge.pk).update(tier="no-contact")
    page = Client().get(link(mother))
    assert "Kim" not in words(page)
    assert page.content.count(b"<article") == 1
    assert answer(mother, delivery, 1).status_code == 302


def test_a_number_shared_with_a_no_contact_adult_shows_nothing_about_that_child(
    mother: Guardian, jay: Child, school: Place
) -> None:
    kim = make_child(at=school, given_name="Kim")
    make_edge(kim, mother)
    barred = make_guardian(of=kim, tier="no-contact", phone="")
    with inside(school):
        shared = mother.contact_points.get().value
    make_contact_point(of=barred, value=shared, state="replaced")
    sent_to(mother, kim, at=school, activity=make_activity("k3-read-902"))
    sent_to(mother, jay, kim, at=school)
    page = Client().get(link(mother))
    assert "Kim" not in words(page)
    assert "This week with Jay" in words(page)
    assert page.content.count(b"<article") == 1


def test_emergency_contacts_and_ended_edges_see_no_child(jay: Child) -> None:
    neighbor = make_guardian(of=jay, tier="none", relation="emergency")
    former = make_guardian(of=jay, edge={"ends_on": WEDNESDAY - timedelta(days=1)})
    for adult in (neighbor, former):
        assert "Jay" not in words(Client().get(link(adult)))


# -- days at school ------------------------------------------------------------------------------------------------


def test_days_present_come_first_then_the_true_count_and_one_offer(mother: Guardian, jay: Child, school: Place) -> None:
    absent(jay, school, date(2026, 9, 14), date(2026, 9, 15))
    absent(jay, school, date(2026, 9, 16), share="0.5")
    said = words(Client().get(link(mother)))
    assert "Jay: 27.5 of 30 days at school" in said
    assert "Thank you for getting Jay here. 2.5 days missed since August 6." in said
    assert "If something makes mornings hard, tell us. We will try to help." in said
    assert "Counted through September 16." in said


def test_every_day_at_school_is_said_so(mother: Guardian, jay: Child, school: Place) -> None:
    other = make_child(at=school)
    absent(other, school, date(2026, 9, 14))
    said = words(Client().get(link(mother)))
    assert "Jay: 28 of 28 days at school" in said
    assert "Here every single day. Thank you." in said


def test_days_are_counted_as_far_as_the_school_has_told(mother: Guardian, school: Place) -> None:
    make_figure(school, through=date(2026, 10, 2))
    assert "Counted through October 2." in words(Client().get(link(mother)))


def test_nothing_is_said_of_days_before_the_school_told_any(mother: Guardian) -> None:
    assert "days at school" not in words(Client().get(link(mother)))


@pytest.mark.parametrize(("tier", "shown"), [("learns-with", False), ("informed", True), ("decides", True)])
def test_only_informed_adults_see_days_at_school(tier: str, shown: bool, jay: Child, school: Place) -> None:
    absent(jay, school, date(2026, 9, 14))
    adult = make_guardian(of=jay, tier=tier, relation="relative")
    said = words(Client().get(link(adult)))
    assert ("days at school" in said) is shown
    assert ("missed" in said) is shown
    assert "This week with Jay" in said


# -- answers -------------------------------------------------------------------------------------------------------


def test_a_link_never_acts_by_being_followed(mother: Guardian, jay: Child, school: Place) -> None:
    delivery = sent_to(mother, jay, at=school)
    page = Client().get(f"{link(mother)}{delivery.id}/?digit=1")
    assert page.status_code == 302
    with inside(school):
        assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("digit", "says"),
    [
        (1, "You did it. Thank you for telling us."),
        (2, "Thank you for telling us. The easier way is above."),
        (3, "Not this week. That is fine."),
    ],
)
def test_a_digit_is_thanked_for_on_the_page(digit: int, says: str, mother: Guardian, jay: Child, school: Place) -> None:
    delivery = sent_to(mother, jay, at=school)
    page = answer(mother, delivery, digit, follow=True)
    assert page.redirect_chain[-1][0].endswith(f"#a{delivery.id}")
    assert says in words(page)
    assert ("Try it this wayEasier." in words(page)) is (digit == 2)


def test_answering_again_replaces_and_the_same_click_twice_is_one_answer(
    mother: Guardian, jay: Child, school: Place
) -> None:
    delivery = sent_to(mother, jay, at=school)
    for digit in (1, 1, 3):
        assert answer(mother, delivery, digit).status_code == 302
    with inside(school):
        assert list(Reply.objects.values_list("digit", flat=True)) == [3]


@pytest.mark.parametrize("digit", ["", "0", "4", "12", "two", "１２", "9" * 5000])
def test_a_wrong_digit_is_answered_with_a_sentence_on_the_week(
    digit: str, mother: Guardian, jay: Child, school: Place
) -> None:
    delivery = sent_to(mother, jay, at=school)
    page = answer(mother, delivery, digit)
    assert page.status_code == 400
    assert "1, 2 or 3" in words(page)
    assert "This week with Jay" in words(page)
    with inside(school):
        assert not Reply.objects.exists()


def test_a_message_that_is_not_there_is_not_found(mother: Guardian) -> None:
    page = Client().post(f"{link(mother)}999999/", {"digit": 1})
    assert page.status_code == 404

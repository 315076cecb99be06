"""The pages about people: who is listed, who may open them, and what they change."""

from __future__ import annotations

import pytest
from django.core.mail.message import EmailMessage
from django.test import Client

from frontporch.accounts.models import Membership, User
from frontporch.accounts.services import end_membership
from frontporch.audit.models import SYSTEM, Entry
from frontporch.places.models import Place
from tests.make import make_classroom, make_district, make_member, make_school, make_state
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words

PEOPLE, INVITE, ENTRIES = "/s/people/", "/s/people/invite/", "/s/people/entries/"


# -- the list ------------------------------------------------------------------------------------------------------


def test_everybody_at_the_place_and_beneath_it_is_listed_and_nobody_else(db: None) -> None:
    school = make_school()
    principal = make_member("principal", at=school)
    make_member("teacher", at=make_classroom(school), name="Teacher Below")
    make_member("district", at=school.district or school, name="Coordinator Above")
    make_member("teacher", at=make_school(school.district), name="Teacher Nextdoor")
    gone = make_member("teacher", at=school, name="Teacher Gone")
    end_membership(membership=gone, by=SYSTEM)

    said = words(opens(PEOPLE, for_=principal))
    assert "Teacher Below" in said
    assert not [name for name in ("Coordinator Above", "Teacher Nextdoor", "Teacher Gone") if name in said]


def test_the_page_says_what_each_role_can_see(db: None) -> None:
    said = words(opens(PEOPLE, for_=make_member("principal", at=make_school())))
    assert "see the children of the place, their adults and who is not reached" in said
    assert "Sends the week to a class and hears back." in said
    assert "State office" not in said


def test_a_search_finds_a_name_an_address_or_a_place(db: None) -> None:
    school = make_school()
    principal = make_member("principal", at=school)
    make_member("teacher", at=school, name="Marigold", email="first@example.org")
    make_member("teacher", at=make_classroom(school, name="Room Tulip"), name="Second", email="second@example.org")
    browser = browser_of(principal)
    for search, found, missed in (
        ("mari", "Marigold", "Second"),
        ("TULIP", "Second", "Marigold"),
        ("first@", "Marigold", "Second"),
    ):
        said = words(browser.get(PEOPLE, {"q": search}))
        assert found in said
        assert missed not in said
    assert "Nobody found." in words(browser.get(PEOPLE, {"q": "zzz"}))


@pytest.mark.parametrize("page", [PEOPLE, INVITE, ENTRIES, "/home/", "/s/role/"])
def test_a_stranger_is_asked_to_sign_in(db: None, page: str) -> None:
    asks_to_sign_in(page)
    asks_to_sign_in(page, post=True)


@pytest.mark.parametrize("page", [PEOPLE, INVITE, ENTRIES])
@pytest.mark.parametrize("role", ["teacher", "office", "team", "visitor"])
def test_roles_that_lead_nobody_are_refused(db: None, page: str, role: str) -> None:
    refuses(page, to=make_member(role, at=make_school()))


@pytest.mark.parametrize("page", [PEOPLE, ENTRIES])
def test_three_rows_ask_the_database_as_much_as_one(db: None, page: str) -> None:
    school = make_school()
    principal = make_member("principal", at=school)

    def one_more() -> Membership:
        member = make_member("teacher", at=make_classroom(school))
        end_membership(membership=make_member("office", at=school), by=SYSTEM)
        return member

    asks_as_much_at_three_rows(page, for_=principal, one_more=one_more)


def test_a_long_list_comes_in_pages(db: None) -> None:
    school = make_school()
    principal = make_member("principal", at=school, name="A Principal")
    for n in range(55):
        make_member("teacher", at=school, name=f"Teacher {n:02d}")
    browser = browser_of(principal)
    assert "Page 1 of 2" in words(browser.get(PEOPLE))
    assert "Teacher 54" in words(browser.get(PEOPLE, {"page": 2}))


def test_a_script_in_a_name_stays_text(db: None) -> None:
    school = make_school()
    make_member("teacher", at=school, name="<script>alert(1)</script>")
    page = opens(PEOPLE, for_=make_member("principal", at=school)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


# -- inviting ------------------------------------------------------------------------------------------------------


def test_a_principal_invites_a_teacher(db: None, mailoutbox: list[EmailMessage]) -> None:
    school = make_school()
    browser = browser_of(make_member("principal", at=school))
    asked = browser.post(INVITE, {"email": "rosa@example.org", "name": "Rosa", "role": "teacher", "place": school.pk})
    assert asked["Location"] == PEOPLE
    said = words(browser.get(PEOPLE))
    assert "Invited. The e-mail is on its way to rosa@example.org." in said
    assert "Rosa" in said
    again = browser.post(
        INVITE, {"email": "rosa@example.org", "name": "Rosa", "role": "teacher", "place": school.pk}, follow=True
    )
    assert "They had that role already." in words(again)
    assert len(mailoutbox) == 2


def test_the_form_offers_only_roles_and_places_that_are_theirs(db: None) -> None:
    school = make_school()
    other = make_school(school.district)
    browser = browser_of(make_member("principal", at=school))
    offered = browser.get(INVITE).content.decode()
    assert 'value="teacher"' in offered
    assert 'value="district"' not in offered
    assert other.name not in offered
    for wrong in ({"role": "district", "place": school.pk}, {"role": "teacher", "place": other.pk}):
        answer = browser.post(INVITE, {"email": "rosa@example.org", **wrong})
        assert answer.status_code == 200
        assert "rosa@example.org" in answer.content.decode()
    assert not User.objects.filter(email="rosa@example.org").exists()


def test_a_refusal_is_a_sentence_and_what_was_typed_is_kept(db: None) -> None:
    district = make_district()
    answer = browser_of(make_member("district", at=district)).post(
        INVITE, {"email": "rosa@example.org", "name": "Rosa", "role": "teacher", "place": district.pk}
    )
    assert "“Teacher” does not fit a district. Choose another place or another role." in words(answer)
    assert 'value="Rosa"' in answer.content.decode()


# -- ending --------------------------------------------------------------------------------------------------------


def test_ending_asks_first_and_then_signs_the_person_out(db: None) -> None:
    school = make_school()
    teacher = make_member("principal", at=school, name="Leaving Person")
    theirs, mine = browser_of(teacher), browser_of(make_member("principal", at=school))
    url = f"/s/people/{teacher.pk}/end/"

    assert "End the role of Leaving Person?" in words(mine.get(url))
    assert theirs.get(PEOPLE).status_code == 200
    assert mine.post(url)["Location"] == PEOPLE
    assert theirs.get(PEOPLE).status_code == 302
    assert "Ended." in words(mine.get(PEOPLE))


def test_the_last_coordinator_is_told_whom_to_invite_first(db: None) -> None:
    me = make_member("district", at=make_district())
    answer = browser_of(me).post(f"/s/people/{me.pk}/end/")
    assert "You are the last one here who can invite people." in words(answer)


def test_a_neighbors_people_do_not_exist_here(db: None) -> None:
    teacher = make_member("teacher", at=make_school())
    url = f"/s/people/{teacher.pk}/end/"
    hides(url, from_=make_member("principal", at=make_school()))
    hides(url, from_=make_member("principal", at=make_school()), post=True)
    refuses(url, to=make_member("teacher", at=teacher.place))
    asks_to_sign_in(url)
    assert Membership.objects.current().filter(pk=teacher.pk).exists()


# -- first pages and hats ------------------------------------------------------------------------------------------


def test_home_leads_a_coordinator_to_reach(db: None) -> None:
    member = make_member("district", at=make_district())
    answer = opens("/home/", for_=member, status=302)
    assert answer["Location"].rstrip("/").endswith("reach")


def test_someone_without_a_role_learns_who_can_help(db: None) -> None:
    school = make_school()
    gone = make_member("teacher", at=school)
    make_member("principal", at=school, name="Pat Principal", email="pat@example.org")
    make_member("district", at=school.district or school, name="Dee Coordinator")
    end_membership(membership=gone, by=SYSTEM)
    gone.user.refresh_from_db()

    said = words(opens("/home/", for_=gone))
    assert "have no role here now" in said
    assert "Pat Principal" in said
    assert "pat@example.org" in said
    assert "Dee Coordinator" not in said


def test_someone_who_never_had_a_role_is_sent_to_the_state_office(db: None) -> None:
    make_member("state", at=make_state(), name="Sam State")
    browser = Client()
    browser.force_login(User.objects.create_user(email="new@example.org"))
    assert "Sam State" in words(browser.get("/home/"))
    assert browser.get("/s/role/")["Location"] == "/home/"


def test_a_person_with_two_roles_switches(db: None) -> None:
    school = make_school()
    teacher = make_member("teacher", at=school)
    team = Membership.objects.create(user=teacher.user, place=make_school(), role="team")
    browser = browser_of(teacher)

    assert "Action team member" in words(browser.get("/s/role/"))
    assert browser.post("/s/role/", {"membership": team.pk})["Location"] == "/home/"
    assert browser.session["membership"] == team.pk
    assert browser.post("/s/role/", {"membership": make_member("state", at=make_state()).pk}).status_code == 404
    assert browser.post("/s/role/", {}).status_code == 404


# -- entries -------------------------------------------------------------------------------------------------------


def entry(verb: str, place: Place | None) -> Entry:
    return Entry.objects.create(
        verb=verb, target="x.y", target_id="1", place_id=place.pk if place else None, by="system"
    )


def test_entries_are_those_of_the_place_and_beneath_it(db: None) -> None:
    school = make_school()
    entry("test.below", make_classroom(school))
    entry("test.above", school.district)
    entry("test.nextdoor", make_school())
    entry("test.nowhere", None)
    said = words(opens(ENTRIES, for_=make_member("principal", at=school)))
    assert "test.below" in said
    assert not [verb for verb in ("test.above", "test.nextdoor", "test.nowhere") if verb in said]


def test_the_state_also_reads_what_is_about_no_place(db: None) -> None:
    entry("test.nowhere", None)
    assert "test.nowhere" in words(opens(ENTRIES, for_=make_member("state", at=make_state())))


def test_entries_show_ids_and_roles_and_never_a_name(db: None) -> None:
    school = make_school()
    principal = make_member("principal", at=school, name="Pat Principal")
    browser = browser_of(principal)
    browser.post(INVITE, {"email": "rosa@example.org", "name": "Rosa", "role": "teacher", "place": school.pk})
    browser.get(PEOPLE)  # shows, once, to whom the invitation went
    said = words(browser.get(ENTRIES))
    assert f"user {principal.user_id} principal" in said
    assert not [word for word in ("Pat Principal", "Rosa", "example.org") if word in said]


def test_older_entries_are_a_page_further(db: None) -> None:
    school = make_school()
    for n in range(60):
        entry(f"test.n{n:02d}", school)
    browser = browser_of(make_member("principal", at=school))
    first = words(browser.get(ENTRIES))
    assert "test.n59" in first
    assert "test.n05" not in first
    older = Entry.objects.get(verb="test.n10").pk
    assert "test.n05" in words(browser.get(ENTRIES, {"before": older}))
    for odd in ("x", "-1", "9" * 30, "٣"):
        assert "test.n59" in words(browser.get(ENTRIES, {"before": odd}))

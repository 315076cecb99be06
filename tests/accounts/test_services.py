from __future__ import annotations

import pytest
from django.core.mail.message import EmailMessage
from django.test import Client, override_settings
from django.utils import timezone

from frontporch.accounts.access import Staff
from frontporch.accounts.models import Membership, User
from frontporch.accounts.services import end_membership, invite, switch_role
from frontporch.audit.models import SYSTEM, Actor, Entry
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from tests.make import make_classroom, make_district, make_member, make_school, make_state


def staff(role: str, at: Place) -> Staff:
    member = make_member(role, at=at)
    return Staff(member.user, member)


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda no: no.code == code)


def test_an_invitation_makes_a_sign_in_and_a_role_and_tells_the_person(
    db: None, mailoutbox: list[EmailMessage]
) -> None:
    school = make_school(name="Magnolia & Pine School")
    made = invite(email=" Rosa@Example.org ", name="Rosa", role="teacher", place=school, by=staff("principal", school))

    assert made.new
    assert (made.membership.user.email, made.membership.user.name) == ("rosa@example.org", "Rosa")
    assert (made.membership.role, made.membership.place) == ("teacher", school)
    (mail,) = mailoutbox
    assert mail.to == ["rosa@example.org"]
    assert mail.subject == "You are invited to Front Porch at Magnolia & Pine School"
    assert "/sign-in/" in str(mail.body)
    assert "as: Teacher" in str(mail.body)


def test_inviting_twice_keeps_one_role_and_sends_the_mail_again(db: None, mailoutbox: list[EmailMessage]) -> None:
    school = make_school()
    by = staff("principal", school)
    first = invite(email="rosa@example.org", name="Rosa", role="teacher", place=school, by=by)
    again = invite(email="ROSA@example.org", name="Someone Else", role="teacher", place=school, by=by)

    assert again.membership == first.membership
    assert not again.new
    assert User.objects.get(email="rosa@example.org").name == "Rosa"
    assert len(mailoutbox) == 2
    assert Entry.objects.filter(verb="accounts.invite").count() == 1


def test_one_sign_in_may_hold_several_roles(db: None) -> None:
    school, other = make_school(), make_school()
    for place in (school, other):
        invite(email="rosa@example.org", name="", role="teacher", place=place, by=SYSTEM)
    assert User.objects.get(email="rosa@example.org").memberships.count() == 2


def test_a_former_colleague_can_come_back(db: None) -> None:
    school = make_school()
    first = invite(email="rosa@example.org", name="", role="teacher", place=school, by=SYSTEM)
    end_membership(membership=first.membership, by=SYSTEM)
    assert invite(email="rosa@example.org", name="", role="teacher", place=school, by=SYSTEM).new


def test_a_district_invites_into_a_classroom_of_its_schools(db: None) -> None:
    room = make_classroom()
    assert room.district
    assert invite(email="r@example.org", name="", role="teacher", place=room, by=staff("district", room.district)).new


@pytest.mark.parametrize("email", ["", "rosa", "rosa@", "rosa@example.org, other@example.org", "a\nb@example.org"])
def test_an_address_that_is_none_is_refused(db: None, email: str) -> None:
    with refused("not-an-address"):
        invite(email=email, name="", role="teacher", place=make_school(), by=SYSTEM)


def test_a_place_that_is_not_theirs_is_refused(db: None) -> None:
    school = make_school()
    with refused("place-not-yours"):
        invite(email="r@example.org", name="", role="teacher", place=make_school(), by=staff("principal", school))


def test_a_role_above_theirs_is_refused(db: None) -> None:
    school = make_school()
    with refused("not-yours-to-invite"):
        invite(email="r@example.org", name="", role="district", place=school, by=staff("principal", school))


def test_a_role_without_the_right_to_invite_is_refused(db: None) -> None:
    school = make_school()
    with refused("not-yours-to-invite"):
        invite(email="r@example.org", name="", role="teacher", place=school, by=staff("teacher", school))


def test_an_actor_without_a_role_is_refused(db: None) -> None:
    with refused("not-yours-to-invite"):
        invite(email="r@example.org", name="", role="teacher", place=make_school(), by=Actor("guardian", "7"))


def test_a_role_that_does_not_exist_is_refused(db: None) -> None:
    with refused("unknown-role"):
        invite(email="r@example.org", name="", role="king", place=make_school(), by=SYSTEM)


def test_a_kind_of_place_where_nobody_has_that_role_is_refused(db: None) -> None:
    with refused("role-does-not-fit"):
        invite(email="r@example.org", name="", role="teacher", place=make_district(), by=SYSTEM)


def test_a_closed_place_is_refused(db: None) -> None:
    school = make_school(closed_on=timezone.localdate())
    with refused("place-closed"):
        invite(email="r@example.org", name="", role="teacher", place=school, by=SYSTEM)


def test_a_closed_sign_in_is_refused(db: None) -> None:
    member = make_member("teacher", at=make_school())
    User.objects.filter(pk=member.user_id).update(is_active=False)
    with refused("sign-in-closed"):
        invite(email=member.user.email, name="", role="teacher", place=make_school(), by=SYSTEM)


def test_an_invitation_that_cannot_be_mailed_changes_nothing(db: None) -> None:
    away = override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    )
    school = make_school()
    with away, refused("mail-not-sent"):
        invite(email="r@example.org", name="", role="teacher", place=school, by=SYSTEM)
    assert not User.objects.filter(email="r@example.org").exists()
    assert not Entry.objects.filter(verb="accounts.invite").exists()


def test_entries_hold_ids_and_roles_only(db: None) -> None:
    school = make_school()
    by = staff("principal", school)
    made = invite(email="rosa@example.org", name="Rosa", role="teacher", place=school, by=by).membership
    end_membership(membership=made, by=by)

    for entry in Entry.objects.filter(verb__startswith="accounts."):
        assert (entry.by, entry.by_id, entry.by_role) == ("user", str(by.user.pk), "principal")
        assert (entry.target, entry.target_id, entry.place_id) == ("accounts.membership", str(made.pk), school.pk)
        assert entry.facts == {"user": made.user_id, "role": "teacher"}
    assert Entry.objects.filter(verb__startswith="accounts.").count() == 2


def test_ending_a_role_ends_every_open_session_at_once(db: None) -> None:
    school = make_school()
    member = make_member("principal", at=school)
    at_school, at_home = Client(), Client()
    for client in (at_school, at_home):
        client.force_login(member.user)
        assert client.get("/s/people/").status_code == 200

    end_membership(membership=member, by=staff("principal", school))

    for client in (at_school, at_home):
        assert client.get("/s/people/")["Location"] == "/sign-in/?next=/s/people/"


def test_ending_one_role_keeps_the_others_and_other_people(db: None) -> None:
    school = make_school()
    member, colleague = make_member("principal", at=school), make_member("principal", at=school)
    elsewhere = make_member("principal", at=make_school(), email="x@example.org")
    Membership.objects.filter(pk=elsewhere.pk).update(user=member.user)
    browser = Client()
    browser.force_login(colleague.user)

    end_membership(membership=member, by=SYSTEM)

    assert browser.get("/s/people/").status_code == 200
    again = Client()
    again.force_login(User.objects.get(pk=member.user_id))
    assert again.get("/s/people/").status_code == 200


def test_ending_twice_changes_nothing(db: None) -> None:
    member = make_member("teacher", at=make_school())
    end_membership(membership=member, by=SYSTEM)
    ended_at = Membership.objects.get(pk=member.pk).ended_at
    end_membership(membership=member, by=SYSTEM)
    assert Membership.objects.get(pk=member.pk).ended_at == ended_at
    assert Entry.objects.filter(verb="accounts.end").count() == 1


def test_a_neighbor_cannot_end_a_role(db: None) -> None:
    with refused("not-yours-to-end"):
        end_membership(membership=make_member("teacher", at=make_school()), by=staff("principal", make_school()))


def test_a_teacher_cannot_end_a_colleagues_role(db: None) -> None:
    school = make_school()
    with refused("not-yours-to-end"):
        end_membership(membership=make_member("teacher", at=school), by=staff("teacher", school))


def test_an_actor_without_a_role_cannot_end_one(db: None) -> None:
    with refused("not-yours-to-end"):
        end_membership(membership=make_member("teacher", at=make_school()), by=Actor("guardian", "7"))


def test_anybody_may_leave(db: None) -> None:
    me = staff("teacher", make_school())
    end_membership(membership=me.membership, by=me)
    assert not Membership.objects.current().filter(pk=me.membership.pk).exists()


@pytest.mark.parametrize("role", ["state", "district"])
def test_the_last_who_can_invite_does_not_leave_a_district_or_state(db: None, role: str) -> None:
    place = make_state() if role == "state" else make_district()
    me = staff(role, place)
    with refused("last-one"):
        end_membership(membership=me.membership, by=me)
    make_member(role, at=place)
    end_membership(membership=me.membership, by=me)


def test_the_state_office_may_end_the_last_coordinator(db: None) -> None:
    member = make_member("district", at=make_district())
    end_membership(membership=member, by=staff("state", make_state()))
    assert not Membership.objects.current().filter(pk=member.pk).exists()


def test_switching_to_another_of_ones_roles_leaves_an_entry(db: None) -> None:
    me = staff("teacher", make_school())
    other = Membership.objects.create(user=me.user, place=make_school(), role="team")
    assert switch_role(to=other, by=me) == other
    assert Entry.objects.get(verb="accounts.switch").facts == {"role": "team"}
    switch_role(to=me.membership, by=me)  # already worn: nothing to record
    assert Entry.objects.filter(verb="accounts.switch").count() == 1


def test_somebody_elses_role_cannot_be_put_on(db: None) -> None:
    me = staff("teacher", make_school())
    with refused("not-your-role"):
        switch_role(to=make_member("state", at=make_state()), by=me)


def test_a_role_that_ended_cannot_be_put_on(db: None) -> None:
    me = staff("teacher", make_school())
    other = Membership.objects.create(user=me.user, place=me.place, role="team")
    end_membership(membership=other, by=SYSTEM)
    with refused("not-your-role"):
        switch_role(to=other, by=me)

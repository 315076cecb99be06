from __future__ import annotations

from io import StringIO

import pytest
from django.core.mail.message import EmailMessage
from django.core.management import CommandError, call_command

from frontporch.accounts.models import Membership
from frontporch.audit.models import Entry
from frontporch.places.models import Place
from tests.make import make_district, make_school, make_state


def run(*words: str) -> str:
    out = StringIO()
    call_command("invite", *words, stdout=out, no_color=True)
    return out.getvalue()


def test_the_first_account_makes_the_state_too(db: None, mailoutbox: list[EmailMessage]) -> None:
    said = run("--role", "state", "ana@example.org", "--name", "Invented State")
    assert "Invited: State office of Invented State. Sign in at http" in said
    assert Membership.objects.get().place.kind == Place.Kind.STATE
    assert mailoutbox[0].to == ["ana@example.org"]
    assert Entry.objects.get(verb="accounts.invite").by == "command"


def test_without_a_state_its_name_is_asked_for(db: None) -> None:
    with pytest.raises(CommandError, match=r"--name .* Nothing was changed\."):
        run("--role", "state", "ana@example.org")


def test_running_it_twice_keeps_one_state_and_one_role(db: None) -> None:
    run("--role", "state", "ana@example.org", "--name", "Invented State")
    assert "Invited again" in run("--role", "state", "ana@example.org", "--name", "Another Name")
    assert Place.objects.count() == 1
    assert Membership.objects.count() == 1


def test_a_place_is_named_by_its_code(db: None) -> None:
    school = make_school(code="oak")
    run("--role", "principal", "ana@example.org", "--place", "oak", "--person", "Ana")
    made = Membership.objects.get()
    assert (made.place, made.user.name) == (school, "Ana")


def test_a_code_that_several_places_share_needs_its_district(db: None) -> None:
    wanted = make_school(make_district(code="north"), code="oak")
    make_school(make_district(code="south"), code="oak")
    with pytest.raises(CommandError, match="--place DISTRICT/oak"):
        run("--role", "principal", "ana@example.org", "--place", "oak")
    run("--role", "principal", "ana@example.org", "--place", "north/oak")
    assert Membership.objects.get().place == wanted


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--role", "principal", "ana@example.org", "--place", "nowhere"], "No place has the code nowhere."),
        (["--role", "teacher", "ana@example.org"], "does not fit a state"),
        (["--role", "state", "ana"], "Type the whole e-mail address"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_failure(db: None, words: list[str], sentence: str) -> None:
    make_state()
    with pytest.raises(CommandError, match=sentence):
        run(*words)
    assert not Membership.objects.exists()


def test_a_half_done_first_account_leaves_no_state_behind(db: None) -> None:
    with pytest.raises(CommandError):
        run("--role", "state", "no-address", "--name", "Invented State")
    assert not Place.objects.exists()

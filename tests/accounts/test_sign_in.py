"""Signing in by e-mailed code: the whole path, and everything that a stranger must not learn or do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail.message import EmailMessage
from django.test import Client, override_settings
from django.urls import reverse

from tests.make import make_member, make_school
from tests.pages import words

CODE = re.compile(r"\d{3}-\d{3}")
FIRST_PAGE = "/home/"


@pytest.fixture(autouse=True)
def _limits_start_anew() -> None:
    cache.clear()


def ask(client: Client, email: str, path: str = "/sign-in/") -> Any:
    return client.post(path, {"email": email})


def newest(mailbox: list[EmailMessage]) -> str:
    found = CODE.search(str(mailbox[-1].body))
    assert found
    return found.group()


def test_a_code_by_email_signs_in(db: None, mailoutbox: list[EmailMessage]) -> None:
    member, client = make_member("teacher", at=make_school(), email="rosa@example.org"), Client()

    asked = ask(client, "Rosa@Example.org")
    entered = client.post(asked["Location"], {"code": newest(mailoutbox)})

    assert asked["Location"] == "/sign-in/code/"
    assert entered["Location"] == FIRST_PAGE
    assert client.session["_auth_user_id"] == str(member.user_id)


def test_the_code_may_be_typed_without_its_dash(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    client = Client()
    ask(client, "rosa@example.org")
    assert client.post("/sign-in/code/", {"code": newest(mailoutbox).replace("-", " ")})["Location"] == FIRST_PAGE


def test_the_mail_is_short_plain_and_names_no_one(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org", name="Rosa Invented")
    ask(Client(), "rosa@example.org")
    mail = mailoutbox[0]
    assert mail.to == ["rosa@example.org"]
    assert mail.subject == f"{newest(mailoutbox)} is your sign-in code"
    assert mail.content_subtype == "plain"
    assert not getattr(mail, "alternatives", [])
    assert len(str(mail.body)) < 400
    assert "Rosa" not in str(mail.body)


def test_the_mail_is_in_the_language_of_the_page(db: None, mailoutbox: list[EmailMessage], spoken: None) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    ask(Client(), "rosa@example.org", "/es/sign-in/")
    assert mailoutbox[0].subject.endswith("es su código para entrar")


def test_by_default_the_mail_is_a_file_in_the_outbox(db: None, settings: Any) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend"):
        ask(Client(), "rosa@example.org")
    (file,) = Path(settings.EMAIL_FILE_PATH).iterdir()
    assert CODE.search(file.read_text())


def test_an_unknown_address_gets_the_same_page_and_no_mail(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="known@example.org")
    pages = []
    for email in ("known@example.org", "nobody@example.org"):
        client = Client()
        asked = ask(client, email)
        page = client.get(asked["Location"])
        pages.append((asked.status_code, asked["Location"], words(page).replace(email, "…")))
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [["known@example.org"]]


def test_a_closed_sign_in_gets_no_code(db: None, mailoutbox: list[EmailMessage]) -> None:
    member = make_member("teacher", at=make_school(), email="left@example.org")
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])
    assert ask(Client(), "left@example.org")["Location"] == "/sign-in/code/"
    assert mailoutbox == []


def test_a_wrong_code_is_answered_with_what_to_do(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    client = Client()
    ask(client, "rosa@example.org")
    wrong = "000-000" if newest(mailoutbox) != "000-000" else "111-111"
    assert "That is not the code. Type the 6 numbers of our newest e-mail." in words(
        client.post("/sign-in/code/", {"code": wrong})
    )


def test_three_wrong_codes_make_the_code_worth_nothing(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    client = Client()
    ask(client, "rosa@example.org")
    right = newest(mailoutbox)
    wrong = "000-000" if right != "000-000" else "111-111"
    for _try in range(3):
        client.post("/sign-in/code/", {"code": wrong})
    client.post("/sign-in/code/", {"code": right})
    assert "_auth_user_id" not in client.session
    assert "Too many tries for now." in words(client.get("/sign-in/"))


def test_codes_for_one_address_are_limited_with_a_sentence(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    answers = [ask(Client(), "rosa@example.org") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Too many tries for now. Wait a few minutes, then ask for a new code." in words(answers[3])
    assert len(mailoutbox) == 3


def test_guesses_are_limited_even_with_fresh_browsers(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    with override_settings(ACCOUNT_RATE_LIMITS={"request_login_code": "99/m/key", "confirm_login_code": "2/m/key"}):
        for _try in range(2):
            client = Client()
            ask(client, "rosa@example.org")
            client.post("/sign-in/code/", {"code": "not it"})
        client = Client()
        ask(client, "rosa@example.org")
        client.post("/sign-in/code/", {"code": newest(mailoutbox)})
    assert "_auth_user_id" not in client.session


def test_a_new_code_replaces_the_old_one(db: None, mailoutbox: list[EmailMessage]) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    client = Client()
    ask(client, "rosa@example.org")
    client.post("/sign-in/code/", {"action": "resend"})
    assert len(mailoutbox) == 2
    assert client.post("/sign-in/code/", {"code": newest(mailoutbox)})["Location"] == FIRST_PAGE


def test_whoever_typed_a_wrong_address_can_go_back(db: None) -> None:
    client = Client()
    ask(client, "typo@example.org")
    assert client.get("/sign-in/").status_code == 200


@pytest.mark.parametrize("typed", ["", "rosa", "rosa@"])
def test_an_address_that_is_none_is_asked_for_again(db: None, typed: str) -> None:
    response = ask(Client(), typed)
    assert response.status_code == 200
    assert "One thing to fix" in words(response)


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/s/people/", "/s/people/"),
        ("https://evil.example/", FIRST_PAGE),
        ("//evil.example/", FIRST_PAGE),
        ("javascript:alert(1)", FIRST_PAGE),
    ],
)
def test_sign_in_leads_back_only_to_our_own_pages(
    db: None, mailoutbox: list[EmailMessage], wanted: str, got: str
) -> None:
    make_member("principal", at=make_school(), email="ana@example.org")
    client = Client()
    asked = client.post(f"/sign-in/?next={wanted}", {"email": "ana@example.org"})
    assert client.post(asked["Location"], {"code": newest(mailoutbox)})["Location"] == got


def test_a_mail_server_that_is_away_does_not_tell_who_works_here(db: None) -> None:
    make_member("teacher", at=make_school(), email="rosa@example.org")
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
    ):
        assert ask(Client(), "rosa@example.org")["Location"] == "/sign-in/code/"


def test_signing_out_asks_first_and_ends_the_session(db: None) -> None:
    client = Client()
    client.force_login(make_member("teacher", at=make_school()).user)
    assert reverse("account_logout") == "/sign-out/"
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in client.session

"""What every channel keeps. A new folder under channels/ is tested here without a line more, but for its `provider`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frontporch.outreach.channels import NAMES, Message, Outcome, carrier
from tests.fakes.mail_server import MailServer
from tests.fakes.twilio_stub import ACCOUNT, TOKEN, TwilioStub

FINAL = {Outcome.SENT, Outcome.DELIVERED}
# Channels that speak to somebody who may be away.
REMOTE: dict[str, dict[str, Any]] = {"email": {"EMAIL_PORT": 9}, "sms": {"TWILIO_URL": "http://127.0.0.1:9"}}


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def providers(settings: Any, mail: MailServer) -> Iterator[None]:
    """Everything that a channel may want to speak to."""
    with TwilioStub() as stub:
        settings.TWILIO_URL, settings.TWILIO_ACCOUNT, settings.TWILIO_TOKEN = stub.url, ACCOUNT, TOKEN
        yield


def message(n: int = 1, **facts: Any) -> Message:
    given = {
        "key": f"7:{n}:try", "handle": f"2026-{n}", "channel": "sms", "sender_id": 1, "sent_from": "+16015550100",
        "to": f"family{n}@example.org", "body": "Title\n\nWhy <b>this</b>.\n\n1. One.\n2. Two.", "language": "en",
        "subject": "Title", "link": "https://porch.example.org/f/abc/", **facts,
    }  # fmt: skip
    return Message(**given)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("providers")
class TestEveryChannel:
    def test_it_answers_once_for_each_message(self, name: str) -> None:
        channel = carrier(name)
        results = channel.send([message(n) for n in range(5)])
        assert sorted(one.key for one in results) == sorted(message(n).key for n in range(5))
        assert {one.outcome for one in results} <= FINAL
        assert channel.batch > 0

    def test_nothing_to_send_is_nothing_to_answer(self, name: str) -> None:
        assert carrier(name).send([]) == []
        assert carrier(name).find([]) == []

    def test_it_says_of_what_it_sent_that_it_went_or_that_it_cannot_tell(self, name: str) -> None:
        channel = carrier(name)
        channel.send([message()])
        assert {one.outcome for one in channel.find([message()])} <= {*FINAL, Outcome.UNKNOWN}

    def test_it_never_says_never_without_being_certain(self, name: str) -> None:
        found = carrier(name).find([message(99)])[0].outcome
        assert found in {Outcome.UNKNOWN, Outcome.NEVER, Outcome.SENT}
        assert found is not Outcome.NEVER or name == "outbox"

    def test_a_provider_that_is_away_is_later_and_no_error(self, name: str, settings: Any) -> None:
        for setting, value in REMOTE.get(name, {}).items():
            setattr(settings, setting, value)
        outcomes = {one.outcome for one in carrier(name).send([message(3)])}
        assert outcomes == {Outcome.LATER} if name in REMOTE else outcomes <= FINAL


def test_an_unknown_folder_is_a_mistake_of_the_installation() -> None:
    with pytest.raises(KeyError, match="pigeon"):
        carrier("pigeon")


# -- outbox ----------------------------------------------------------------------------------------------------------


def test_the_outbox_keeps_one_file_per_message_however_often_it_is_sent(settings: Any) -> None:
    for _again in range(3):
        carrier("outbox").send([message(), message(2)])
    files = list((Path(settings.OUTBOX) / "sms").iterdir())
    assert len(files) == 2
    assert json.loads((Path(settings.OUTBOX) / "sms" / f"{message().name}.json").read_text())["body"] == message().body


# -- e-mail ----------------------------------------------------------------------------------------------------------


def test_a_mail_has_words_a_simple_page_and_a_way_to_stop(mail: MailServer) -> None:
    carrier("email").send([message(sent_from="ideas@example.org")])
    got = mail.mails[0]
    parts = {part.get_content_type(): part.get_content() for part in got.walk() if not part.is_multipart()}  # type: ignore[attr-defined]  # an EmailMessage by its policy
    assert got["From"] == "ideas@example.org"
    assert got["List-Unsubscribe"] == "<mailto:ideas@example.org?subject=STOP>, <https://porch.example.org/f/abc/>"
    assert "1. One." in parts["text/plain"]
    assert "https://porch.example.org/f/abc/" in parts["text/plain"]
    assert '<html lang="en" dir="ltr">' in parts["text/html"]
    assert "&lt;b&gt;this" in parts["text/html"]
    assert "STOP" in parts["text/plain"]


def test_a_mail_in_arabic_reads_from_the_right_and_a_doubled_one_is_the_same_mail(mail: MailServer) -> None:
    carrier("email").send([message(language="ar")])
    carrier("email").send([message(language="ar")])
    assert mail.mails[0]["Message-ID"] == mail.mails[1]["Message-ID"]
    assert 'dir="rtl"' in str(mail.mails[0])


@pytest.mark.parametrize(
    ("to", "outcome"), [("550-gone@example.org", Outcome.FAILED), ("451-busy@example.org", Outcome.LATER)]
)
def test_an_address_that_is_refused_does_not_stop_the_others(mail: MailServer, to: str, outcome: Outcome) -> None:
    results = carrier("email").send([message(1, to=to), message(2)])
    assert [one.outcome for one in results] == [outcome, Outcome.SENT]
    assert results[0].code == f"smtp-{to[:3]}"


def test_a_subject_with_a_line_break_is_one_failed_mail_and_no_header_of_a_stranger(mail: MailServer) -> None:
    results = carrier("email").send([message(1, subject="x\nBcc: all@example.org"), message(2)])
    assert [one.outcome for one in results] == [Outcome.FAILED, Outcome.SENT]

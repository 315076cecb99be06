"""The pinned `twilio` package is the contract: its client and ours must find the stub to be the same provider."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]  # the package has no types
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]  # the package has no types
from twilio.rest import Client  # type: ignore[import-untyped]  # the package has no types

from frontporch.outreach.channels import Message, Outcome, Result, carrier, sms
from tests.fakes.twilio_stub import ACCOUNT, BROKEN, BUSY, NOT_A_NUMBER, SILENT, STOPPED, TOKEN, TwilioStub

FROM, TO = "+16015550100", "+16015550142"


@pytest.fixture
def stub(settings: Any) -> Iterator[TwilioStub]:
    with TwilioStub() as found:
        settings.TWILIO_URL, settings.TWILIO_ACCOUNT, settings.TWILIO_TOKEN = found.url, ACCOUNT, TOKEN
        settings.PUBLIC_URL = "https://porch.example.org"
        yield found


@pytest.fixture
def client(stub: TwilioStub) -> Iterator[Client]:
    """The package's own client; only the host is another."""

    class Loopback(TwilioHttpClient):  # type: ignore[misc]  # the package has no types
        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            return super().request(method, url.replace("https://api.twilio.com", stub.url), *args, **kwargs)

    http = Loopback()
    yield Client(ACCOUNT, TOKEN, http_client=http)
    if http.session:
        http.session.close()


def text(to: str = TO, body: str = "Oak Hill: TRY IT: Count the spoons.", key: str = "1:why") -> Message:
    return Message(
        key=key, handle="2026-7", channel="sms", sender_id=5, sent_from=FROM, to=to, body=body, language="en",
        since=datetime.now(UTC) - timedelta(hours=1),
    )  # fmt: skip


def only(results: list[Result]) -> Result:
    assert len(results) == 1
    return results[0]


def test_both_clients_send_the_same_message(stub: TwilioStub, client: Client) -> None:
    ours = only(carrier("sms").send([text()]))
    theirs = client.messages.create(
        to=TO,
        from_=FROM,
        body=text().body,
        status_callback="https://porch.example.org/hooks/twilio/5/status/?delivery=2026-7",
    )
    assert ours.outcome is Outcome.SENT
    assert (ours.provider_id, theirs.sid) == tuple(one["sid"] for one in stub.messages)
    first, second = ({k: v for k, v in one.items() if k in ("to", "from", "body", "callback")} for one in stub.messages)
    assert first == second


def test_their_client_reads_what_ours_sent(stub: TwilioStub, client: Client) -> None:
    sent = only(carrier("sms").send([text()]))
    assert client.messages(sent.provider_id).fetch().body == text().body
    found = client.messages.list(to=TO, from_=FROM, date_sent_after=datetime.now(UTC) - timedelta(days=1), limit=20)
    assert [one.sid for one in found] == [sent.provider_id]


def test_ours_finds_what_theirs_sent_and_is_not_sure_of_the_rest(stub: TwilioStub, client: Client) -> None:
    sid = client.messages.create(to=TO, from_=FROM, body=text().body).sid
    assert only(carrier("sms").find([text()])) == Result("1:why", Outcome.SENT, provider_id=sid)
    assert only(carrier("sms").find([text(body="Other words.")])).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("to", "code", "outcome"),
    [
        (STOPPED, 21610, Outcome.BLOCKED), (NOT_A_NUMBER, 21211, Outcome.FAILED), (BUSY, 20429, Outcome.LATER),
        (BROKEN, 20500, Outcome.UNKNOWN),
    ],
)  # fmt: skip
def test_both_clients_read_a_refusal_alike(
    stub: TwilioStub, client: Client, to: str, code: int, outcome: Outcome
) -> None:
    with pytest.raises(TwilioRestException) as no:
        client.messages.create(to=to, from_=FROM, body="x")
    assert no.value.code == code
    assert only(carrier("sms").send([text(to=to)])) == Result("1:why", outcome, code=f"twilio-{code}")


def test_a_wrong_token_is_ours_to_mend_and_not_the_familys_fault(stub: TwilioStub, settings: Any) -> None:
    settings.TWILIO_TOKEN = "wrong"
    assert only(carrier("sms").send([text()])) == Result("1:why", Outcome.LATER, code="twilio-20003")


def test_a_provider_that_does_not_answer_leaves_the_message_unknown(
    stub: TwilioStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub.hang = 0.6
    monkeypatch.setattr(sms, "PATIENCE", aiohttp.ClientTimeout(total=0.2))
    assert only(carrier("sms").send([text(to=SILENT)])).outcome is Outcome.UNKNOWN


def test_a_provider_that_is_not_there_got_nothing(stub: TwilioStub, settings: Any) -> None:
    settings.TWILIO_URL = "http://127.0.0.1:9"
    assert only(carrier("sms").send([text()])) == Result("1:why", Outcome.LATER, code="no-connection")


def test_a_batch_answers_for_each_message(stub: TwilioStub) -> None:
    results = carrier("sms").send([text(key=f"{n}:try", to=f"+1601555{n:04d}") for n in range(60)])
    assert {one.key for one in results} == {f"{n}:try" for n in range(60)}
    assert len(stub.messages) == 60

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the package has no types

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Consent, ContactPoint
from frontporch.outreach import ledger, services
from frontporch.outreach.models import Delivery, Greeted, Inbound, OptOut, Reply, Sender, Touchpoint
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import make_activity, make_child, make_guardian, make_school, make_send

pytestmark = pytest.mark.usefixtures("db")
TOKEN, NUMBER, OURS = "not-a-secret", "+16015550142", "+16015550100"
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)
EVENING = datetime(2026, 9, 14, 22, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _from_outside(settings: Any) -> None:
    settings.TWILIO_TOKEN = TOKEN
    settings.PUBLIC_URL = "https://porch.example.org"


@pytest.fixture
def school() -> Place:
    make_activity()
    return make_school()


@pytest.fixture
def sender(school: Place) -> Sender:
    assert school.district is not None
    return services.set_sender(
        district=school.district, purpose="learning", channel="sms", carrier="sms", address=OURS, by=SYSTEM
    )


@pytest.fixture
def sent(school: Place, sender: Sender) -> Delivery:
    """A text that the provider has taken a moment ago."""
    guardian = make_guardian(of=make_child(at=school), phone=NUMBER)
    with inside(school):
        Greeted.objects.create(number_key=ContactPoint.objects.get(guardian=guardian).number_key, sender=sender)
    make_send(school, release_at=MORNING)
    with inside(school):
        now = datetime.now(UTC)
        Delivery.objects.filter(slot="why").update(state="sent", sent_at=now, due_at=now, provider_id="SM1")
        return Delivery.objects.get(slot="why")


def call(path: str, form: dict[str, str], *, token: str = TOKEN) -> Any:
    """As the provider calls: signed over the address as it is seen from outside."""
    signature = RequestValidator(token).compute_signature(f"https://porch.example.org{path}", form)
    return Client().post(path, form, headers={"X-Twilio-Signature": signature})


def text(sender: Sender, words: str, sid: str = "SM77", **more: str) -> Any:
    form = {"MessageSid": sid, "From": NUMBER, "To": OURS, "Body": words, **more}
    return call(f"/hooks/twilio/{sender.pk}/reply/", form)


def status(sender: Sender, word: str, sid: str = "SM1", handle: str = "", **more: str) -> Any:
    query = f"?delivery={handle}" if handle else ""
    form = {"MessageSid": sid, "MessageStatus": word, **more}
    return call(f"/hooks/twilio/{sender.pk}/status/{query}", form)


def test_a_signed_reply_is_heard_once_however_often_it_comes(school: Place, sender: Sender, sent: Delivery) -> None:
    for _again in range(3):
        answer = text(sender, "1")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
        assert answer.content.endswith(b"<Response></Response>")
    with inside(school):
        assert Reply.objects.get().delivery_id == sent.id
        assert Inbound.objects.get().done_at


def test_a_wrong_signature_leaves_nothing(school: Place, sender: Sender, settings: Any) -> None:
    form = {"MessageSid": "SM1", "From": NUMBER, "Body": "STOP"}
    assert call(f"/hooks/twilio/{sender.pk}/reply/", form, token="guessed").status_code == 403
    settings.TWILIO_TOKEN = ""
    assert call(f"/hooks/twilio/{sender.pk}/reply/", form, token="").status_code == 403
    with inside(school):
        assert not Inbound.objects.exists()
    assert not OptOut.objects.exists()


def test_an_unknown_sender_is_not_found_and_a_page_visit_not_allowed(sender: Sender) -> None:
    assert call("/hooks/twilio/999999/reply/", {"MessageSid": "SM1"}).status_code == 404
    assert Client().get(f"/hooks/twilio/{sender.pk}/reply/").status_code == 405
    assert call(f"/hooks/twilio/{sender.pk}/reply/", {"Body": "x"}).status_code == 400


def test_a_stop_from_nobody_we_know_is_answered_in_the_response(sender: Sender) -> None:
    answer = text(sender, "please stop texting me")
    assert b"<Message>" in answer.content
    assert OptOut.objects.get().sender == sender


def test_delivered_means_received(school: Place, sender: Sender, sent: Delivery) -> None:
    for _again in range(2):
        assert status(sender, "delivered").status_code == 200
    with inside(school):
        assert Delivery.objects.get(pk=sent.pk).state == "delivered"
        assert Touchpoint.objects.filter(kind="delivered").count() == 1


def test_reports_out_of_order_never_undo_a_better_one(school: Place, sender: Sender, sent: Delivery) -> None:
    status(sender, "delivered")
    status(sender, "sent")
    status(sender, "undelivered", ErrorCode="30005")
    with inside(school):
        assert Delivery.objects.get(pk=sent.pk).state == "delivered"


def test_a_report_settles_what_nobody_could_tell(school: Place, sender: Sender, sent: Delivery) -> None:
    with inside(school):
        Delivery.objects.filter(pk=sent.pk).update(state="unknown", provider_id="")
    status(sender, "delivered", sid="SM9", handle=f"{sent.school_year}-{sent.id}")
    with inside(school):
        found = Delivery.objects.get(pk=sent.pk)
    assert (found.state, found.provider_id) == ("delivered", "SM9")


def test_undelivered_counts_against_the_number(school: Place, sender: Sender, sent: Delivery) -> None:
    status(sender, "undelivered", ErrorCode="30005")
    with inside(school):
        assert (Delivery.objects.get(pk=sent.pk).state, ContactPoint.objects.get().failures) == ("failed", 1)


def test_the_providers_block_is_recorded_as_that_senders_opt_out(school: Place, sender: Sender, sent: Delivery) -> None:
    status(sender, "failed", ErrorCode="21610")
    assert (OptOut.objects.get().sender, OptOut.objects.get().source) == (sender, "provider-block")
    with inside(school):
        assert [(one.given, one.basis) for one in Consent.objects.all()] == [(False, "provider-block")]


def test_what_was_stored_and_not_understood_is_caught_up(school: Place, sender: Sender, sent: Delivery) -> None:
    with inside(school):
        services.store(sender=sender, kind="reply", provider_id="SM5", payload={"From": NUMBER, "Body": "1"}, by=SYSTEM)
        Inbound.objects.update(at=datetime(2026, 9, 14, tzinfo=UTC))
    assert services.catch_up(district_id=sender.district_id, by=SYSTEM) == 1
    assert services.catch_up(district_id=sender.district_id, by=SYSTEM) == 0
    with inside(school):
        assert Reply.objects.get().digit == 1
    assert ledger.local_day(EVENING) == date(2026, 9, 14)

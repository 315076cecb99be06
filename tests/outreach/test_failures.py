from __future__ import annotations

from datetime import timedelta

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint
from frontporch.lib.refusal import Refusal
from frontporch.outreach import channels, services
from frontporch.outreach.channels import Message, Outcome, Result
from frontporch.outreach.channels.outbox import Outbox
from frontporch.outreach.models import Delivery, OptOut, Touchpoint
from frontporch.places.models import Installation, Place
from tests.conftest import inside
from tests.make import make_activity, make_child, make_district, make_guardian, make_school, make_send
from tests.outreach.engine import MONDAY, MORNING, answer_with, at, files, greeted, states, work

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def demo(db: None) -> None:
    Installation.objects.create(kind="demo")


@pytest.fixture
def school() -> Place:
    make_activity()
    return make_school()


@pytest.fixture
def child(school: Place) -> Child:
    return make_child(at=school)


# -- failures ---------------------------------------------------------------------------------------------------------


def test_two_failures_end_a_number_and_the_next_week_goes_another_way(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    guardian = make_guardian(of=child, email="ana@example.org")
    greeted(school, guardian)
    make_send(school, release_at=MORNING)
    answer_with(monkeypatch, Outcome.FAILED, "twilio-30005")
    work(school, at(14, 17))
    work(school, at(16, 17))
    work(school, at(18, 17))
    assert states(school) == {"why": "twilio-30005", "try": "twilio-30005", "next": "no-longer-works"}
    with inside(school):
        assert ContactPoint.objects.get(kind="phone").state == "failed"
    send = make_send(school, week=MONDAY + timedelta(weeks=1))
    with inside(school):
        assert set(Delivery.objects.filter(send=send).values_list("channel", flat=True)) == {"email"}


def test_what_may_pass_is_tried_again_later_and_given_up_after_five_tries(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    seen = answer_with(monkeypatch, Outcome.LATER)
    waits = []
    with inside(school):
        start = Delivery.objects.get(slot="why").due_at
    for _try in range(7):
        with inside(school):
            one = Delivery.objects.get(slot="why")
        waits.append((one.due_at - start).total_seconds() / 60)
        if one.state != "due":
            break
        services.work(district_id=child.district_id, by=SYSTEM, now=one.due_at)
    assert len(seen) == 5
    assert waits[:5] == [0, 5, 20, 80, 320]
    assert one.state == "failed"


def test_the_providers_own_block_is_that_senders_opt_out(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    answer_with(monkeypatch, Outcome.BLOCKED, "twilio-21610")
    work(school, at(14, 17))
    assert OptOut.objects.get().source == "provider-block"
    with inside(school):
        assert child.district.pk == OptOut.objects.get().sender.district_id
        assert ContactPoint.objects.get().failures == 0
    assert states(school)["why"] == "twilio-21610"


def test_an_unknown_answer_is_listed_and_settled_by_a_person(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    answer_with(monkeypatch, Outcome.UNKNOWN)
    work(school, at(14, 17))
    work(school, at(14, 18))
    with inside(school):
        one = Delivery.objects.get(slot="why")
        assert one.state == "unknown"
        assert services.settle(delivery=one, went_out=True, by=SYSTEM).state == "sent"
        with pytest.raises(Refusal) as no:
            services.settle(delivery=one, went_out=True, by=SYSTEM)
    assert no.value.code == "not-unknown"


# -- reconcile -------------------------------------------------------------------------------------------------------


def abandon(place: Place) -> None:
    """As if a worker had died right after its claim."""
    with inside(place):
        Delivery.objects.filter(state="due").update(state="claimed", leased_until=MORNING)


def test_reconcile_finds_what_left_and_puts_back_what_certainly_did_not(
    demo: None, school: Place, child: Child
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    with inside(school):
        gone = Delivery.objects.get(slot="why")
    message = Message(
        key=gone.key, handle="x", channel="sms", sender_id=1, sent_from="a", to="b", body=gone.body, language="en"
    )
    channels.carrier("outbox").send([message])
    abandon(school)
    services.reconcile(district_id=child.district_id, by=SYSTEM, now=at(14, 17))
    assert states(school) == {"why": "delivered", "try": "due", "next": "due"}


def test_reconcile_marks_unknown_what_the_carrier_cannot_tell(
    school: Place, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    monkeypatch.setattr(Outbox, "find", lambda self, messages: [Result(one.key, Outcome.UNKNOWN) for one in messages])
    abandon(school)
    assert services.reconcile(district_id=child.district_id, by=SYSTEM, now=at(14, 17)).unknown == 3
    assert set(states(school).values()) == {"unknown"}
    assert work(school, at(18, 17)).claimed == 0
    assert files() == []


def test_a_lease_that_runs_is_left_alone(school: Place, child: Child) -> None:
    greeted(school, make_guardian(of=child))
    make_send(school, release_at=MORNING)
    with inside(school):
        Delivery.objects.update(state="claimed", leased_until=at(14, 18))
    services.reconcile(district_id=child.district_id, by=SYSTEM, now=at(14, 17))
    assert set(states(school).values()) == {"claimed"}


def test_mail_is_received_after_three_days_without_a_bounce(school: Place, child: Child) -> None:
    make_guardian(of=child, phone="", email="maria@example.org")
    with inside(school):
        services.set_sender(
            district=child.district,
            purpose="learning",
            channel="email",
            carrier="email",
            address="ideas@example.org",
            by=SYSTEM,
        )
    make_send(school, release_at=MORNING)
    with inside(school):
        Delivery.objects.update(state="sent", sent_at=at(14, 17))
    services.reconcile(district_id=child.district_id, by=SYSTEM, now=at(17, 16))
    assert states(school) == {"week": "sent"}
    services.reconcile(district_id=child.district_id, by=SYSTEM, now=at(17, 18))
    assert states(school) == {"week": "delivered"}
    with inside(school):
        assert Touchpoint.objects.get(kind="delivered").channel == "email"


# -- senders ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"carrier": "pigeon"}, "unknown-carrier"),
        ({"channel": "fax"}, "unknown-channel"),
        ({"address": "+1601"}, "address-taken"),
    ],
)
def test_a_sender_is_refused_with_a_sentence(facts: dict[str, str], code: str) -> None:
    district, other = make_district(), make_district()
    given = {"purpose": "learning", "channel": "sms", "carrier": "sms", "address": "+1602", **facts}
    services.set_sender(district=other, purpose="learning", channel="sms", carrier="sms", address="+1601", by=SYSTEM)
    with pytest.raises(Refusal) as no:
        services.set_sender(district=district, by=SYSTEM, **given)
    assert no.value.code == code

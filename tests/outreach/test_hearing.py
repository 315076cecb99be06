from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, Consent, ContactPoint, Guardian
from frontporch.lib.refusal import Refusal
from frontporch.lib.sms import measure
from frontporch.outreach import ledger, queries, services
from frontporch.outreach.models import Delivery, Greeted, Inbound, OptOut, Pack, Reply, Sender, Touchpoint
from frontporch.places.models import Installation, Place
from tests.conftest import inside
from tests.make import make_activity, make_child, make_classroom, make_guardian, make_school, make_send

pytestmark = pytest.mark.usefixtures("db")
MONDAY = date(2026, 9, 14)
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)
EVENING = datetime(2026, 9, 14, 22, 5, tzinfo=UTC)  # 5:05 PM in Jackson
NIGHT = datetime(2026, 9, 15, 3, tzinfo=UTC)  # 10 PM in Jackson
NUMBER = "+16015550142"
_sid = itertools.count(1)


@pytest.fixture
def school() -> Place:
    Installation.objects.create(kind="demo")
    make_activity()
    return make_school(office_phone="+16015550100")


@pytest.fixture
def child(school: Place) -> Child:
    return make_child(at=school)


@pytest.fixture
def guardian(school: Place, child: Child) -> Guardian:
    """An adult whose Monday text has arrived."""
    adult = make_guardian(of=child, phone=NUMBER)
    with inside(school):
        key = ContactPoint.objects.get(guardian=adult).number_key
        Greeted.objects.create(number_key=key, sender=sender_of(school))
    make_send(school, release_at=MORNING)
    services.work(district_id=child.district_id, by=SYSTEM, now=EVENING)
    return adult


def sender_of(place: Place, purpose: str = "learning") -> Sender:
    return ledger.senders_of(place.district_id or place.pk, purpose)["sms"]


def text(place: Place, words: str, *, number: str = NUMBER, now: datetime = EVENING, **payload: str) -> str:
    """A family's text arrives."""
    with inside(place):
        sender = sender_of(place)
        inbound = Inbound.objects.create(
            district_id=sender.district_id, sender=sender, kind="reply", provider_id=f"SM{next(_sid)}",
            payload={"From": number, "Body": words, **payload},
        )  # fmt: skip
        said = services.reply(inbound=inbound, by=SYSTEM, now=now)
        assert services.reply(inbound=inbound, by=SYSTEM, now=now) == ""
    return said


def kinds(place: Place) -> list[str]:
    with inside(place):
        return sorted(Touchpoint.objects.values_list("kind", flat=True))


def test_a_1_says_that_they_did_it(school: Place, guardian: Guardian) -> None:
    text(school, "Hice 1?")
    with inside(school):
        said = Reply.objects.get()
    assert (said.digit, said.guardian_id, said.channel) == (1, guardian.pk, "sms")
    assert said.answered_at
    assert {"heard-back", "took-part"} <= set(kinds(school))


def test_a_2_brings_the_easier_version_at_once_once_even_at_night_and_over_budget(
    school: Place, guardian: Guardian
) -> None:
    text(school, "2", now=NIGHT)
    text(school, "dos", now=NIGHT)
    services.work(district_id=guardian.district_id, by=SYSTEM, now=NIGHT)
    with inside(school):
        easier = Delivery.objects.get(slot="easier")
        assert Reply.objects.count() == 1
    assert (easier.state, easier.budget_week) == ("delivered", None)
    assert "EASIER" in easier.body
    assert "took-part" not in kinds(school)


def test_changing_ones_mind_keeps_the_last_word(school: Place, guardian: Guardian) -> None:
    text(school, "3")
    text(school, "1")
    with inside(school):
        assert list(Reply.objects.values_list("digit", flat=True)) == [1]


def test_words_wait_for_a_person(school: Place, guardian: Guardian) -> None:
    text(school, "Can I bring my baby Thursday?")
    with inside(school):
        waiting = queries.replies_waiting(school).get()
        assert waiting.words == "Can I bring my baby Thursday?"
        sent = services.answer(reply=waiting, words="Yes, bring the baby!", by=SYSTEM, now=NIGHT)
        assert sent is not None
        assert sent.body == f"{school.text_name}: Yes, bring the baby!"
        assert sent.due_at == datetime(2026, 9, 15, 12, 30, tzinfo=UTC)  # 7:30 in the morning
        assert not queries.replies_waiting(school).exists()


def test_a_thank_you_is_closed_without_an_answer(school: Place, guardian: Guardian) -> None:
    text(school, "Thank you")
    with inside(school):
        assert services.answer(reply=queries.replies_waiting(school).get(), words="", by=SYSTEM) is None
        assert not queries.replies_waiting(school).exists()
        assert not Delivery.objects.filter(slot="answer").exists()


def test_an_answer_that_is_too_long_is_refused(school: Place, guardian: Guardian) -> None:
    text(school, "hello?")
    with inside(school), pytest.raises(Refusal) as no:
        services.answer(reply=queries.replies_waiting(school).get(), words="x" * 481, by=SYSTEM)
    assert no.value.code == "too-long"


def test_words_of_a_family_that_got_nothing_lately_still_reach_a_person(school: Place, child: Child) -> None:
    make_guardian(of=child, phone=NUMBER)
    text(school, "What time is the meeting?")
    with inside(school):
        assert queries.replies_waiting(school).get().delivery_id is None


# -- STOP ------------------------------------------------------------------------------------------------------------


def test_stop_ends_what_this_sender_serves_says_so_once_and_leaves_the_rest(school: Place, guardian: Guardian) -> None:
    with inside(school):
        services.set_sender(
            district=guardian.district,
            purpose="emergency",
            channel="sms",
            carrier="outbox",
            address="emergency",
            by=SYSTEM,
        )
    text(school, "please take me off this list", now=NIGHT)
    text(school, "STOP", now=NIGHT)
    services.work(district_id=guardian.district_id, by=SYSTEM, now=NIGHT)
    with inside(school):
        answer = Delivery.objects.get(slot="answer")
        assert (answer.state, "START" in answer.body) == ("delivered", True)
        assert [one.sender.purpose for one in OptOut.objects.all()] == ["learning"]
        ledger_lines = list(Consent.objects.values_list("purpose", "given", "basis", "channel"))
    assert ledger_lines == [("learning", False, "reply", "sms")]
    services.work(district_id=guardian.district_id, by=SYSTEM, now=EVENING + timedelta(days=2))
    with inside(school):
        assert Delivery.objects.get(slot="try").why_held == "opted-out"


def test_the_next_week_goes_by_another_way_to_who_stopped_texts(school: Place, guardian: Guardian) -> None:
    text(school, "ALTO")
    send = make_send(school, week=MONDAY + timedelta(weeks=1))
    with inside(school):
        assert [one.channel for one in Delivery.objects.filter(send=send)] == ["print"]


def test_start_brings_it_back(school: Place, guardian: Guardian) -> None:
    text(school, "stop")
    text(school, "START")
    assert OptOut.objects.get().lifted_at
    with inside(school):
        assert list(Consent.objects.order_by("pk").values_list("given", flat=True)) == [False, True]
    text(school, "stop")
    assert OptOut.objects.filter(lifted_at__isnull=True).count() == 1


def test_stop_from_a_number_that_nobody_holds_is_kept_and_answered(school: Place) -> None:
    said = text(school, "STOP", number="+16015559999")
    assert "No more learning ideas" in said
    assert OptOut.objects.count() == 1


def test_the_providers_own_stop_is_recorded_and_not_answered_twice(school: Place, guardian: Guardian) -> None:
    text(school, "STOP", OptOutType="STOP")
    assert OptOut.objects.get().source == "provider-block"
    with inside(school):
        assert not Delivery.objects.filter(slot="answer").exists()


def test_help_says_who_and_names_a_person_to_call(school: Place, guardian: Guardian) -> None:
    text(school, "AYUDA")
    with inside(school):
        assert "(601) 555-0100" in Delivery.objects.get(slot="answer").body


@pytest.mark.parametrize("word", ["LINK", "Enlace"])
def test_link_brings_the_way_to_ones_own_page_without_a_name(
    school: Place, guardian: Guardian, child: Child, word: str
) -> None:
    text(school, word)
    with inside(school):
        body = Delivery.objects.get(slot="answer").body
        assert not Reply.objects.exists()
    path = body[body.index("/f/") :].strip()
    assert Client().get(path).status_code == 200
    assert child.given_name not in body
    assert measure(body).segments == 1


def test_a_stranger_who_asks_for_a_link_gets_none(school: Place, guardian: Guardian) -> None:
    answer = text(school, "LINK", number="+16015550177")
    assert "/f/" not in str(answer)
    with inside(school):
        assert not Delivery.objects.filter(slot="answer").exists()


# -- by link and on paper --------------------------------------------------------------------------------------------


def test_a_family_answers_on_its_page(school: Place, guardian: Guardian) -> None:
    with inside(school):
        delivery = Delivery.objects.get(slot="why")
        said = services.reply_by_link(guardian=guardian, delivery=delivery, digit=2, by=SYSTEM, now=EVENING)
        assert said.digit == 2
        assert Delivery.objects.filter(slot="easier").count() == 1
        item = queries.week_of(guardian, MONDAY)[0]
    assert item.digit == 2


@pytest.mark.parametrize(("digit", "code"), [(4, "not-a-digit"), (1, "not-yours")])
def test_a_page_refuses_what_it_cannot_take(
    school: Place, guardian: Guardian, child: Child, digit: int, code: str
) -> None:
    other = make_guardian(of=child)
    with inside(school), pytest.raises(Refusal) as no:
        services.reply_by_link(guardian=other, delivery=Delivery.objects.get(slot="why"), digit=digit, by=SYSTEM)
    assert no.value.code == code


@pytest.fixture
def pack(school: Place) -> Pack:
    room = make_classroom(at=school)
    make_guardian(of=make_child(classroom=room), phone="")
    make_send(school, release_at=MORNING)
    with inside(school):
        return Pack.objects.get()


def test_handing_out_a_pack_is_one_tap_and_its_children_received_it(school: Place, pack: Pack) -> None:
    with inside(school):
        services.hand_out(pack=pack, by=SYSTEM, now=EVENING)
        services.hand_out(pack=pack, by=SYSTEM, now=NIGHT)
        assert Pack.objects.get().handed_out_at == EVENING
        assert Delivery.objects.get(channel="print").state == "delivered"
    assert kinds(school) == ["delivered", "invited"]


def test_a_code_that_comes_back_says_that_the_paper_arrived(school: Place, pack: Pack) -> None:
    with inside(school):
        code = Delivery.objects.get(channel="print").return_code
        said = services.key_in(place=school, code=code.lower().replace(" ", "-"), digit=1, by=SYSTEM, now=EVENING)
        assert said.channel == "print"
        assert queries.packs(school)[0].returned == 1
    assert kinds(school) == ["delivered", "heard-back", "invited", "took-part"]


def test_a_2_on_paper_puts_the_easier_version_into_the_next_pack(school: Place, pack: Pack) -> None:
    with inside(school):
        code = Delivery.objects.get(channel="print").return_code
        services.key_in(place=school, code=code, digit=2, by=SYSTEM, now=EVENING)
    send = make_send(school, week=MONDAY + timedelta(weeks=1), release_at=MORNING + timedelta(weeks=1))
    with inside(school):
        easier = Delivery.objects.get(slot="easier")
        assert easier.pack == Pack.objects.get(send=send)
        assert (easier.state, len(easier.return_code) > 5) == ("sent", True)
        assert easier.pack is not None
        assert queries.pack_pdf(easier.pack).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("code", "digit", "refusal"), [("K7M 4Q2", 1, "unknown-code"), ("", 1, "unknown-code"), ("real", 0, "not-a-digit")]
)
def test_a_mistyped_code_is_refused(school: Place, pack: Pack, code: str, digit: int, refusal: str) -> None:
    with inside(school), pytest.raises(Refusal) as no:
        services.key_in(place=school, code=code, digit=digit, by=SYSTEM)
    assert no.value.code == refusal


def test_another_schools_code_is_unknown_here(school: Place, pack: Pack) -> None:
    neighbor = make_school(at=school.district)
    with inside(school):
        code = Delivery.objects.get(channel="print").return_code
        with pytest.raises(Refusal) as no:
            services.key_in(place=neighbor, code=code, digit=1, by=SYSTEM)
    assert no.value.code == "unknown-code"


def test_paper_of_a_week_that_is_not_sent_is_not_handed_out(school: Place) -> None:
    make_guardian(of=make_child(at=school), phone="")
    make_send(school)
    with inside(school), pytest.raises(Refusal) as no:
        services.hand_out(pack=Pack.objects.get(), by=SYSTEM)
    assert no.value.code == "not-released"

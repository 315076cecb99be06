"""Hearing back: by text, by the family's page, on paper; and answering."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.families.access import make_link
from frontporch.families.models import ContactPoint, Edge, Enrollment, Guardian
from frontporch.families.services import record_consent
from frontporch.lib import phones
from frontporch.lib.codes import read_return_code
from frontporch.lib.dates import school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.outreach import ledger, rules
from frontporch.outreach.answers import queue_easier, queue_words
from frontporch.outreach.layout import text_name, zone_named
from frontporch.outreach.models import Channel, Delivery, Inbound, OptOut, Pack, Reply, Send, Sender, Touchpoint
from frontporch.places.models import Place
from frontporch.places.queries import site_of, zone_of

DIGITS = (1, 2, 3)
REMEMBERED = timedelta(days=14)  # a digit answers the last message of this long
LONGEST = 480  # characters of a person's answer: three segments
_ARRIVED = (Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.UNKNOWN)
_ANSWERABLE = (*ledger.LEARNING_SLOTS, Delivery.Slot.EASIER)


@transaction.atomic
def reply(*, inbound: Inbound, by: Actor, now: datetime | None = None) -> str:
    """Understand one stored text of a family: a digit, STOP, HELP, LINK, or words for a person. Idempotent per inbound.

    Returns the words to answer in the provider's response; empty when there is nothing to say or the answer goes out as
    a delivery of its own (a number that nobody here holds has no deliveries).
    """
    moment = now or timezone.now()
    inbound = Inbound.objects.select_for_update().select_related("sender", "district").get(pk=inbound.pk)
    if inbound.done_at:
        return ""
    number = phones.normalize(str(inbound.payload.get("From", ""))) or ""
    key, words = ledger.key_of(ContactPoint.Kind.PHONE, number), str(inbound.payload.get("Body", ""))
    like = _last_message(inbound.district, key, moment) or _blank(inbound.sender, key)
    blocked = str(inbound.payload.get("OptOutType", "")).upper() == "STOP"
    reading = rules.Reading("stop") if blocked else rules.read(words)
    said = ""
    if reading.kind in ("stop", "help", "link", "start"):
        said = _obey(reading.kind, inbound, key, like, quietly=blocked, now=moment, by=by)
    elif like is not None:
        _hear(like, digit=reading.digit, words="" if reading.digit else words, now=moment)
    inbound.done_at = moment
    inbound.save(update_fields=["done_at"])
    record(
        "outreach.reply", target=inbound, by=by, place_id=inbound.district_id, kind=reading.kind, digit=reading.digit
    )
    return said


def _last_message(district: Place, number_key: str, now: datetime) -> Delivery | None:
    sent = Delivery.objects.filter(
        district=district, number_key=number_key, channel=Channel.SMS, state__in=_ARRIVED, slot__in=_ANSWERABLE,
        due_at__gte=now - REMEMBERED,
    )  # fmt: skip
    return sent.select_related("place").order_by("-due_at", "-id").first()


def _blank(sender: Sender, number_key: str) -> Delivery | None:
    """Who holds a number that got nothing lately, in the shape of a message without an id; None: nobody here."""
    point = (
        ContactPoint.objects.filter(district=sender.district_id, number_key=number_key).order_by("state", "pk").last()
    )
    if point is None:
        return None
    children = Edge.objects.filter(guardian=point.guardian_id).may_learn().values("child")
    home = Enrollment.objects.filter(child__in=children).on(timezone.localdate()).select_related("place").first()
    reads = point.guardian.reads
    language, reads_it = rules.language_for(reads, ("en", "es"))
    return Delivery(
        id=None,  # type: ignore[misc]  # not a row: only who and where
        district_id=sender.district_id, place=home.place if home else sender.district, guardian=point.guardian,
        contact_point=point, number_key=number_key, children=[], channel=Channel.SMS, purpose=sender.purpose,
        language=language, reads_it=reads_it,
    )  # fmt: skip


# -- STOP, HELP, LINK, START -----------------------------------------------------------------------------------------------


def _obey(
    kind: str, inbound: Inbound, key: str, like: Delivery | None, *, quietly: bool, now: datetime, by: Actor
) -> str:
    """Do what the word asks and say so once: as a delivery to whom we know, in the provider's answer to whom we don't."""
    sender = inbound.sender
    name = text_name(like.place) if like else sender.district.text_name or sender.district.name[:14]
    language = like.language if like else rules.DEFAULT
    if kind == "stop":
        stopped = _stop(
            sender, key, like, inbound=inbound, source="provider-block" if quietly else "reply", now=now, by=by
        )
        if stopped is None or quietly:
            return ""
        auto, body = f"auto:stop:{stopped.pk}", rules.stopped_text(name, language)
    elif kind == "start":
        return _start(sender, key, like, inbound=inbound, now=now, by=by)
    elif kind == "link" and like is not None:
        link = f"{settings.PUBLIC_URL}{make_link(like.guardian)}"
        auto, body = f"auto:link:{inbound.pk}", rules.link_text(name, link, language)
    else:  # a stranger who asks for a link hears who we are and whom to call
        phone = (like.place.office_phone if like else "") or sender.district.office_phone
        shown = phones.show(phone) if phone else name
        auto, body = f"auto:help:{inbound.pk}", rules.help_text(name, shown, language)
    if like is None:
        return body
    queue_words(like, key=auto, body=body, now=now)
    return ""


def _stop(
    sender: Sender, key: str, like: Delivery | None, *, inbound: Inbound, source: str, now: datetime, by: Actor
) -> OptOut | None:
    """What this sender serves stops, and nothing else; None if it had stopped already."""
    stopped, new = OptOut.objects.get_or_create(
        number_key=key, sender=sender, lifted_at=None, defaults={"source": source, "at": now}
    )
    if new:
        _write_consent(sender, key, like, given=False, basis=source, inbound=inbound, by=by)
    return stopped if new else None


def _start(sender: Sender, key: str, like: Delivery | None, *, inbound: Inbound, now: datetime, by: Actor) -> str:
    if OptOut.objects.filter(number_key=key, sender=sender, lifted_at__isnull=True).update(lifted_at=now):
        _write_consent(sender, key, like, given=True, basis="reply", inbound=inbound, by=by)
    return ""


def _write_consent(
    sender: Sender, key: str, like: Delivery | None, *, given: bool, basis: str, inbound: Inbound, by: Actor
) -> None:
    record_consent(
        district=sender.district, number_key=key, channel=sender.channel, purpose=sender.purpose, given=given, basis=basis,
        guardian=like.guardian if like else None, proof=f"outreach.inbound:{inbound.pk}", by=by,
    )  # fmt: skip


# -- digits and words ------------------------------------------------------------------------------------------------


def _hear(delivery: Delivery, *, digit: int | None, words: str, now: datetime, easier: bool = True) -> Reply:
    """Write down what a family said, and answer a 2 with the easier version at once."""
    answers = delivery.id is not None
    facts = {
        "district_id": delivery.district_id, "place_id": delivery.place_id, "activity": delivery.activity,
        "channel": delivery.channel, "school_year": school_year_of(ledger.local_day(now)), "at": now,
    }  # fmt: skip
    if digit and answers:
        said, _new = Reply.objects.update_or_create(
            delivery_id=delivery.id, guardian_id=delivery.guardian_id, digit__isnull=False,
            defaults={**facts, "digit": digit, "answered_at": now},
        )  # fmt: skip
    else:
        said = Reply.objects.create(
            **facts, delivery_id=delivery.id, guardian_id=delivery.guardian_id, digit=digit, words=words,
            answered_at=now if digit else None,
        )  # fmt: skip
    if answers:
        one = [(delivery.school_year, delivery.id)]
        ledger.touch(one, Touchpoint.Kind.HEARD_BACK, ledger.local_day(now))
        if digit == 1:
            ledger.touch(one, Touchpoint.Kind.TOOK_PART, ledger.local_day(now))
        if digit == 2 and easier:
            queue_easier(delivery, now=now)
    return said


def _check_digit(digit: int) -> None:
    if digit not in DIGITS:
        raise Refusal("not-a-digit", _("Choose 1, 2 or 3."))


@transaction.atomic
def key_in(*, place: Place, code: str, digit: int, by: Actor, now: datetime | None = None) -> Reply:
    """Type in what a family circled on paper, by the sheet's return code; it also proves that the sheet arrived.

    Refuses a code that is mistyped or not of this place (`unknown-code`) and a digit other than 1, 2, 3 (`not-a-digit`).
    """
    moment = now or timezone.now()
    _check_digit(digit)
    number = read_return_code(code)
    sheets = Delivery.objects.filter(channel=Channel.PRINT, place__in=Place.objects.under(site_of(place)))
    known = sheets.select_related("place").exclude(state=Delivery.State.PLANNED)
    delivery = None if number is None else known.filter(id=number).first()
    if delivery is None:
        raise Refusal(
            "unknown-code", _("Look at the code again. It has two groups of letters and numbers, like K7M 4Q2.")
        )
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENT).update(
        state=Delivery.State.DELIVERED, delivered_at=moment
    )
    ledger.touch([(delivery.school_year, delivery.id)], Touchpoint.Kind.DELIVERED, ledger.local_day(moment))
    said = _hear(delivery, digit=digit, words="", now=moment)
    record("outreach.key_in", target=said, by=by, place_id=delivery.place_id, digit=digit)
    return said


@transaction.atomic
def reply_by_link(
    *, guardian: Guardian, delivery: Delivery, digit: int, by: Actor, now: datetime | None = None
) -> Reply:
    """A family answers on its page. 2 sends the easier version once, at once; the page shows it too.

    Refuses a delivery of somebody else (`not-yours`) and a digit other than 1, 2, 3 (`not-a-digit`).
    """
    moment = now or timezone.now()
    _check_digit(digit)
    if delivery.guardian_id != guardian.pk:
        raise Refusal("not-yours", _("This page belongs to another family. Open the link in your own message."))
    said = _hear(delivery, digit=digit, words="", now=moment, easier=delivery.channel != Channel.PRINT)
    record("outreach.reply_by_link", target=said, by=by, place_id=delivery.place_id, digit=digit)
    return said


@transaction.atomic
def answer(*, reply: Reply, words: str, by: Actor, now: datetime | None = None) -> Delivery | None:
    """A person answers a family's words by the channel they came on; empty words only close it ("no answer needed").

    In quiet hours it waits for the morning. Refuses an answer of more than 480 characters (`too-long`) and one to a
    family that has no number or address to answer to (`no-way-back`).
    """
    moment = now or timezone.now()
    words = words.strip()
    if len(words) > LONGEST:
        raise Refusal("too-long", _("Make it shorter: 480 letters at most."))
    reply = Reply.objects.select_for_update().select_related("place", "guardian").get(pk=reply.pk)
    sent = _write_back(reply, words, moment) if words else None
    Reply.objects.filter(pk=reply.pk, answered_at__isnull=True).update(answered_at=moment)
    record("outreach.answer", target=reply, by=by, place_id=reply.place_id, in_words=bool(words))
    return sent


def _write_back(reply: Reply, words: str, now: datetime) -> Delivery | None:
    last = Delivery.objects.filter(guardian=reply.guardian, channel=reply.channel, contact_point__isnull=False)
    like = last.filter(id=reply.delivery_id or 0).first() or last.order_by("-due_at").first()
    if like is None or reply.channel == Channel.PRINT:
        raise Refusal("no-way-back", _("There is no number to answer to. Call, or send a note home."))
    like.place = reply.place
    zone = zone_named(reply.guardian.time_zone, zone_of(reply.place))
    body = rules.text_of(text_name(reply.place), words)
    return queue_words(like, key=f"answer:{reply.pk}", body=body, now=now, due_at=rules.next_allowed(now, zone))


@transaction.atomic
def hand_out(*, pack: Pack, by: Actor, now: datetime | None = None) -> Pack:
    """Mark a class's paper as handed out: its children received it. Again is harmless.

    Refuses a pack whose send is not released (`not-released`).
    """
    moment = now or timezone.now()
    pack = Pack.objects.select_for_update(of=("self",)).select_related("send").get(pk=pack.pk)
    if pack.send.status == Send.Status.PLANNED:
        raise Refusal("not-released", _("Send the week first. Then its paper can be handed out."))
    if pack.handed_out_at:
        return pack
    pack.handed_out_at = moment
    pack.save(update_fields=["handed_out_at"])
    of_pack = Delivery.objects.filter(pack=pack, state=Delivery.State.SENT)
    ids = list(of_pack.values_list("school_year", "id"))
    of_pack.update(state=Delivery.State.DELIVERED, delivered_at=moment)
    ledger.touch(ids, Touchpoint.Kind.DELIVERED, ledger.local_day(moment))
    record("outreach.hand_out", target=pack, by=by, place_id=pack.send.place_id, sheets=len(ids))
    return pack

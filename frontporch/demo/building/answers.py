"""What families write back: digits by text, page and paper, now and then words, rarely STOP; and what staff answer."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from frontporch.audit.models import SYSTEM, Actor
from frontporch.demo.building.ground import leader
from frontporch.demo.building.town import Town
from frontporch.families.models import Guardian
from frontporch.outreach import services as outreach
from frontporch.outreach.models import Channel, Delivery, Reply, Sender

ANSWERING, ANSWERS = 0.4, 0.15  # the share of adults who ever answer, and of their weeks in which they do
_WORDS, _STOPS = 0.12, 0.01  # of those answers
_DIGITS, _DIGIT_WEIGHTS = (1, 2, 3), (0.7, 0.18, 0.12)
_LEFT_WAITING = timedelta(days=8)  # younger words wait for the reader of the demo
_SOME = 3  # so many wait at the demo's own school, whatever chance says

_SAID = {
    "en": ("We did it at supper. Everybody laughed.", "She wants to do this one again!", "Could you send one for math too?",
           "I work nights. Can I do these in the morning?", "His big sister did it with him.", "Who do I ask about a ride?"),
    "es": ("Lo hicimos en la cena. Nos gustó mucho.", "¿Me pueden mandar uno de números?", "Mi mamá lo hizo con ella.",
           "¿A quién le pregunto por el transporte?"),
    "ar": ("قرأنا معا قبل النوم", "من أسأل عن الحافلة؟"),
    "vi": ("Con tôi rất thích.", "Tôi hỏi ai về xe buýt?"),
}  # fmt: skip
_ANSWERED = {
    "en": "Thank you for telling us. That helps us plan next week.",
    "es": "Gracias por contarnos. Eso nos ayuda a planear la próxima semana.",
}


def answer_messages(town: Town, sent: list[Delivery], moment: datetime) -> None:
    """Answers to texts and mails of one day, an hour and a half later."""
    senders = {one.channel: one for one in Sender.objects.filter(district=town.tenant)}
    for delivery in sent:
        if not _answers(delivery.guardian) or town.draw.random() > ANSWERS:
            continue
        if delivery.channel == Channel.SMS:
            _text(town, delivery, senders[Channel.SMS], moment)
        else:
            by = Actor("guardian", str(delivery.guardian_id))
            outreach.reply_by_link(
                guardian=delivery.guardian, delivery=delivery, digit=_digit(town.draw), by=by, now=moment
            )


def _text(town: Town, delivery: Delivery, sender: Sender, moment: datetime) -> None:
    chance = town.draw.random()
    body = str(_digit(town.draw))
    if delivery.place == town.own_site and moment > town.now - _LEFT_WAITING and town.words_waiting < _SOME:
        town.words_waiting += 1
        chance = _STOPS
    if chance < _STOPS:
        body = "STOP"
    elif chance < _STOPS + _WORDS:
        body = town.draw.choice(_SAID.get(delivery.guardian.reads, _SAID["en"]))
    point = delivery.contact_point
    if point is None:
        return
    told = outreach.store(
        sender=sender,
        kind="reply",
        provider_id=f"demo-{delivery.id}",
        payload={"From": point.value, "Body": body},
        by=SYSTEM,
    )
    outreach.reply(inbound=told, by=SYSTEM, now=moment)


def key_in_sheets(town: Town, sheets: list[Delivery], moment: datetime) -> None:
    """Some half-sheets come back with a circled face; staff type in the code."""
    for sheet in sheets:
        if _answers(sheet.guardian) and town.draw.random() < ANSWERS:
            by = leader(sheet.place)
            outreach.key_in(place=sheet.place, code=sheet.return_code, digit=_digit(town.draw), by=by, now=moment)


def answer_words(town: Town, moment: datetime) -> None:
    """Staff answer what was written; the newest words still wait."""
    waiting = Reply.objects.filter(place__in=town.sites, digit=None, answered_at=None).select_related(
        "guardian", "place"
    )
    for reply in waiting.filter(at__lt=min(moment, town.now - _LEFT_WAITING)).order_by("pk"):
        words = _ANSWERED["es" if reply.guardian.reads == "es" else "en"]
        outreach.answer(reply=reply, words=words, by=leader(reply.place), now=moment)


def _answers(guardian: Guardian) -> bool:
    """Who answers at all stays the same adult all term."""
    return random.Random(f"answers:{guardian.sourced_id}").random() < ANSWERING


def _digit(draw: random.Random) -> int:
    return draw.choices(_DIGITS, _DIGIT_WEIGHTS)[0]

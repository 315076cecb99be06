"""Messages that answer somebody: the easier version, confirmations, a person's words. One each, whatever happens."""

from __future__ import annotations

from datetime import datetime

from frontporch.lib.dates import school_year_of
from frontporch.outreach.layout import text_name
from frontporch.outreach.ledger import local_day, wake
from frontporch.outreach.models import Channel, Delivery
from frontporch.toolkit.models import ActivityText


def queue_easier(delivery: Delivery, *, now: datetime) -> Delivery | None:
    """The easier version of what this message was about, at once, once, the same way; on paper with the next pack."""
    if delivery.slot == Delivery.Slot.EASIER:
        return None  # there is nothing easier than the easier version
    text = ActivityText.objects.filter(activity__code=delivery.activity, language=delivery.language).first()
    if text is None:
        return None
    paper = delivery.channel == Channel.PRINT
    bodies = {
        Channel.SMS: f"{text_name(delivery.place)}: {text.sms_easier}", Channel.EMAIL: f"{text.title}\n\n{text.easier}",
    }  # fmt: skip
    return _queue(
        delivery, slot=Delivery.Slot.EASIER, key=f"easier:{delivery.id}", now=now, body=bodies.get(Channel(delivery.channel), ""),
        state=Delivery.State.PLANNED if paper else Delivery.State.DUE,
    )  # fmt: skip


def queue_words(
    like: Delivery, *, key: str, body: str, now: datetime, due_at: datetime | None = None
) -> Delivery | None:
    """A text or mail of our own to where that message went; the same key goes out once."""
    return _queue(like, slot=Delivery.Slot.ANSWER, key=key, now=now, body=body, state=Delivery.State.DUE, due_at=due_at)


def _queue(
    like: Delivery, *, slot: str, key: str, now: datetime, body: str, state: str, due_at: datetime | None = None
) -> Delivery | None:
    """A new message to the holder of another one; None if its key was there already."""
    about = slot == Delivery.Slot.EASIER
    made = Delivery(
        school_year=school_year_of(local_day(now)), district_id=like.district_id, place_id=like.place_id,
        guardian_id=like.guardian_id, contact_point_id=like.contact_point_id, number_key=like.number_key,
        children=like.children if about else [], channel=like.channel, slot=slot, purpose=like.purpose,
        language=like.language, reads_it=like.reads_it, activity=like.activity if about else "",
        reason=like.reason if about else {}, body=body, key=key, state=state, due_at=due_at or now,
    )  # fmt: skip
    if Delivery.objects.filter(key=key, school_year__gte=made.school_year - 1).exists():
        return None
    Delivery.objects.bulk_create([made], ignore_conflicts=True)
    if state == Delivery.State.DUE and made.due_at <= now:
        wake(like.district_id, urgent=True)
    return Delivery.objects.get(school_year=made.school_year, key=key)

"""A site's week: say what it works on, lay it out, let it go, stop it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.families.models import Purpose
from frontporch.lib.dates import school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.outreach import channels, departure, layout, ledger, rules
from frontporch.outreach.models import Channel, Delivery, Focus, Send, Sender, Touchpoint
from frontporch.places.models import Place

LATE = timedelta(hours=6)  # a why or a next whose time is longer past than this has lost its moment


@transaction.atomic
def set_sender(*, district: Place, purpose: str, channel: str, carrier: str, address: str, by: Actor) -> Sender:
    """Say which number or address serves one purpose on one channel of a district, and which folder of `channels/`
    speaks for it.

    Refuses a carrier that is not installed (`unknown-carrier`) and an address in use elsewhere (`address-taken`).
    """
    if purpose not in Purpose.values or channel not in Channel.values:
        raise Refusal("unknown-channel", _("Choose a purpose and a channel from the list."))
    if carrier not in channels.NAMES:
        raise Refusal("unknown-carrier", _("Choose a way to send that is installed: %s.") % ", ".join(channels.NAMES))
    ours = Sender.objects.filter(district=district, purpose=purpose, channel=channel)
    if Sender.objects.filter(channel=channel, address=address).exclude(pk__in=ours).exists():
        raise Refusal("address-taken", _("That number or address serves something else. One sender has one purpose."))
    sender, _new = Sender.objects.update_or_create(
        district=district, purpose=purpose, channel=channel, defaults={"carrier": carrier, "address": address}
    )
    record("outreach.set_sender", target=sender, by=by, place_id=district.pk, purpose=purpose, channel=channel)
    return sender


@transaction.atomic
def focus(  # noqa: PLR0913 - the seam between planning and outreach, one keyword per fact
    *, place: Place, goal: str, area: str, because: str, strategy: str, activities: Sequence[str], grades: Sequence[str],
    starts_on: date, ends_on: date, by: Actor,
) -> Focus:  # fmt: skip
    """Say what a place works on from a day to a day; saying it again for the same `goal` replaces it.

    Refuses days that run backward (`focus-runs-backward`).
    """
    if ends_on < starts_on:
        raise Refusal("focus-runs-backward", _("The last day must not come before the first."))
    facts = {
        "area": area, "because": because[:200], "strategy": strategy, "activities": list(dict.fromkeys(activities)),
        "grades": list(grades), "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    said, _new = Focus.objects.update_or_create(place=place, goal=goal, withdrawn_at=None, defaults=facts)
    record("outreach.focus", target=said, by=by, place_id=place.pk, area=area, goal=goal)
    return said


@transaction.atomic
def withdraw_focus(*, place: Place, goal: str, by: Actor) -> None:
    """Stop working on a goal. Weeks that are planned already stay as they are; nothing happens if there is none."""
    for said in Focus.objects.filter(place=place, goal=goal, withdrawn_at__isnull=True):
        said.withdrawn_at = timezone.now()
        said.save(update_fields=["withdrawn_at"])
        record("outreach.withdraw_focus", target=said, by=by, place_id=place.pk, goal=goal)


@transaction.atomic
def plan_week(*, place: Place, week: date, by: Actor, send_at: time | None = None) -> Send:
    """Choose each child's activity for the week of that Monday and lay out its messages, to be released by a person.

    Asking again brings a planned send up to date and leaves a released one alone. `send_at` is the time on the family's
    clock, 5 PM unless said. Refuses a place that is no school or center (`not-a-site`), a day that is no Monday
    (`not-a-monday`), a week without a day in session (`no-school-that-week`), a time in quiet hours (`quiet-hours`).
    """
    district = place.district
    if place.kind not in (Place.Kind.SCHOOL, Place.Kind.CENTER) or district is None:
        raise Refusal("not-a-site", _("A week is sent by a school or a center. Open one of them first."))
    if week.weekday() != 0:
        raise Refusal("not-a-monday", _("Choose the Monday of the week."))
    if send_at and rules.is_quiet(datetime.combine(week, send_at)):
        raise Refusal("quiet-hours", _("Choose a time from 7:30 AM to 8 PM."))
    if not layout.school_days(place, week):
        raise Refusal("no-school-that-week", _("No day of that week is in session. Choose another week."))
    send, _new = Send.objects.get_or_create(
        place=place, week=week, purpose=Purpose.LEARNING,
        defaults={"district": district, "school_year": school_year_of(week), "send_at": send_at or rules.SEND_AT},
    )  # fmt: skip
    send = Send.objects.select_for_update().select_related("place", "district").get(pk=send.pk)
    if send.status != Send.Status.PLANNED:
        return send
    if send_at and send_at != send.send_at:
        send.send_at = send_at
        send.save(update_fields=["send_at"])
    layout.clear(send)
    messages = layout.lay_out(send)
    record("outreach.plan_week", target=send, by=by, place_id=place.pk, week=week.isoformat(), messages=messages)
    return send


@transaction.atomic
def release(*, send: Send, by: Actor, now: datetime | None = None) -> Send:
    """Let a planned send go: texts and mails fall due at their times, paper is ready to print. Again is harmless.

    A number that has not heard from this sender yet is greeted first. What comes too late in its week is held; the try
    goes at once. Refuses a halted send (`send-halted`).
    """
    now = now or timezone.now()
    send = Send.objects.select_for_update().select_related("place", "district").get(pk=send.pk)
    if send.status == Send.Status.HALTED:
        raise Refusal("send-halted", _("This send was halted. Plan the next week."))
    if send.status == Send.Status.RELEASED:
        return send
    of_send = Delivery.objects.filter(send=send, state=Delivery.State.PLANNED)
    passing = of_send.filter(slot__in=(Delivery.Slot.WHY, Delivery.Slot.NEXT), due_at__lt=now - LATE)
    passing.update(state=Delivery.State.HELD, why_held="too-late")
    of_send.filter(channel=Channel.PRINT).update(state=Delivery.State.SENT, sent_at=now, due_at=now)
    departure.name_sheets(send)
    of_send.filter(due_at__lt=now).update(due_at=now)
    due = of_send.update(state=Delivery.State.DUE)
    welcomes = departure.greet(send)
    ledger.touch_send(send.pk, Touchpoint.Kind.INVITED, ledger.local_day(now))
    send.status, send.released_at = Send.Status.RELEASED, now
    send.save(update_fields=["status", "released_at"])
    record("outreach.release", target=send, by=by, place_id=send.place_id, due=due, welcomes=welcomes)
    ledger.wake(send.district_id)
    return send


@transaction.atomic
def halt(*, send: Send, by: Actor) -> Send:
    """Stop everything of a send that has not left yet. Again is harmless."""
    send = Send.objects.select_for_update().get(pk=send.pk)
    if send.status == Send.Status.HALTED:
        return send
    waiting = Delivery.objects.filter(send=send, state__in=(Delivery.State.PLANNED, Delivery.State.DUE))
    held = waiting.update(state=Delivery.State.HELD, why_held="halted")
    send.status = Send.Status.HALTED
    send.save(update_fields=["status"])
    record("outreach.halt", target=send, by=by, place_id=send.place_id, held=held)
    return send

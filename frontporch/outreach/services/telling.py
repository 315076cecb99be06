"""What providers tell us: stored first, understood afterwards, each thing once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.outreach import results
from frontporch.outreach.channels import Outcome, Result
from frontporch.outreach.channels.sms import NUMBERS_FAULT, OUTCOMES, STOPPED
from frontporch.outreach.models import Delivery, Inbound, Sender
from frontporch.outreach.services.hearing import reply
from frontporch.places.access import scope

REPLY, STATUS = "reply", "status"


@transaction.atomic
def store(*, sender: Sender, kind: str, provider_id: str, payload: dict[str, Any], by: Actor) -> Inbound:
    """Keep what a provider told us, before anybody thinks about it; the same thing again finds the first row."""
    found, new = Inbound.objects.get_or_create(
        sender=sender,
        kind=kind,
        provider_id=provider_id[:80],
        defaults={"district_id": sender.district_id, "payload": payload},
    )
    if new:
        record("outreach.store", target=found, by=by, place_id=sender.district_id, kind=kind)
    return found


@transaction.atomic
def report(*, inbound: Inbound, by: Actor, now: datetime | None = None) -> None:
    """Understand one stored status of a message. Late, doubled and out-of-order reports never undo a better one."""
    moment = now or timezone.now()
    inbound = Inbound.objects.select_for_update().select_related("district", "sender").get(pk=inbound.pk)
    if inbound.done_at:
        return
    outcome, code = _outcome(inbound.payload)
    delivery = _delivery(inbound)
    if delivery is not None and outcome is not None:
        told = Result(delivery.key, outcome, provider_id=str(inbound.payload.get("MessageSid", "")), code=code)
        results.write(
            district=inbound.district,
            results=[told],
            carrier=inbound.sender.carrier,
            now=moment,
            states=results.REPORTED,
        )
    inbound.done_at = moment
    inbound.save(update_fields=["done_at"])
    record("outreach.report", target=inbound, by=by, place_id=inbound.district_id, outcome=str(outcome or ""))


def _outcome(payload: dict[str, Any]) -> tuple[Outcome | None, str]:
    error = str(payload.get("ErrorCode") or "")
    code = f"twilio-{error}" if error else ""
    if error == str(STOPPED):
        return Outcome.BLOCKED, code
    said = OUTCOMES.get(str(payload.get("MessageStatus", "")))
    if said is Outcome.FAILED and error and int(error) not in NUMBERS_FAULT:
        return Outcome.FAILED, code  # the carrier's fault or the content's: it still did not arrive
    if said is None and payload.get("MessageStatus") == "sent":
        return Outcome.SENT, ""
    return said, code


def _delivery(inbound: Inbound) -> Delivery | None:
    """By the handle that we gave the provider, else by the id that it gave us."""
    ours = Delivery.objects.filter(district_id=inbound.district_id)
    year, _dash, key = str(inbound.payload.get("delivery", "")).partition("-")
    if year.isdecimal() and key.isdecimal():
        return ours.filter(school_year=int(year), id=int(key)).first()
    return ours.filter(provider_id=str(inbound.payload.get("MessageSid", "-"))).first()


def catch_up(*, district_id: int, by: Actor, now: datetime | None = None) -> int:
    """Understand what was stored and not understood, because something broke in between. Opens its own scope."""
    before = (now or timezone.now()) - timedelta(minutes=1)
    with scope(district_id):
        left = list(
            Inbound.objects.filter(district_id=district_id, done_at__isnull=True, at__lt=before).order_by("pk")[:500]
        )
    for one in left:
        with scope(district_id):
            (reply if one.kind == REPLY else report)(inbound=one, by=by, now=now)
    return len(left)

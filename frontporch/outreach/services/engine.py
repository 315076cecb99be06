"""The engine: claim, hand over, write down; and settle what a stopped worker left behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.lib.refusal import Refusal
from frontporch.outreach import channels, claims, results
from frontporch.outreach.models import Delivery
from frontporch.places.access import scope
from frontporch.places.models import Place

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What one round of `work` did, in deliveries."""

    claimed: int = 0
    sent: int = 0  # handed to the carrier, or delivered at once
    failed: int = 0
    later: int = 0  # back in line: quiet hours, or a fault that may pass
    held: int = 0  # a rule held it back
    unknown: int = 0


def work(*, district_id: int, by: Actor, limit: int = BATCH, now: datetime | None = None) -> Worked:
    """Send up to `limit` due messages of a district: claim in one transaction, hand over, write results in another.

    Opens its own scope. Opt-outs, no contact, quiet hours and the weekly budget of each number are asked again at the
    claim. Two workers never take the same row; a worker that dies leaves rows to `reconcile`.
    """
    moment = now or timezone.now()
    with scope(district_id):
        district = Place.objects.get(pk=district_id)
        claim = claims.claim(district=district, limit=limit, now=moment)
    done: Counter[str] = Counter(held=claim.held, later=claim.later, claimed=claim.claimed)
    for name, messages in claim.messages.items():
        channel = channels.carrier(name)
        for portion in claims.chunks(messages, channel.batch):
            answers = channel.send(portion)
            with scope(district_id):
                done += results.write(district=district, results=answers, carrier=name, now=now or timezone.now())
    if claim.claimed:
        with scope(district_id):
            record("outreach.work", target=("outreach.delivery", ""), by=by, place_id=district_id, **done)
    return Worked(**done)


def reconcile(*, district_id: int, by: Actor, now: datetime | None = None) -> Worked:
    """Settle what a stopped worker left claimed: ask the carrier by key; who cannot say is marked unknown, not resent.

    Only a carrier that is certain a message never left puts it back in line. Mail without a bounce for 72 hours
    becomes received here too. Opens its own scope.
    """
    moment = now or timezone.now()
    with scope(district_id):
        district = Place.objects.get(pk=district_id)
        results.count_mail_as_received(district=district, now=moment)
        left = claims.abandoned(district=district, now=moment, limit=BATCH * 10)
    done: Counter[str] = Counter()
    for name, messages in left.items():
        channel = channels.carrier(name)
        for portion in claims.chunks(messages, channel.batch):
            answers = channel.find(portion)
            with scope(district_id):
                done += results.write(district=district, results=answers, carrier=name, now=moment)
    if left:
        with scope(district_id):
            record("outreach.reconcile", target=("outreach.delivery", ""), by=by, place_id=district_id, **done)
    return Worked(**done)


@transaction.atomic
def settle(*, delivery: Delivery, went_out: bool, by: Actor) -> Delivery:
    """A person says what became of an unknown delivery; what did not go out is closed, not sent again.

    Refuses one that is not unknown (`not-unknown`).
    """
    now = timezone.now()
    open_one = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.UNKNOWN)
    if went_out:
        changed = open_one.update(state=Delivery.State.SENT, sent_at=now)
    else:
        changed = open_one.update(state=Delivery.State.FAILED, why_held="staff-word")
    if not changed:
        raise Refusal("not-unknown", _("This message is settled already."))
    delivery.refresh_from_db()
    record(
        "outreach.settle",
        target=("outreach.delivery", delivery.id),
        by=by,
        place_id=delivery.place_id,
        went_out=went_out,
    )
    return delivery

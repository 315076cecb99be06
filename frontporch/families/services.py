"""What people do to families: set a tier, note a consent, add a number, name a language."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.families import rules
from frontporch.families.models import Consent, ContactPoint, Edge, Guardian, Purpose, Source
from frontporch.families.queries import number_key
from frontporch.lib import phones
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place

CHANNELS = ("sms", "email", "print", "phone")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@transaction.atomic
def set_tier(*, edge: Edge, tier: str, document: str, by: Actor) -> Edge:
    """Say what an adult may know and decide about a child. Only people call this, never a feed.

    `document` names the paper on file and its date, such as "court order, 3/2/2026"; empty keeps the earlier one.
    Refuses an unknown tier, and without a paper: less than *decides* for a parent or guardian, and lifting no contact.
    """
    if tier not in Edge.Tier.values:
        raise Refusal("unknown-tier", _("Choose one of the tiers in the list."))
    edge = Edge.objects.select_for_update().get(pk=edge.pk)
    document = document.strip()
    if rules.needs_document(relation=edge.relation, before=edge.tier, after=tier) and not document:
        said = _("Write which paper is on file and its date, such as: court order, 3/2/2026.")
        raise Refusal("document-needed", said)
    before, edge.tier, edge.tier_source = edge.tier, tier, Source.STAFF
    edge.document = document or edge.document
    edge.gone_on = None  # a person vouches for it: a feed's silence no longer ends it
    edge.save(update_fields=["tier", "tier_source", "document", "gone_on"])
    record("families.set_tier", target=edge, by=by, place_id=edge.district_id, before=before, after=tier)
    return edge


@transaction.atomic
def record_consent(  # noqa: PLR0913 - one keyword for each column of the ledger
    *, district: Place, number_key: str, channel: str, purpose: str, given: bool, basis: str, by: Actor,
    guardian: Guardian | None = None, proof: str = "",
) -> Consent:  # fmt: skip
    """Add one line to the ledger: this number or address says yes or no to this purpose on this channel.

    The latest line counts. `proof` holds ids, never a person's words. Refuses an unknown channel or purpose.
    """
    if channel not in CHANNELS or purpose not in Purpose.values:
        raise Refusal("unknown-consent", _("Say which channel and which purpose this yes or no is about."))
    line = Consent.objects.create(
        district=district, guardian=guardian, number_key=number_key, channel=channel, purpose=purpose, given=given,
        basis=basis, proof=proof,
    )  # fmt: skip
    record(
        "families.record_consent", target=line, by=by, place_id=district.pk, given=given, purpose=purpose,
        channel=channel, basis=basis,
    )  # fmt: skip
    return line


@transaction.atomic
def add_contact_point(
    *, guardian: Guardian, kind: str, value: str, source: str, by: Actor, takes_texts: bool = True
) -> ContactPoint:
    """Add a number or address of one adult as a family or staff member said it; saying it again revives it.

    Refuses a number that nobody could be reached by and an e-mail address without its parts.
    """
    value = _read(kind, value)
    facts = {
        "number_key": number_key(kind, value), "takes_texts": takes_texts, "source": source, "failures": 0,
        "state": ContactPoint.State.WORKS, "gone_on": None, "district_id": guardian.district_id,
    }  # fmt: skip
    point, new = ContactPoint.objects.update_or_create(guardian=guardian, kind=kind, value=value, defaults=facts)
    record(
        "families.add_contact_point",
        target=point,
        by=by,
        place_id=guardian.district_id,
        kind=kind,
        source=source,
        new=new,
    )
    return point


def _read(kind: str, value: str) -> str:
    if kind == ContactPoint.Kind.PHONE:
        number = phones.normalize(value)
        if number is None:
            raise Refusal("unreadable-number", _("Write the phone number with its area code, like 601-555-0100."))
        return number
    if kind == ContactPoint.Kind.EMAIL:
        address = value.strip().lower()
        if not _EMAIL.fullmatch(address):
            raise Refusal("unreadable-email", _("Write the whole e-mail address, like maria@example.org."))
        return address
    return " ".join(value.split())


@transaction.atomic
def set_language(*, guardian: Guardian, reads: str, speaks: str, source: str, by: Actor) -> Guardian:
    """Say which language an adult reads and which they speak; "" is unknown, "zxx" reads none.

    Refuses words that name no language. A family's or staff member's word stands against later feeds.
    """
    tags = {"reads": _language(reads), "speaks": _language(speaks)}
    guardian.reads, guardian.speaks, guardian.language_source = tags["reads"], tags["speaks"], source
    guardian.save(update_fields=["reads", "speaks", "language_source"])
    record("families.set_language", target=guardian, by=by, place_id=guardian.district_id, source=source, **tags)
    return guardian


def _language(word: str) -> str:
    if word == "zxx":
        return word
    tag = rules.language_tag(word)
    if tag is None:
        raise Refusal("unknown-language", _("Choose a language from the list."))
    return tag

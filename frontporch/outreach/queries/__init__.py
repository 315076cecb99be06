"""What outreach knows: a family's week, what waits to be sent, who was reached. All inside an open tenant scope."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from frontporch.families.models import Guardian
from frontporch.outreach.models import Delivery, Pack, Reply, Send, Touchpoint
from frontporch.outreach.queries.rows import (
    Counts,
    NotReached,
    PackCard,
    PickCard,
    Preview,
    Quiet,
    Reach,
    ReachRow,
    SendCard,
    WeekItem,
)
from frontporch.places.models import Place

__all__ = [
    "Counts", "NotReached", "PackCard", "PickCard", "Preview", "Quiet", "Reach", "ReachRow", "SendCard", "WeekItem",
    "counts", "not_reached", "pack_pdf", "packs", "previews", "quiet_families", "reach", "replies_waiting",
    "sends_to_release", "touchpoints", "unknown", "week_of",
]  # fmt: skip


def week_of(guardian: Guardian, on: date) -> list[WeekItem]:
    """What this adult got in the week of that day, the newest week if there is none; never about a no-contact child."""
    raise NotImplementedError


def sends_to_release(place: Place) -> list[SendCard]:
    """Planned sends of a site (or of every site beneath a place), the nearest week first, with counts and picks."""
    raise NotImplementedError


def counts(send: Send, classroom: Place | None = None) -> Counts:
    """Children by the best way each has: "22 by text, 2 on paper, 1 no working way"; of one class if given."""
    raise NotImplementedError


def previews(send: Send) -> list[Preview]:
    """Every distinct body of a send, by activity, slot and language, as it will be read."""
    raise NotImplementedError


def replies_waiting(place: Place) -> QuerySet[Reply]:
    """Words of families that wait for a person, oldest first, at a site or class or beneath a place."""
    raise NotImplementedError


def quiet_families(place: Place, on: date, days: int = 30) -> list[Quiet]:
    """Children enrolled that day of whom nobody was heard for `days` days, the longest silence first."""
    raise NotImplementedError


def packs(place: Place) -> list[PackCard]:
    """The paper of released sends, newest week first, still on the desk before handed out."""
    raise NotImplementedError


def pack_pdf(pack: Pack) -> bytes:
    """The pack's half-sheets as one tagged PDF: home language in front, English behind. Refuses an empty pack."""
    raise NotImplementedError


def unknown(place: Place) -> QuerySet[Delivery]:
    """Deliveries of which nobody can say whether they went out; a person decides. Never sent again by themselves."""
    raise NotImplementedError


def touchpoints(place: Place, first: date, last: date) -> QuerySet[Touchpoint]:
    """Touchpoints at a place and beneath it from a day to a day, both counted."""
    raise NotImplementedError


def reach(place: Place, first: date, last: date) -> Reach:
    """How many enrolled children had an adult who received something, by grade, language, channel and site.

    Promise 2 of the architecture: received as each channel defines it, in a language the adult named; an adult whose
    language is not known counts as unknown. The roster is that of `last` (today, if that is earlier).
    """
    raise NotImplementedError


def not_reached(place: Place, first: date, last: date) -> list[NotReached]:
    """The children whom nothing reached in the period, with why; for people of the district only."""
    raise NotImplementedError

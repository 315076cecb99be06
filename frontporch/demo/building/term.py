"""A term of weeks as they went: planned, released, sent by the worker's own service, handed out, answered.

Time is said to each service (`now`), never pretended: every moment lies on the calendar between the first day and today.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontporch.audit.models import SYSTEM, Actor
from frontporch.demo.building.ground import leader
from frontporch.families.models import Guardian
from frontporch.lib.refusal import Refusal
from frontporch.outreach import services as outreach
from frontporch.outreach.models import Delivery, Pack, Send
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.places.queries import zone_of

RELEASED_AT, WORKED_AT, ANSWERED_AT, HANDED_OUT_AT = time(7, 40), time(17, 5), time(18, 40), time(14, 30)
_BATCH = 5_000
_PACKS_FORGOTTEN = 0.08  # stay on a desk
_ANSWERING, _ANSWERS = 0.4, 0.3  # the share of adults who ever answer, and of their weeks in which they do
_DIGITS, _DIGIT_WEIGHTS = (1, 2, 3), (0.7, 0.18, 0.12)


@dataclass
class Town:
    """One tenant while its term is lived."""

    tenant: Place
    now: datetime  # the moment at which the demo is made; nothing happens after it
    draw: random.Random
    own_site: Place | None = None  # whose coming week stays planned, so that there is something to release
    sites: list[Place] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.tenant)

    def at(self, day: date, clock: time) -> datetime | None:
        """A moment on the tenant's clock; None when it has not come yet."""
        moment = datetime.combine(day, clock, self.zone)
        return moment if moment <= self.now else None


def live(town: Town, mondays: list[date]) -> None:
    """Every week of the term for every school and center of a tenant, one transaction after the other."""
    for monday in mondays:
        with scope(town.tenant):
            sends = list(_release(town, monday))
        for day in (monday + timedelta(days=n) for n in range(6)):
            if moment := town.at(day, WORKED_AT):
                _work(town, moment)
        with scope(town.tenant):
            _hand_out(town, sends, monday + timedelta(days=3))
            _answer(town, sends, monday + timedelta(days=2))


def _release(town: Town, monday: date) -> Iterator[Send]:
    coming = monday + timedelta(days=6) >= town.now.astimezone(town.zone).date()
    for site in town.sites:
        by = leader(site)
        try:
            send = outreach.plan_week(place=site, week=monday, by=by)
        except Refusal as no:
            if no.code != "no-school-that-week":
                raise
            continue
        moment = town.at(monday, RELEASED_AT)
        if moment and not (coming and site == town.own_site):
            yield outreach.release(send=send, by=by, now=moment)


def _work(town: Town, moment: datetime) -> None:
    while outreach.work(district_id=town.tenant.pk, by=SYSTEM, limit=_BATCH, now=moment).claimed:
        pass


def _hand_out(town: Town, sends: list[Send], day: date) -> None:
    moment = town.at(day, HANDED_OUT_AT)
    if moment is None:
        return
    for pack in Pack.objects.filter(send__in=sends).select_related("classroom", "send__place").order_by("pk"):
        if town.draw.random() > _PACKS_FORGOTTEN:
            outreach.hand_out(pack=pack, by=leader(pack.send.place), now=moment)


def _answer(town: Town, sends: list[Send], day: date) -> None:
    """Some adults answer with a digit; who never answers stays the same adult all term."""
    moment = town.at(day, ANSWERED_AT)
    if moment is None:
        return
    asked = Delivery.objects.filter(
        send__in=sends, slot=Delivery.Slot.TRY, state__in=(Delivery.State.SENT, Delivery.State.DELIVERED)
    ).select_related("guardian")
    for delivery in asked.order_by("pk"):
        if _answers(delivery.guardian) and town.draw.random() < _ANSWERS:
            digit = town.draw.choices(_DIGITS, _DIGIT_WEIGHTS)[0]
            by = Actor("guardian", str(delivery.guardian_id))
            outreach.reply_by_link(guardian=delivery.guardian, delivery=delivery, digit=digit, by=by, now=moment)


def _answers(guardian: Guardian) -> bool:
    return random.Random(f"answers:{guardian.sourced_id}").random() < _ANSWERING

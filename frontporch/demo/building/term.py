"""A term of weeks as they went: planned, released, sent by the worker's own service, handed out, answered.

Time is said to each service (`now`), never pretended: every moment lies on the calendar between the first day and today.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from frontporch.audit.models import SYSTEM, Actor
from frontporch.demo.building import answers
from frontporch.demo.building.ground import leader
from frontporch.demo.building.town import Town, refresh_statistics
from frontporch.lib.refusal import Refusal
from frontporch.outreach import services as outreach
from frontporch.outreach.models import Channel, Delivery, Pack
from frontporch.places.access import scope
from frontporch.places.models import Place

RELEASED_AT, HANDED_OUT_AT, WORKED_AT, ANSWERED_AT, CAUGHT_UP_AT = (
    time(7, 40),
    time(14, 30),
    time(17, 5),
    time(18, 40),
    time(18, 45),
)
HANDED_OUT_ON, KEYED_IN_ON, STAFF_ANSWER_ON = 3, 4, 4  # Thursday, Friday, Friday
_BATCH = 5_000
_SELDOM, _PACKS_FORGOTTEN = 0.3, 0.8  # in some classes most packs stay on the desk
_PATIENCE = (1, 5)  # after so many weeks these tables have grown enough to count them anew
_GROWING = ("outreach_delivery", "outreach_touchpoint", "outreach_numberweek", "outreach_greeted")
_ARRIVED = (Delivery.State.SENT, Delivery.State.DELIVERED)


def name_senders(tenant: Place, domain: str, *, by: Actor) -> None:
    """One number and one address that serve learning ideas, carried by the outbox: files instead of messages."""
    numbers = {
        Channel.SMS: ("outbox", tenant.office_phone),
        Channel.EMAIL: ("outbox", f"learning@{domain}.example.org"),
        Channel.PRINT: ("print", f"paper of {tenant.code}"),
    }
    for channel, (carrier, address) in numbers.items():
        outreach.set_sender(
            district=tenant, purpose="learning", channel=channel, carrier=carrier, address=address, by=by
        )  # fmt: skip


def live(town: Town, mondays: list[date]) -> None:
    """Every week of the term for every school and center of a tenant, one transaction after the other."""
    for number, monday in enumerate(mondays):
        if number in _PATIENCE:
            refresh_statistics(*_GROWING)
        with scope(town.tenant):
            for site in town.sites:
                _send_week(town, site, monday)
        for day in (monday + timedelta(days=n) for n in range(6)):
            _live_day(town, day)


def _send_week(town: Town, site: Place, monday: date) -> None:
    by = leader(site)
    try:
        send = outreach.plan_week(place=site, week=monday, by=by)
    except Refusal as no:
        if no.code != "no-school-that-week":
            raise
        return
    released_at = town.at(monday, RELEASED_AT)
    is_coming = monday + timedelta(days=6) >= town.now.date()
    if released_at and not (is_coming and site == town.own_site):
        outreach.release(send=send, by=by, now=released_at)


def _live_day(town: Town, day: date) -> None:
    if moment := town.at(day, HANDED_OUT_AT) if day.weekday() == HANDED_OUT_ON else None:
        with scope(town.tenant):
            _hand_out(town, day, moment)
    if moment := town.at(day, WORKED_AT):
        _work(town, moment)
    if moment := town.at(day, ANSWERED_AT):
        with scope(town.tenant):
            _answer(town, day, moment)
    if moment := town.at(day, CAUGHT_UP_AT):
        _work(town, moment)  # easier versions and answers go out at once


def _work(town: Town, moment: datetime) -> None:
    """What the worker does when something is due; where numbers were greeted, their first text waits for that."""
    of_tenant = Delivery.objects.filter(district=town.tenant)
    with scope(town.tenant):
        newly_due = of_tenant.filter(state=Delivery.State.DUE, due_at__range=(moment - timedelta(days=1), moment))
        if not newly_due.exists():
            return
    outreach.work(district_id=town.tenant.pk, by=SYSTEM, limit=_BATCH, now=moment)
    with scope(town.tenant):
        greeted = of_tenant.filter(slot=Delivery.Slot.WELCOME, sent_at=moment).exists()
    if greeted:
        outreach.work(district_id=town.tenant.pk, by=SYSTEM, limit=_BATCH, now=moment)


def _hand_out(town: Town, day: date, moment: datetime) -> None:
    week = day - timedelta(days=day.weekday())
    packs = Pack.objects.filter(send__place__in=town.sites, send__week=week, send__status="released")
    for pack in packs.select_related("send__place").order_by("pk"):
        forgets = random.Random(f"packs:{pack.classroom_id}").random() < _SELDOM
        if not forgets or town.draw.random() > _PACKS_FORGOTTEN:
            outreach.hand_out(pack=pack, by=leader(pack.send.place), now=moment)


def _answer(town: Town, day: date, moment: datetime) -> None:
    start = moment.replace(hour=0, minute=0)
    arrived = Delivery.objects.filter(place__in=town.sites, state__in=_ARRIVED).select_related(
        "guardian", "contact_point", "place"
    )
    asking = arrived.filter(slot__in=(Delivery.Slot.TRY, Delivery.Slot.WEEK), sent_at__range=(start, moment))
    answers.answer_messages(town, list(asking.order_by("id")), moment)
    if day.weekday() == KEYED_IN_ON:
        sheets = arrived.filter(channel=Channel.PRINT, delivered_at__range=(start - timedelta(days=3), moment))
        answers.key_in_sheets(town, list(sheets.exclude(return_code="").order_by("id")), moment)
    if day.weekday() == STAFF_ANSWER_ON:
        answers.answer_words(town, moment)

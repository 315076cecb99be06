"""Claiming due messages: taken with a lease, and every rule asked once more before they leave. All set-based.

What may not leave is *held* with its reason; what may leave later goes back in line; the rest becomes messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from frontporch.families import queries as families
from frontporch.families.access import make_link
from frontporch.families.models import Guardian
from frontporch.outreach import rules
from frontporch.outreach.channels import Message
from frontporch.outreach.layout import school_days, zone_named
from frontporch.outreach.ledger import (
    AT_ONCE,
    LEARNING_SLOTS,
    local_day,
    rows,
    run,
    senders_of,
    temporary,
    temporary_from,
)
from frontporch.outreach.models import Channel, Sender
from frontporch.places.models import Place
from frontporch.places.queries import zone_of

LEASE = timedelta(minutes=10)  # longer than a batch takes; after it the worker counts as stopped

_OF_CLAIM = "FROM claim c WHERE d.school_year = c.school_year AND d.id = c.id AND d.state = 'claimed'"
_HOLD = "UPDATE outreach_delivery d SET state = 'held', leased_until = NULL, why_held = %(why)s " + _OF_CLAIM + " AND "
# Held back whatever the slot says; what the family itself asked for at once passes only where it is named.
_REASONS = {
    "halted": "EXISTS (SELECT 1 FROM outreach_send s WHERE s.id = d.send_id AND s.status = 'halted')",
    "opted-out": """d.key NOT LIKE 'auto:%%' AND EXISTS (
        SELECT 1 FROM outreach_optout o JOIN outreach_sender s ON s.id = o.sender_id
        WHERE o.number_key = d.number_key AND o.lifted_at IS NULL AND s.district_id = d.district_id
          AND s.purpose = d.purpose AND s.channel = d.channel)""",
    "no-longer-works": """NOT EXISTS (
        SELECT 1 FROM families_contactpoint p WHERE p.id = d.contact_point_id AND p.state = 'works'
          AND (p.gone_on IS NULL OR p.gone_on > %(today)s))""",
    "not-allowed": """(d.slot = 'welcome' OR d.children <> '{}') AND NOT EXISTS (
        SELECT 1 FROM claim_allowed a WHERE a.school_year = d.school_year AND a.id = d.id)""",
}


@dataclass
class Claim:
    """What one claim took: the messages by carrier, and how many stayed behind."""

    messages: dict[str, list[Message]]
    claimed: int
    held: int
    later: int


def claim(*, district: Place, limit: int, now: datetime) -> Claim:
    """Take up to `limit` due messages of a district; runs inside its scope, in a transaction of its own."""
    held = _let_go_of_last_week(district, now)
    ids = _take(district, limit, now)
    if not ids:
        return Claim({}, 0, held, 0)
    temporary("claim", "school_year smallint, id bigint", ids)
    _find_allowed(district, now)
    for why, reason in _REASONS.items():
        held += run(_HOLD + reason, {"why": why, "today": local_day(now)})
    _keep_allowed_children()
    late, nothing = _respect_quiet_hours(now)
    held += nothing + _reserve_budget(now)
    return Claim(_messages("d.state = 'claimed' AND d.id IN (SELECT id FROM claim)", district), len(ids), held, late)


def _let_go_of_last_week(district: Place, now: datetime) -> int:
    return run(
        "UPDATE outreach_delivery SET state = 'held', why_held = 'week-over' WHERE district_id = %s AND state = 'due' "
        "AND due_at < %s AND slot = ANY(%s)",
        [district.pk, _midnight(rules.week_of(local_day(now))), [str(slot) for slot in LEARNING_SLOTS]],
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _take(district: Place, limit: int, now: datetime) -> list[tuple[int, int]]:
    """What is asked for first, then greetings, then by time. A text waits until its number has been greeted."""
    sender = senders_of(district.pk)[Channel.SMS]
    found = rows(
        """
        WITH due AS (
          SELECT d.school_year, d.id FROM outreach_delivery d
          WHERE d.district_id = %(district)s AND d.state = 'due' AND d.due_at <= %(now)s AND d.channel IN ('sms', 'email')
            AND (d.channel <> 'sms' OR d.slot <> ALL(%(learning)s) OR EXISTS (
              SELECT 1 FROM outreach_greeted k WHERE k.number_key = d.number_key AND k.sender_id = %(sender)s))
          ORDER BY d.slot = ANY(%(at_once)s) DESC, d.slot = 'welcome' DESC, d.due_at, d.id
          LIMIT %(limit)s FOR UPDATE OF d SKIP LOCKED
        )
        UPDATE outreach_delivery d SET state = 'claimed', leased_until = %(lease)s, tries = d.tries + 1
        FROM due WHERE d.school_year = due.school_year AND d.id = due.id RETURNING d.school_year, d.id
        """,
        {
            "district": district.pk, "now": now, "lease": timezone.now() + LEASE, "limit": limit, "sender": sender.pk,
            "learning": [str(slot) for slot in LEARNING_SLOTS], "at_once": [str(slot) for slot in AT_ONCE],
        },
    )  # fmt: skip
    return [(year, key) for year, key in found]


def _find_allowed(district: Place, now: datetime) -> None:
    """`claim_allowed`: which children each claimed message may still be about, asked of `families` as of today."""
    can = families.reachable(district, local_day(now))
    temporary_from(
        "claim_allowed",
        f"""
        SELECT d.school_year, d.id, array_agg(DISTINCT r.child_id ORDER BY r.child_id)
          FILTER (WHERE r.child_id = ANY(d.children)) AS children
        FROM claim c JOIN outreach_delivery d ON d.school_year = c.school_year AND d.id = c.id
        JOIN ({can.sql}) AS r ON r.guardian_id = d.guardian_id AND r.contact_point_id = d.contact_point_id
          AND (r.child_id = ANY(d.children) OR d.slot = 'welcome')
        GROUP BY d.school_year, d.id
        """,
        can.params,
    )


def _keep_allowed_children() -> None:
    run(
        "UPDATE outreach_delivery d SET children = a.children FROM claim_allowed a WHERE d.school_year = a.school_year "
        "AND d.id = a.id AND d.state = 'claimed' AND a.children IS NOT NULL AND d.children <> a.children"
    )


def _respect_quiet_hours(now: datetime) -> tuple[int, int]:
    """Put back what may not go out now on the family's clock, to its next moment; hold what has none in sight."""
    found = rows(
        "SELECT DISTINCT d.place_id, g.time_zone FROM claim c JOIN outreach_delivery d ON d.school_year = c.school_year "
        "AND d.id = c.id JOIN families_guardian g ON g.id = d.guardian_id WHERE d.state = 'claimed' AND d.slot <> ALL(%s)",
        [[str(slot) for slot in AT_ONCE]],
    )
    places = {place.pk: place for place in Place.objects.filter(pk__in={place for place, _zone in found})}
    moments = []
    for place_id, zone in found:
        place = places[place_id]
        until = rules.next_allowed(now, zone_named(zone, zone_of(place)), _in_session(place))
        if until is None or until > now:
            moments.append((place_id, zone, until))
    temporary("claim_quiet", "place_id bigint, time_zone text, until timestamptz", moments)
    where = (
        "FROM claim c, claim_quiet q, families_guardian g WHERE d.school_year = c.school_year AND d.id = c.id "
        "AND d.state = 'claimed' AND d.slot <> ALL(%s) AND g.id = d.guardian_id AND q.place_id = d.place_id "
        "AND q.time_zone = g.time_zone AND "
    )
    slots = [[str(slot) for slot in AT_ONCE]]
    nothing = run(
        "UPDATE outreach_delivery d SET state = 'held', leased_until = NULL, why_held = 'no-school-days' "
        + where + "q.until IS NULL", slots,
    )  # fmt: skip
    later = run(
        "UPDATE outreach_delivery d SET state = 'due', leased_until = NULL, due_at = q.until, tries = d.tries - 1 "
        + where + "q.until IS NOT NULL", slots,
    )  # fmt: skip
    return later, nothing


def _in_session(place: Place) -> Callable[[date], bool]:
    weeks: dict[date, list[date]] = {}

    def in_session(day: date) -> bool:
        monday = rules.week_of(day)
        if monday not in weeks:
            weeks[monday] = school_days(place, monday)
        return day in weeks[monday]

    return in_session


def _reserve_budget(now: datetime) -> int:
    """Take each learning message from its number's week, over all districts; hold what the week has no room for.

    The rows of the numbers are locked in one order, so that two districts' workers wait for each other and never more.
    """
    week = rules.week_of(local_day(now))
    temporary_from(
        "claim_counted",
        "SELECT d.school_year, d.id, d.number_key, "
        "row_number() OVER (PARTITION BY d.number_key ORDER BY d.due_at, d.id) AS n "
        "FROM claim c JOIN outreach_delivery d ON d.school_year = c.school_year AND d.id = c.id "
        "WHERE d.state = 'claimed' AND d.slot = ANY(%s) AND d.purpose = 'learning' AND d.budget_week IS NULL",
        [[str(slot) for slot in LEARNING_SLOTS]],
    )
    values: dict[str, Any] = {"week": week, "most": rules.MOST_A_WEEK}
    run(
        "INSERT INTO outreach_numberweek (number_key, week, learning, other) SELECT DISTINCT number_key, %(week)s::date, 0, 0 "
        "FROM claim_counted ORDER BY number_key ON CONFLICT DO NOTHING",
        values,
    )
    rows(
        "SELECT id FROM outreach_numberweek WHERE week = %(week)s AND number_key IN (SELECT number_key FROM claim_counted) "
        "ORDER BY number_key FOR UPDATE",
        values,
    )
    of_week = (
        "FROM claim_counted k JOIN outreach_numberweek w ON w.number_key = k.number_key AND w.week = %(week)s "
        "WHERE d.school_year = k.school_year AND d.id = k.id AND k.n + w.learning "
    )
    held = run(
        "UPDATE outreach_delivery d SET state = 'held', leased_until = NULL, why_held = 'budget' "
        + of_week
        + "> %(most)s",
        values,
    )
    run("UPDATE outreach_delivery d SET budget_week = %(week)s " + of_week + "<= %(most)s", values)
    run(
        "UPDATE outreach_numberweek w SET learning = w.learning + k.n FROM (SELECT d.number_key, count(*) AS n "
        "FROM claim_counted JOIN outreach_delivery d USING (school_year, id) WHERE d.state = 'claimed' "
        "GROUP BY d.number_key) AS k WHERE w.number_key = k.number_key AND w.week = %(week)s",
        values,
    )
    return held


# -- a stopped worker's claims ---------------------------------------------------------------------------------------


def abandoned(*, district: Place, now: datetime, limit: int) -> dict[str, list[Message]]:
    """What was claimed and never answered, by carrier, leased anew so that nobody else asks about it meanwhile."""
    found = rows(
        "UPDATE outreach_delivery d SET leased_until = %s FROM (SELECT school_year, id FROM outreach_delivery "
        "WHERE district_id = %s AND state = 'claimed' AND leased_until < %s ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED) AS o "
        "WHERE d.school_year = o.school_year AND d.id = o.id RETURNING d.school_year, d.id",
        [timezone.now() + LEASE, district.pk, now, limit],
    )
    temporary("claim", "school_year smallint, id bigint", found)
    return _messages("d.id IN (SELECT id FROM claim)", district) if found else {}


def _messages(which: str, district: Place) -> dict[str, list[Message]]:
    senders = {(one.purpose, one.channel): one for one in Sender.objects.filter(district=district)}
    columns = (
        "school_year", "id", "key", "purpose", "channel", "to", "body", "language", "title", "leased", "guardian", "withdrawn",
    )  # fmt: skip
    found = rows(
        "SELECT d.school_year, d.id, d.key, d.purpose, d.channel, coalesce(p.value, ''), d.body, d.language, "
        "split_part(d.body, chr(10), 1), coalesce(s.released_at, d.due_at), g.id, g.links_withdrawn "
        "FROM outreach_delivery d JOIN families_guardian g ON g.id = d.guardian_id "
        "LEFT JOIN families_contactpoint p ON p.id = d.contact_point_id LEFT JOIN outreach_send s ON s.id = d.send_id "
        f"WHERE {which} ORDER BY d.due_at, d.id"
    )
    by_carrier: dict[str, list[Message]] = {}
    for row in found:
        one = dict(zip(columns, row, strict=True))
        sender = senders[one["purpose"], one["channel"]]
        by_carrier.setdefault(sender.carrier, []).append(_message(one, sender, district.pk))
    return by_carrier


def _message(one: dict[str, Any], sender: Sender, district_id: int) -> Message:
    mail = one["channel"] == Channel.EMAIL
    holder = Guardian(pk=one["guardian"], district_id=district_id, links_withdrawn=one["withdrawn"])
    return Message(
        key=one["key"], handle=f"{one['school_year']}-{one['id']}", channel=one["channel"], sender_id=sender.pk,
        sent_from=sender.address, to=one["to"], body=one["body"], language=one["language"],
        subject=one["title"] if mail else "", link=f"{settings.PUBLIC_URL}{make_link(holder)}" if mail else "",
        since=one["leased"],
    )  # fmt: skip


def chunks(messages: Sequence[Message], size: int) -> list[Sequence[Message]]:
    """The messages in portions of a channel's own size."""
    return [messages[start : start + size] for start in range(0, len(messages), size)]

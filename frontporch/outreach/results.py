"""What carriers answered, written in one statement per consequence, inside the district's scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from frontporch.outreach import ledger
from frontporch.outreach.channels import Outcome, Result
from frontporch.outreach.ledger import rows, run, temporary
from frontporch.outreach.models import Touchpoint
from frontporch.places.models import Installation, Place

BACK_OFF = (5, 15, 60, 240)  # minutes before the next try; after them the message is given up
FAILURES = 2  # a number or address that failed so often is not used any more

_TO = """
UPDATE outreach_delivery d SET state = {state}, leased_until = NULL, why_held = {why}, due_at = {due},
  provider_id = CASE WHEN r.provider_id = '' THEN d.provider_id ELSE r.provider_id END,
  sent_at = {sent}, delivered_at = {delivered}
FROM result r
WHERE d.district_id = %(district)s AND d.key = r.key AND d.state = ANY(%(states)s) AND r.outcome = %(outcome)s {more}
"""
ANSWERED = ("claimed", "unknown")  # rows that wait for the answer to a request
REPORTED = (*ANSWERED, "sent")  # rows that a later report of the provider may still change
_SAME = {"why": "r.code", "due": "d.due_at", "sent": "d.sent_at", "delivered": "d.delivered_at", "more": ""}


def write(
    *, district: Place, results: Sequence[Result], carrier: str, now: datetime, states: Sequence[str] = ANSWERED
) -> Counter[str]:
    """Write a batch's answers and what follows: touchpoints, greetings, failures of numbers, opt-outs.

    Returns counts by what became of the rows: sent, failed, later, unknown. An answer that comes late still counts; one
    that was written already changes nothing. A file in the outbox is *received* only where everybody is invented.
    """
    honest = carrier != "outbox" or Installation.objects.filter(kind=Installation.Kind.DEMO).exists()
    temporary(
        "result", "key text, outcome text, provider_id text, code text",
        [(one.key, _as_it_is(one.outcome, honest), one.provider_id[:80], one.code[:40]) for one in results],
    )  # fmt: skip
    done: Counter[str] = Counter()

    def _set(outcome: Outcome, **changes: str) -> int:
        values = {"district": district.pk, "now": now, "outcome": str(outcome), "states": list(states)}
        return run(_TO.format(**{**_SAME, **changes}), values)

    arrived = "coalesce(d.sent_at, %(now)s)"
    done["sent"] += _set(Outcome.SENT, state="'sent'", why="''", sent=arrived)
    done["sent"] += _set(Outcome.DELIVERED, state="'delivered'", why="''", sent=arrived, delivered="%(now)s")
    done["failed"] += _set(Outcome.FAILED, state="'failed'") + _set(Outcome.BLOCKED, state="'failed'")
    done["failed"] += _set(Outcome.LATER, state="'failed'", more=f"AND d.tries > {len(BACK_OFF)}")
    wait = f"%(now)s + (ARRAY{list(BACK_OFF)})[greatest(d.tries, 1)] * interval '1 minute'"
    done["later"] += _set(Outcome.LATER, state="'due'", due=wait) + _set(Outcome.NEVER, state="'due'", why="''")
    done["unknown"] += _set(Outcome.UNKNOWN, state="'unknown'", more="AND d.state = 'claimed'")
    _follow_up(district, now)
    return done


def _as_it_is(outcome: Outcome, honest: bool) -> str:
    return str(Outcome.SENT if outcome is Outcome.DELIVERED and not honest else outcome)


def _follow_up(district: Place, now: datetime) -> None:
    of_result = "FROM result r JOIN outreach_delivery d ON d.key = r.key AND d.district_id = %(district)s "
    values = {"district": district.pk, "now": now, "failures": FAILURES}
    run(
        "INSERT INTO outreach_greeted (number_key, sender_id, at) SELECT DISTINCT d.number_key, s.id, %(now)s::timestamptz "
        + of_result
        + "JOIN outreach_sender s ON s.district_id = d.district_id AND s.purpose = d.purpose AND s.channel = d.channel "
        "WHERE d.slot = 'welcome' AND d.state IN ('sent', 'delivered') ON CONFLICT DO NOTHING",
        values,
    )
    run(
        "UPDATE families_contactpoint p SET failures = p.failures + f.n, "
        "state = CASE WHEN p.failures + f.n >= %(failures)s THEN 'failed' ELSE p.state END "
        "FROM (SELECT d.contact_point_id, count(*) AS n "
        + of_result
        + "WHERE r.outcome = 'failed' AND d.state = 'failed' "
        "GROUP BY d.contact_point_id) AS f WHERE p.id = f.contact_point_id",
        values,
    )
    run(
        "UPDATE families_contactpoint p SET failures = 0 FROM (SELECT DISTINCT d.contact_point_id "
        + of_result + "WHERE d.state = 'delivered') AS f WHERE p.id = f.contact_point_id AND p.failures > 0",
        values,
    )  # fmt: skip
    run(
        "INSERT INTO outreach_optout (number_key, sender_id, source, at) "
        "SELECT DISTINCT d.number_key, s.id, 'provider-block', %(now)s::timestamptz " + of_result
        + "JOIN outreach_sender s ON s.district_id = d.district_id AND s.purpose = d.purpose AND s.channel = d.channel "
        "WHERE r.outcome = 'blocked' ON CONFLICT DO NOTHING",
        values,
    )  # fmt: skip
    run(
        "INSERT INTO families_consent (district_id, guardian_id, number_key, channel, purpose, given, basis, proof, at) "
        "SELECT d.district_id, d.guardian_id, d.number_key, d.channel, d.purpose, false, 'provider-block', "
        "'outreach.delivery:' || d.id, %(now)s::timestamptz "
        + of_result
        + "WHERE r.outcome = 'blocked' AND d.state = 'failed'",
        values,
    )
    arrived = rows("SELECT d.school_year, d.id " + of_result + "WHERE d.state = 'delivered'", values)
    ledger.touch([(year, key) for year, key in arrived], Touchpoint.Kind.DELIVERED, ledger.local_day(now))


def count_mail_as_received(*, district: Place, now: datetime) -> int:
    """Mail that was taken 72 hours ago and did not come back counts as received (architecture, promise 2)."""
    found = rows(
        "UPDATE outreach_delivery SET state = 'delivered', delivered_at = %s WHERE district_id = %s AND channel = 'email' "
        "AND state = 'sent' AND sent_at < %s AND (SELECT carrier FROM outreach_sender s WHERE s.district_id = "
        "outreach_delivery.district_id AND s.purpose = outreach_delivery.purpose AND s.channel = 'email') <> 'outbox' "
        "RETURNING school_year, id",
        [now, district.pk, now - timedelta(hours=72)],
    )
    return ledger.touch(
        [(year, key) for year, key in found], Touchpoint.Kind.DELIVERED, ledger.local_day(timezone.now())
    )

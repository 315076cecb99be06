"""What belongs to a number, a sender or a child's record and is written by several acts: one statement for many rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from procrastinate import exceptions
from procrastinate.contrib.django import app

from frontporch.families.models import Purpose
from frontporch.lib.phones import keyed_hash
from frontporch.outreach.models import Channel, Delivery, OptOut, Sender, Touchpoint

LEARNING_SLOTS = [
    Delivery.Slot.WHY,
    Delivery.Slot.TRY,
    Delivery.Slot.NEXT,
    Delivery.Slot.WEEK,
]  # the budget counts these
AT_ONCE = [Delivery.Slot.EASIER, Delivery.Slot.ANSWER]  # asked for by the family: no quiet hours, no budget
DEFAULT_CARRIERS = {Channel.SMS: "outbox", Channel.EMAIL: "outbox", Channel.PRINT: "print"}

Ids = Sequence[tuple[int, int]]  # (school_year, id) of deliveries


def run(sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> int:
    """One statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def rows(sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def temporary(name: str, columns: str, values: Iterable[Sequence[Any]]) -> None:
    """A small table of this transaction, such as the activity of each cell, to join with many rows."""
    values = list(values)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
        if values:
            marks = ", ".join(["%s"] * len(values[0]))
            cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
        cursor.execute(f"ANALYZE {name}")  # nobody else does it for a temporary table


def temporary_from(name: str, sql: str, params: Sequence[Any]) -> None:
    """A table of this transaction from a question over many rows."""
    run(f"DROP TABLE IF EXISTS pg_temp.{name}")
    run(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {sql}", params)
    run(f"ANALYZE {name}")


# -- senders ---------------------------------------------------------------------------------------------------------


def senders_of(district_id: int, purpose: str = Purpose.LEARNING) -> dict[str, Sender]:
    """The district's sender of each channel for a purpose; made with the default carrier where nobody named one."""
    found = {one.channel: one for one in Sender.objects.filter(district_id=district_id, purpose=purpose)}
    for channel, carrier in DEFAULT_CARRIERS.items():
        if channel not in found:
            found[channel], _new = Sender.objects.get_or_create(
                district_id=district_id, purpose=purpose, channel=channel,
                defaults={"carrier": carrier, "address": f"{carrier}-{purpose}-{district_id}"},
            )  # fmt: skip
    return found


def opted_out(sender: Sender, number_key: str) -> bool:
    """Whether this number has said no to what this sender serves."""
    return OptOut.objects.filter(sender=sender, number_key=number_key, lifted_at__isnull=True).exists()


def key_of(kind: str, value: str) -> str:
    """The keyed hash under which every tenant counts this number or address."""
    return keyed_hash(f"{kind}:{value}", settings.NUMBER_KEY)


# -- touchpoints -----------------------------------------------------------------------------------------------------

_TOUCH = """
INSERT INTO outreach_touchpoint (school_year, district_id, place_id, child_id, guardian_id, activity, channel, language,
                                 reads_it, "on", kind, delivery_id)
SELECT d.school_year, d.district_id, d.place_id, child.id, d.guardian_id, d.activity, d.channel, d.language, d.reads_it,
       %s, %s, d.id
FROM outreach_delivery d
CROSS JOIN LATERAL unnest(d.children) AS named(id)
JOIN families_child child ON child.id = named.id
WHERE {which}
ON CONFLICT (school_year, delivery_id, child_id, kind) DO NOTHING
"""


def touch(ids: Ids, kind: Touchpoint.Kind, on: date) -> int:
    """Write that moment for each child of these deliveries; what is there already stays. Returns how many are new."""
    if not ids:
        return 0
    which = "(d.school_year, d.id) IN (SELECT * FROM unnest(%s::smallint[], %s::bigint[]))"
    years, keys = zip(*ids, strict=True)
    return run(_TOUCH.format(which=which), [on, str(kind), list(years), list(keys)])


def touch_send(send_id: int, kind: Touchpoint.Kind, on: date) -> int:
    """The same for every message of a send."""
    return run(_TOUCH.format(which="d.send_id = %s AND d.state <> 'held'"), [on, str(kind), send_id])


# -- the job queue ---------------------------------------------------------------------------------------------------


def wake(district_id: int, *, task: str = "work", urgent: bool = False, **words: str) -> bool:
    """Ask the worker to look at a district's due rows, in the caller's transaction; False if it is asked already.

    Only a nudge: the minute's round finds the same rows.
    """
    lock = f"outreach.{task}.{district_id}{'.urgent' if urgent else ''}"
    name, queue = f"frontporch.outreach.tasks.{task}", "urgent" if urgent else "default"
    try:
        with transaction.atomic():
            app.configure_task(name, queueing_lock=lock, queue=queue).defer(district_id=district_id, **words)
    except exceptions.AlreadyEnqueued:
        return False
    return True


def districts_with_work() -> dict[int, list[str]]:
    """In the open scope: which districts have something due (work) or left behind (reconcile)."""
    now = timezone.now()
    found = rows(
        """
        SELECT DISTINCT district_id, 'work' FROM outreach_delivery
        WHERE state = 'due' AND due_at <= %(now)s AND channel IN ('sms', 'email')
        UNION SELECT DISTINCT district_id, 'reconcile' FROM outreach_delivery WHERE state = 'claimed' AND leased_until < %(now)s
        UNION SELECT DISTINCT district_id, 'reconcile' FROM outreach_inbound WHERE done_at IS NULL AND at < %(minute)s
        UNION SELECT DISTINCT d.district_id, 'reconcile' FROM outreach_delivery d
        JOIN outreach_sender s ON s.district_id = d.district_id AND s.purpose = d.purpose AND s.channel = d.channel
        WHERE d.channel = 'email' AND d.state = 'sent' AND d.sent_at < %(days)s AND s.carrier <> 'outbox'
        """,
        {"now": now, "minute": now - timedelta(minutes=1), "days": now - timedelta(hours=72)},
    )
    by_district: dict[int, list[str]] = {}
    for district_id, task in found:
        by_district.setdefault(district_id, []).append(task)
    return by_district


def local_day(moment: datetime) -> date:
    """The day of a moment on the installation's clock, which weeks and touchpoints are counted by."""
    return timezone.localdate(moment)

"""What waits to be sent, as staff see it before they let it go, and what is left to settle after."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from frontporch.lib.sms import measure
from frontporch.outreach.models import Channel, Delivery, Pick, Reply, Send
from frontporch.outreach.queries.roster import ask, children_at
from frontporch.outreach.queries.rows import Counts, PickCard, Preview, SendCard
from frontporch.places.models import Place
from frontporch.places.queries import site_of
from frontporch.toolkit.models import Activity, ActivityText

_GOING = "d.state NOT IN ('held', 'failed') AND d.slot <> 'welcome'"


def sends_to_release(place: Place) -> list[SendCard]:
    """Planned sends of a site (of a class's site, of every site beneath a place), the nearest week first."""
    waiting = Send.objects.filter(place__in=Place.objects.under(site_of(place)), status=Send.Status.PLANNED)
    found = waiting.select_related("place", "district").order_by("week", "place__name")
    return [SendCard(send=send, counts=counts(send), picks=_picks(send)) for send in found]


def _picks(send: Send) -> list[PickCard]:
    picks = list(Pick.objects.filter(send=send).order_by("band", "grade", "months"))
    activities = {one.code: one for one in Activity.objects.filter(code__in={pick.activity for pick in picks})}
    titles = dict(
        ActivityText.objects.filter(activity__in=activities.values(), language="en").values_list(
            "activity__code", "title"
        )
    )
    children = _children_by_cell(send)
    return [
        PickCard(
            band=pick.band, grade=pick.grade, months=pick.months, activity=activities[pick.activity],
            title=titles.get(pick.activity, ""), because=str(pick.reason.get("because", "")),
            area=str(pick.reason.get("area", "")), children=children[pick.activity, pick.grade],
        )
        for pick in picks
    ]  # fmt: skip


def _children_by_cell(send: Send) -> dict[tuple[str, str], int]:
    """Children by activity and grade; the youngest, whose cells are ages, under the empty grade."""
    found = ask(
        "SELECT d.activity, CASE WHEN e.band IN ('birth-2', '3-5') THEN '' ELSE e.grade END AS grade, "
        "count(DISTINCT named.id) AS n FROM outreach_delivery d CROSS JOIN LATERAL unnest(d.children) AS named(id) "
        "JOIN families_enrollment e ON e.child_id = named.id AND e.place_id = d.place_id AND e.school_year = d.school_year "
        "WHERE d.send_id = %s GROUP BY 1, 2",
        [send.pk],
    )
    return defaultdict(int, {(row["activity"], row["grade"]): row["n"] for row in found})


def counts(send: Send, classroom: Place | None = None) -> Counts:
    """Children by the best way each has: "22 by text, 2 on paper, 1 no working way"; of one class if given."""
    kids, params = children_at(classroom or send.place, send.week)
    found = ask(
        f"""
        WITH r AS ({kids}), way AS (
          SELECT named.id AS child_id, min(CASE d.channel WHEN 'sms' THEN 1 WHEN 'email' THEN 2 ELSE 3 END) AS best
          FROM outreach_delivery d CROSS JOIN LATERAL unnest(d.children) AS named(id)
          WHERE d.send_id = %s AND {_GOING} GROUP BY named.id
        )
        SELECT count(*) AS children, count(*) FILTER (WHERE best = 1) AS text, count(*) FILTER (WHERE best = 2) AS email,
               count(*) FILTER (WHERE best = 3) AS paper, count(*) FILTER (WHERE best IS NULL) AS unreached
        FROM r LEFT JOIN way USING (child_id)
        """,
        [*params, send.pk],
    )[0]
    return Counts(**found, welcomes=_welcomes(send))


def _welcomes(send: Send) -> int:
    if send.status != Send.Status.PLANNED:
        return Delivery.objects.filter(send=send, slot=Delivery.Slot.WELCOME).count()
    sql = (
        "SELECT count(DISTINCT d.number_key) AS n FROM outreach_delivery d WHERE d.send_id = %s AND d.channel = 'sms' "
        "AND NOT EXISTS (SELECT 1 FROM outreach_greeted k JOIN outreach_sender s ON s.id = k.sender_id "
        "WHERE k.number_key = d.number_key AND s.district_id = d.district_id AND s.purpose = d.purpose AND s.channel = 'sms')"
    )
    return int(ask(sql, [send.pk])[0]["n"])


def previews(send: Send) -> list[Preview]:
    """Every distinct text and mail of a send, by activity, slot and language, as it will be read."""
    found: list[dict[str, Any]] = ask(
        f"SELECT d.activity, d.slot, d.channel, d.language, d.body, count(DISTINCT d.number_key) AS numbers, "
        f"min(d.due_at) AS first_due_at FROM outreach_delivery d WHERE d.send_id = %s AND d.channel <> 'print' AND {_GOING} "
        "GROUP BY d.activity, d.slot, d.channel, d.language, d.body ORDER BY min(d.due_at), d.activity, d.channel, d.language",
        [send.pk],
    )
    texts = ActivityText.objects.filter(activity__code__in={row["activity"] for row in found}).select_related(
        "activity"
    )
    drafts = {(text.activity.code, text.language) for text in texts if text.is_draft}
    return [
        Preview(
            **row, draft=(row["activity"], row["language"]) in drafts,
            segments=measure(row["body"]).segments if row["channel"] == Channel.SMS else 0,
        )
        for row in found
    ]  # fmt: skip


def replies_waiting(place: Place) -> QuerySet[Reply]:
    """Words of families that wait for a person, oldest first, at a site and beneath a place; of a class, its own."""
    found = Reply.objects.filter(answered_at__isnull=True, digit__isnull=True).order_by("at")
    if place.kind == Place.Kind.CLASSROOM:
        kids, params = children_at(place, timezone.localdate())
        own = [row["child_id"] for row in ask(kids, params)]
        return found.filter(guardian__edges__child__in=own, place=site_of(place)).distinct()
    return found.filter(place__in=Place.objects.under(place))


def unknown(place: Place) -> QuerySet[Delivery]:
    """Deliveries of which nobody can say whether they went out; a person decides. Never sent again by themselves."""
    left = Delivery.objects.filter(state=Delivery.State.UNKNOWN, place__in=Place.objects.under(site_of(place)))
    return left.select_related("place").order_by("due_at", "id")

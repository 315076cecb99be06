"""A family's week, as its page shows it."""

from __future__ import annotations

from datetime import date, timedelta

from frontporch.families.models import Child, Edge, Guardian
from frontporch.outreach import rules
from frontporch.outreach.models import Delivery, Reply
from frontporch.outreach.queries.rows import WeekItem
from frontporch.toolkit.models import ActivityText

_SHOWN = ("why", "try", "next", "week", "sheet")
_HIDDEN = (Delivery.State.PLANNED, Delivery.State.FAILED, Delivery.State.HELD)
# Of several messages about one activity, the one that a digit answers: what asked for a reply, or came last.
_ASKS = {"try": 0, "week": 0, "sheet": 0, "why": 1, "next": 2}


def week_of(guardian: Guardian, on: date) -> list[WeekItem]:
    """What this adult got in the week of that day, else in the newest week before it; never about a no-contact child."""
    got = Delivery.objects.filter(guardian=guardian, slot__in=_SHOWN, send__week__lte=on).exclude(state__in=_HIDDEN)
    newest = got.order_by("-send__week").values_list("send__week", flat=True).first()
    if newest is None:
        return []
    mine = set(
        Edge.objects.filter(guardian=guardian, gone_on__isnull=True).may_learn(on).values_list("child_id", flat=True)
    )
    by_activity: dict[str, list[Delivery]] = {}
    for one in got.filter(send__week=newest).select_related("place").order_by("due_at", "id"):
        if mine.intersection(one.children):
            by_activity.setdefault(one.activity, []).append(one)
    children = Child.objects.in_bulk(
        {key for ones in by_activity.values() for one in ones for key in one.children} & mine
    )
    digits = _digits(guardian, newest)
    texts = _texts(guardian, list(by_activity))
    return [
        _item(ones, texts[code], children, digits)
        for code, ones in by_activity.items()
        if code in texts
    ]  # fmt: skip


def _item(ones: list[Delivery], text: ActivityText, children: dict[int, Child], digits: dict[int, int]) -> WeekItem:
    about = sorted({key for one in ones for key in one.children if key in children})
    asks = min(ones, key=lambda one: (_ASKS.get(one.slot, 3), -one.id))
    said = next((digits[one.id] for one in reversed(ones) if one.id in digits), None)
    return WeekItem(
        activity=text.activity, text=text, children=[children[key] for key in about], delivery=asks,
        because=str(asks.reason.get("because", "")), digit=said,
    )  # fmt: skip


def _digits(guardian: Guardian, week: date) -> dict[int, int]:
    said = Reply.objects.filter(guardian=guardian, digit__isnull=False, delivery_id__isnull=False)
    recent = said.filter(at__date__gte=week - timedelta(days=1)).order_by("at")
    return {delivery or 0: digit or 0 for delivery, digit in recent.values_list("delivery_id", "digit")}


def _texts(guardian: Guardian, codes: list[str]) -> dict[str, ActivityText]:
    """Each activity in the language the adult reads where we have it, else in the default."""
    by_code: dict[str, dict[str, ActivityText]] = {}
    for text in ActivityText.objects.filter(activity__code__in=codes).select_related("activity"):
        by_code.setdefault(text.activity.code, {})[text.language] = text
    found = {code: texts.get(rules.language_for(guardian.reads, texts).language) for code, texts in by_code.items()}
    return {code: text for code, text in found.items() if text}

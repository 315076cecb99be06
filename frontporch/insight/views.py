from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.insight import queries, words
from frontporch.insight.rules import Cell
from frontporch.places.models import Place
from frontporch.places.queries import calendar_of

PERIODS = ("30-days", "year")


@require_GET
@for_staff(Permission.REACH)
def reach(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Reach of one's own place, or of one beneath it (`?place=`), in the last 30 days or since the year began."""
    place = _place(request, staff)
    period = request.GET.get("period", PERIODS[0])
    last = timezone.localdate()
    first = _first(place, last, period)
    knows = staff.may(Permission.CHILDREN)
    found = queries.reach_shown(place, first, last, knows_the_children=knows)
    below = list(Place.objects.filter(parent=place, closed_on__isnull=True).order_by("name"))
    context = {
        "place": place, "found": found, "headline": words.headline(found.everyone, found.lowest), "period": period,
        "rungs": [] if found.everyone.hidden else words.rungs(found.everyone), "below": below, "knows": knows,
        "charts": _charts(found.tables, found.everyone), "moves": _moves(place, first, last) if knows else [],
    }  # fmt: skip
    return render(request, "insight/reach.html", context)


@require_GET
@for_staff(Permission.STATE_FIGURES)
def state(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The state's fixed tables: no names, small groups hidden by the tenant that handed them up."""
    found = queries.state_shown(staff.place, period=request.GET.get("period", ""))
    everyone = found.everyone
    context = {
        "place": staff.place, "found": found,
        "headline": words.headline(everyone, None) if everyone else None,
        "rungs": words.rungs(everyone) if everyone and not everyone.hidden else [],
        "charts": _charts(found.tables, everyone) if everyone else [],
        "tenants": [(place, cell, cell.share(cell.heard_back) if cell else None) for place, cell in found.tenants],
    }  # fmt: skip
    return render(request, "insight/state.html", context)


def _place(request: HttpRequest, staff: Staff) -> Place:
    asked = request.GET.get("place", "")
    if not asked:
        return staff.place
    if not asked.isdecimal():
        raise Http404
    return staff.place_or_404(int(asked))


def _first(place: Place, last: date, period: str) -> date:
    calendar = calendar_of(place, last)
    if period == "year" and calendar is not None:
        return calendar.first_day
    return last - timedelta(days=29)


def _charts(tables: dict[str, list[Cell]], everyone: Cell) -> list[object]:
    return [words.chart(table, cells, everyone) for table, cells in tables.items() if cells]


def _moves(place: Place, first: date, last: date) -> list[tuple[int, object, object]]:
    """Why children are not reached, the most frequent first, each with the next move."""
    return [(count, *words.MOVES[code]) for code, count in queries.reasons(place, first, last) if code in words.MOVES]

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from frontporch.lib.dates import days_in_session as sessions
from frontporch.lib.dates import school_year_of
from frontporch.places.models import Place, SchoolYear


def calendar_of(place: Place, on: date) -> SchoolYear | None:
    """The calendar of the school year of that day: the place's own, else the nearest above it that has one."""
    found = SchoolYear.objects.filter(place__in=place.ancestor_ids, year=school_year_of(on)).prefetch_related(
        "days_out"
    )
    order = {key: depth for depth, key in enumerate(place.ancestor_ids)}
    return max(found, key=lambda year: order[year.place_id], default=None)


def days_in_session(place: Place, *, first: date, last: date) -> list[date]:
    """The days from `first` to `last` (both counted) on which children are expected, in order; none without a calendar."""
    calendar = calendar_of(place, last)
    if calendar is None:
        return []
    first, last = max(first, calendar.first_day), min(last, calendar.last_day)
    out = [day.date for day in calendar.days_out.all()]
    weekdays = calendar.weekdays or (0, 1, 2, 3, 4)
    return sessions(first, last, out, weekdays) if first <= last else []


def zone_of(place: Place) -> ZoneInfo:
    """The time zone of a place: its own, else the nearest above it that names one, else the installation's."""
    zones = dict(Place.objects.filter(pk__in=place.ancestor_ids).exclude(time_zone="").values_list("pk", "time_zone"))
    nearest = next((zones[key] for key in reversed(place.ancestor_ids) if key in zones), settings.TIME_ZONE)
    return ZoneInfo(nearest)


def site_of(place: Place) -> Place:
    """The school or center that a classroom belongs to; the place itself if it is one."""
    return place.parent if place.kind == Place.Kind.CLASSROOM and place.parent else place

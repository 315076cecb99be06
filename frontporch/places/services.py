from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.db import connection, transaction
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.lib.phones import normalize
from frontporch.lib.refusal import Refusal
from frontporch.lib.sms import measure
from frontporch.places.models import DayOut, Installation, Place, SchoolYear

LONGEST_TEXT_NAME = 14  # GSM-7 units; authored texts leave room for it and a colon

# What may stand directly beneath what.
INSIDE: dict[str, tuple[str, ...]] = {
    Place.Kind.STATE: (),
    Place.Kind.REGION: (Place.Kind.STATE,),
    Place.Kind.DISTRICT: (Place.Kind.STATE, Place.Kind.REGION),
    Place.Kind.PROGRAM: (Place.Kind.STATE, Place.Kind.REGION),
    Place.Kind.SCHOOL: (Place.Kind.DISTRICT,),
    Place.Kind.CENTER: (Place.Kind.PROGRAM, Place.Kind.DISTRICT),
    Place.Kind.CLASSROOM: (Place.Kind.SCHOOL, Place.Kind.CENTER),
}


@transaction.atomic
def mark(*, kind: str, by: Actor) -> Installation:
    """Say once what this database is for: demo or production. Refuses to change its mind."""
    made, new = Installation.objects.get_or_create(only=True, defaults={"kind": kind})
    if made.kind != kind:
        said = _("This database was made for %(kind)s and stays so. Start with an empty one.") % {"kind": made.kind}
        raise Refusal("already-marked", said)
    if new:
        record("places.mark", target=made, by=by, kind=kind)
    return made


@transaction.atomic
def add_place(*, kind: str, parent: Place | None, name: str, code: str, by: Actor, **facts: Any) -> Place:
    """Add one place to the tree. `facts` are further fields of `Place`.

    Refuses a kind that cannot stand beneath the parent, and a code the district uses already.
    """
    allowed = INSIDE[kind]
    if (parent is None) != (not allowed) or (parent is not None and parent.kind not in allowed):
        raise Refusal("wrong-parent", _("A %(kind)s cannot stand there in the tree of places.") % {"kind": kind})
    district = parent.district if parent else None
    if district and Place.objects.filter(district=district, code=code).exists():
        raise Refusal("code-taken", _("The code %(code)s belongs to another place of this district.") % {"code": code})
    key = _next_id()
    place = Place(
        id=key, kind=kind, parent=parent, name=name, code=code, path=f"{parent.path if parent else '/'}{key}/", **facts
    )
    place.district_id = key if place.is_tenant else (district.pk if district else None)
    place.save(force_insert=True)
    record("places.add", target=place, by=by, place_id=place.pk, kind=kind)
    return place


@transaction.atomic
def describe(*, place: Place, text_name: str, office_phone: str, time_zone: str, by: Actor) -> Place:
    """Say how texts from a place begin, which number its office answers, and which clock it lives by.

    `text_name`: at most 14 characters that fit a plain text, once per district. `office_phone`: any usual way of
    writing it; empty for none. `time_zone`: an IANA name; empty for that of the place above.
    Refuses what doesn't fit (`text-name-long`, `text-name-costly`), a name in use (`text-name-taken`), a number that is
    none (`phone-unreadable`) and a zone nobody knows (`unknown-zone`).
    """
    text_name = " ".join(text_name.split())
    _check_text_name(place, text_name)
    phone = normalize(office_phone) if office_phone.strip() else ""
    if phone is None:
        raise Refusal("phone-unreadable", _("Enter a phone number with 10 numbers, like 601 555 0100."))
    if time_zone and time_zone not in available_timezones():
        raise Refusal("unknown-zone", _("Choose a time zone from the list."))
    Place.objects.filter(pk=place.pk).update(text_name=text_name, office_phone=phone, time_zone=time_zone)
    place.refresh_from_db(fields=["text_name", "office_phone", "time_zone"])
    record("places.describe", target=place, by=by, place_id=place.pk)
    return place


def _check_text_name(place: Place, text_name: str) -> None:
    if not text_name:
        return
    size = measure(text_name)
    if size.encoding != "gsm-7":
        said = _("Leave out %(letters)s: each one makes every text cost twice.") % {"letters": " ".join(size.costly)}
        raise Refusal("text-name-costly", said)
    if size.units > LONGEST_TEXT_NAME:
        raise Refusal("text-name-long", _("Use at most 14 letters, so that the name and the text fit in one message."))
    taken = Place.objects.filter(district=place.district, text_name=text_name).exclude(pk=place.pk)
    if place.district and taken.exists():
        raise Refusal(
            "text-name-taken", _("Another school of this district uses that name in its texts. Choose another.")
        )


@transaction.atomic
def set_calendar(
    *, place: Place, year: int, first_day: date, last_day: date, days_out: Iterable[date], by: Actor,
    year_round: bool = False, weekdays: Iterable[int] = (),
) -> SchoolYear:  # fmt: skip
    """Say which days of a school year are in session at a place and, unless they say otherwise, everywhere beneath it.

    `year` is the calendar year in which it begins. Replaces the earlier calendar of that year.
    Refuses a year that ends before it begins.
    """
    if last_day <= first_day:
        raise Refusal("year-runs-backward", _("The last day of the year must come after the first."))
    facts = {"first_day": first_day, "last_day": last_day, "year_round": year_round, "weekdays": list(weekdays)}
    calendar, _new = SchoolYear.objects.update_or_create(place=place, year=year, defaults=facts)
    calendar.days_out.all().delete()
    out = sorted(set(days_out))
    DayOut.objects.bulk_create(DayOut(school_year=calendar, date=day) for day in out)
    record("places.set_calendar", target=calendar, by=by, place_id=place.pk, year=year, days_out=len(out))
    return calendar


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('places_place', 'id'))")
        found: int = cursor.fetchone()[0]
    return found

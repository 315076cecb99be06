"""What a family's page shows one adult: their children, the week's cards, days at school, how we reach them.

Every child here has passed `children_of`, so a no-contact edge or a shared number leaves no trace on the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian, Purpose
from frontporch.lib.phones import show
from frontporch.outreach import queries
from frontporch.outreach.models import Channel, OptOut
from frontporch.outreach.queries import WeekItem
from frontporch.outreach.school_days import month_and_day, school_days
from frontporch.toolkit.models import Activity, ActivityText, Area
from frontporch.toolkit.queries import library, text_in
from frontporch.ui import pictures

KNOW = (Edge.Tier.INFORMED, Edge.Tier.DECIDES)  # tiers that may see a child's records
_SOUNDS_LIKE_I = re.compile("h?[ií](?![aeou])|y(?![aeiou])", re.IGNORECASE)
EASY = 10  # minutes: what fits any day


@dataclass(frozen=True, kw_only=True)
class Mine:
    """A child as this adult may see it today."""

    child: Child
    tier: str
    enrollment: Enrollment | None  # None: not enrolled today


@dataclass(frozen=True, kw_only=True)
class Card:
    """One activity, ready to read."""

    activity: Activity
    text: ActivityText
    names: SafeString  # whom it is for; empty when this adult has one child
    place: str
    because: str
    delivery_id: int | None  # None: nothing was sent, so there is nothing to answer
    digit: int | None
    labels: str  # the language of the words around the text
    first: bool = False  # its first button is the page's filled one

    @property
    def area(self) -> str:
        return str(Area(self.activity.area).label)

    @property
    def picture(self) -> str:
        icon = self.activity.icon.lower()
        return icon if icon in pictures.names() else f"area-{self.activity.area}"


# -- who ---------------------------------------------------------------------------------------------------------


def children_of(guardian: Guardian, on: date) -> list[Mine]:
    """The children this adult may learn about on that day, by first name.

    Left out: no contact, emergency only, gone, and each child with a no-contact adult who holds a number or
    address of this adult too, since whoever holds the phone can open the link.
    """
    edges = Edge.objects.may_learn(on).filter(Q(gone_on__isnull=True) | Q(gone_on__gt=on), guardian=guardian)
    found = {edge.child_id: edge for edge in edges.filter(child__gone_on__isnull=True).select_related("child")}
    barred = _barred(guardian, found.keys(), on)
    enrolled = {
        row.child_id: row
        for row in Enrollment.objects.on(on).filter(child__in=found.keys()).select_related("place").order_by("-pk")
    }
    mine = [
        Mine(child=edge.child, tier=edge.tier, enrollment=enrolled.get(key))
        for key, edge in found.items()
        if key not in barred
    ]
    return sorted(mine, key=lambda one: _by_name(one.child))


def _by_name(child: Child) -> tuple[str, int]:
    return child.short_name, child.pk


def _barred(guardian: Guardian, children: Collection[int], on: date) -> set[int]:
    held = ContactPoint.objects.filter(guardian=guardian).values("number_key")
    edges = Edge.objects.in_force(on).filter(
        tier=Edge.Tier.NO_CONTACT, child__in=children, guardian__contact_points__number_key__in=held
    )
    return set(edges.values_list("child_id", flat=True))


def names_of(children: Sequence[Child]) -> SafeString:
    """First names as one says them: Jay, Ana and Leo. Each keeps its own direction."""
    marked = [format_html("<bdi>{}</bdi>", child.short_name) for child in children]
    if len(marked) < 2:
        return marked[0] if marked else SafeString("")
    first = format_html_join(", ", "{}", ((name,) for name in marked[:-1]))
    return format_html(_and(str(get_language()), children[-1].short_name), first=first, last=marked[-1])


def _and(language: str, name: str) -> str:
    """Spanish says *e* for *and* before the sound of an i: Ana e Inés."""
    if language == "es" and _SOUNDS_LIKE_I.match(name):
        return "{first} e {last}"
    return _("{first} and {last}")


# -- the page ----------------------------------------------------------------------------------------------------


def page_of(guardian: Guardian, *, on: date, chosen: bool) -> dict[str, Any]:
    """Everything on the page, in the language that is active. `chosen`: the reader asked for that language."""
    mine = children_of(guardian, on)
    items = _allowed(queries.week_of(guardian, on), mine)
    monday = _monday_of(items, on)
    return {
        "names": names_of([one.child for one in mine]),
        "about": _about(mine),
        "dates": dates_of(monday),
        "again": bool(items) and monday < _monday(on),
        "cards": _cards(items, mine, chosen=chosen),
        "anyway": None if items else _any_day(mine, on),
        "days": school_days([(one.child, one.enrollment) for one in mine if one.enrollment and one.tier in KNOW], on),
        "how": _how(guardian, items),
        "unread": _unread(guardian, items),
        "offices": _offices(mine),
    }


def _allowed(items: Sequence[WeekItem], mine: Sequence[Mine]) -> list[WeekItem]:
    """Only children of this page, and only what is about one: the engine sees to it too, and this page trusts nobody."""
    known = {one.child.pk for one in mine}
    kept = (replace(item, children=[child for child in item.children if child.pk in known]) for item in items)
    return [item for item in kept if item.children]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monday_of(items: Sequence[WeekItem], on: date) -> date:
    return _monday(max((timezone.localdate(item.delivery.due_at) for item in items), default=on))


def _locale() -> Locale:
    try:
        return Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-")
    except (UnknownLocaleError, ValueError):  # the test language is none
        return Locale.parse(settings.LANGUAGE_CODE, sep="-")


def dates_of(monday: date) -> str:
    """Monday to Friday as people write it: October 6 to 10."""
    friday = monday + timedelta(days=4)
    if monday.month == friday.month:
        return _("{month} {first} to {last}").format(month=date_format(monday, "F"), first=monday.day, last=friday.day)
    return _("{first} to {last}").format(first=month_and_day(monday), last=month_and_day(friday))


def _about(mine: Sequence[Mine]) -> list[str]:
    """The grade, when there is one child, and each school or center once."""
    rows = [one.enrollment for one in mine if one.enrollment]
    grade = [grade_in_words(rows[0].grade)] if len(mine) == 1 and rows else []
    return [word for word in (*grade, *dict.fromkeys(row.place.name for row in rows)) if word]


def grade_in_words(grade: str) -> str:
    """The grade for a family; empty for babies and for what is not known."""
    if grade.isdigit():
        return _("Grade %(number)d") % {"number": int(grade)}
    return {"KG": _("Kindergarten"), "PK": _("Pre-K"), "TK": _("Pre-K"), "PR": _("Pre-K")}.get(grade, "")


def _cards(items: Sequence[WeekItem], mine: Sequence[Mine], *, chosen: bool) -> list[Card]:
    texts = _texts_in(get_language() or settings.LANGUAGE_CODE, items) if chosen else {}
    cards: list[Card] = []
    for item in items:
        text = texts.get(item.activity.pk, item.text)
        cards.append(
            Card(
                activity=item.activity, text=text, because=item.because, digit=item.digit, labels=_labels(text),
                names=names_of(sorted(item.children, key=_by_name)) if len(mine) > 1 else SafeString(""),
                place=item.delivery.place.name, delivery_id=item.delivery.id, first=not cards,
            )
        )  # fmt: skip
    return cards


def _texts_in(language: str, items: Sequence[WeekItem]) -> dict[int, ActivityText]:
    found = ActivityText.objects.filter(activity__in=[item.activity for item in items], language=language)
    return {text.activity_id: text for text in found}


def _labels(text: ActivityText) -> str:
    """Words around a text are in its language where we speak it, else in the page's."""
    spoken = dict(settings.LANGUAGES)
    return text.language if text.language in spoken else str(get_language() or settings.LANGUAGE_CODE)


def _any_day(mine: Sequence[Mine], on: date) -> Card | None:
    """When nothing was sent: something short for the age of one child that needs nothing, another each day."""
    bands = [one.enrollment.band for one in mine if one.enrollment and one.enrollment.band]
    easy = [one for one in library(bands=bands or None) if one.minutes <= EASY and not one.materials]
    if not easy:
        return None
    activity = easy[on.toordinal() % len(easy)]
    text = text_in(activity, get_language() or settings.LANGUAGE_CODE)
    if text is None:
        return None
    return Card(
        activity=activity, text=text, names=SafeString(""), place="", because="", delivery_id=None, digit=None,
        labels=_labels(text),
    )  # fmt: skip


# -- how we reach you --------------------------------------------------------------------------------------------


def _how(guardian: Guardian, items: Sequence[WeekItem]) -> dict[str, Any]:
    """The way this adult's messages take, in words; of a number only its end, for the page may be passed on."""
    last = items[0].delivery if items else None
    points = ContactPoint.objects.filter(guardian=guardian, state=ContactPoint.State.WORKS, gone_on__isnull=True)
    used = sorted(points, key=lambda one: (one.pk != (last and last.contact_point_id), one.pk))
    phone = next((one for one in used if one.kind == ContactPoint.Kind.PHONE and one.takes_texts), None)
    email = next((one for one in used if one.kind == ContactPoint.Kind.EMAIL), None)
    way = last.channel if last else guardian.prefers or (phone and Channel.SMS) or (email and Channel.EMAIL)
    if way == Channel.SMS and phone:
        end = format_html('<bdi dir="ltr">{}</bdi>', show(phone.value)[-4:])
        if _said_stop(phone):
            return {
                "says": format_html(_("You asked us not to text the number that ends in {end}."), end=end),
                "stopped": True,
            }
        return {"says": format_html(_("By text, to the number that ends in {end}."), end=end), "texts": True}
    if way == Channel.EMAIL and email:
        address = format_html('<bdi dir="ltr">{}</bdi>', _masked(email.value))
        return {"says": format_html(_("By e-mail, to {address}."), address=address)}
    return {"says": _("By phone call.") if way == Channel.PHONE else _("On paper, from school. That is fine.")}


def _said_stop(phone: ContactPoint) -> bool:
    """Whether the number said no to the learning ideas of this district."""
    said = OptOut.objects.filter(number_key=phone.number_key, lifted_at__isnull=True)
    return said.filter(sender__district=phone.district_id, sender__purpose=Purpose.LEARNING).exists()


def _masked(email: str) -> str:
    """m…@example.org: enough for its owner to know it."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def _unread(guardian: Guardian, items: Sequence[WeekItem]) -> dict[str, str] | None:
    """Which language this adult reads, when some words here are not in it; unknown stays unknown."""
    if guardian.reads in ("", "zxx"):
        return {"known": ""} if guardian.reads == "" else None
    reads = guardian.reads.split("-", maxsplit=1)[0]
    written = {item.text.language.split("-", maxsplit=1)[0] for item in items}
    if written == {reads} or (not written and reads in dict(settings.LANGUAGES)):
        return None
    try:
        name = Locale.parse(guardian.reads, sep="-").get_display_name(_locale())
    except (UnknownLocaleError, ValueError):
        name = None
    return {"known": str(name or guardian.reads)}


def _offices(mine: Sequence[Mine]) -> list[dict[str, str]]:
    """The number of each child's school where a person answers."""
    places = {one.enrollment.place.pk: one.enrollment.place for one in mine if one.enrollment}
    return [
        {"name": place.name, "phone": place.office_phone, "shown": show(place.office_phone)}
        for place in places.values()
        if place.office_phone
    ]


def other_languages(here: str) -> list[dict[str, str]]:
    """The languages this page speaks beside the one it is in; the test language is never offered."""
    codes = [code for code, _name in settings.LANGUAGES if code not in (here, settings.RIGHT_TO_LEFT_TEST)]
    return [{"code": code, "name": str(get_language_info(code)["name_local"]).capitalize()} for code in codes]

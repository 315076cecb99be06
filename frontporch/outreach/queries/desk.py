"""What the desk shows beside the engine's rows: whose family it is, which weeks are planned, what an activity is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from frontporch.families.models import Child, Edge, Enrollment, EnrollmentQuerySet
from frontporch.outreach import queries
from frontporch.outreach.models import Delivery, Send
from frontporch.places.models import Place
from frontporch.toolkit.models import ActivityText


def children_of(guardians: Iterable[int], place: Place, on: date) -> dict[int, list[Child]]:
    """The children at a school or center whom each adult may learn about, by the adult's id.

    A child that an adult must have no contact with is never among them, nor a child of another site.
    """
    edges = (
        Edge.objects.may_learn(on)
        .filter(guardian__in=set(guardians), child__enrollments__in=_enrolled(place, on))
        .select_related("child")
        .order_by("child__given_name", "pk")
        .distinct()
    )
    found: dict[int, list[Child]] = {}
    for edge in edges:
        found.setdefault(edge.guardian_id, []).append(edge.child)
    return found


def _enrolled(place: Place, on: date) -> EnrollmentQuerySet:
    return Enrollment.objects.on(on).filter(place=place)


def lost_messages(place: Place, on: date) -> QuerySet[Delivery]:
    """Messages of which nobody can say whether they went out; of a class, those about its children."""
    return own(queries.unknown(place), place, on)


def own(deliveries: QuerySet[Delivery], place: Place, on: date) -> QuerySet[Delivery]:
    """Of a site's deliveries those that people of this place may see: a class sees what is about its own children."""
    if place.kind != Place.Kind.CLASSROOM:
        return deliveries
    mine = Q(homeroom=place) | Q(classrooms__contains=[place.pk])
    return deliveries.filter(
        children__overlap=list(Enrollment.objects.on(on).filter(mine).values_list("child_id", flat=True))
    )


def planned_weeks(site: Place, weeks: Iterable[date]) -> set[date]:
    """Which of these weeks have a send at the site, whatever its status."""
    return set(Send.objects.filter(place=site, week__in=list(weeks)).values_list("week", flat=True))


def titles(codes: Iterable[str], language: str) -> dict[str, str]:
    """What activities are called in a language, in English where they do not speak it, by code."""
    texts = ActivityText.objects.filter(activity__code__in=set(codes), language__in=[language, "en"])
    found = sorted(texts.values_list("activity__code", "language", "title"), key=lambda one: one[1] == language)
    return {code: title for code, _language, title in found}

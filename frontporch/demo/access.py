"""Doors into the demo: one signed address for each role, open only where every person is invented."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.db.models import Count
from django.urls import reverse

from frontporch.accounts.models import Membership
from frontporch.demo.rules import DOORS
from frontporch.families.access import make_link
from frontporch.families.models import Edge, Guardian
from frontporch.places.access import scope
from frontporch.places.models import Installation, Place

_SALT = "frontporch.demo.door"
_OPEN_FOR = timedelta(days=30)  # `make run` prints fresh ones at every start


def is_demo() -> bool:
    """Whether this database was marked as a demo when it was made."""
    return Installation.objects.filter(kind=Installation.Kind.DEMO).exists()


def sign_in_links() -> list[tuple[str, str]]:
    """The role as people read it and the path of its door, one for each; none outside a demo."""
    if not is_demo():
        return []
    return [(door.title, reverse("demo:door", kwargs={"token": make_token(role)})) for role, door in DOORS.items()]


def make_token(role: str) -> str:
    """The signed word in a door's address."""
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(role)


def read_token(token: str) -> str | None:
    """The role behind a door; None when the address was altered, is old, or this is no demo."""
    if not is_demo():
        return None
    try:
        role = signing.TimestampSigner(salt=_SALT, sep="~").unsign(token, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return None
    return role if role in DOORS else None


def member_behind(role: str) -> Membership | None:
    """The demo person who signs in through a role's door, in that role."""
    found = Membership.objects.current().filter(user__email=DOORS[role].email, role=role)
    return found.select_related("user", "place").first()


def family_link() -> str | None:
    """The page of one invented family: an adult of the demo teacher's class who reads English and decides."""
    teacher = member_behind("teacher")
    if teacher is None or teacher.place.district is None:
        return None
    with scope(teacher.place.district):
        guardian = _guardian_in(teacher.place)
        return make_link(guardian) if guardian else None


def _guardian_in(classroom: Place) -> Guardian | None:
    edges = Edge.objects.may_learn().filter(
        child__enrollments__classrooms__contains=[classroom.pk], child__enrollments__ends_on=None, gone_on=None
    )
    adults = Guardian.objects.filter(
        edges__in=edges.filter(tier=Edge.Tier.DECIDES), reads="en", gone_on=None, contact_points__takes_texts=True
    )
    return adults.annotate(weight=Count("deliveries")).order_by("-weight", "pk").first()

"""Who works where, and who can help somebody who is signed in but has no place here now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from frontporch.accounts.access import Staff
from frontporch.accounts.models import Membership, User
from frontporch.accounts.rules import ROLES, Permission, may, may_invite
from frontporch.places.models import Place

# Kinds of place from the top of the tree down; what stands on one line stands beside each other.
LEVELS = (("state",), ("region",), ("district", "program"), ("school", "center"), ("classroom",))
INVITERS = [key for key in ROLES if may(key, Permission.INVITE)]


def people_under(place: Place, *, search: str = "") -> QuerySet[Membership]:
    """Every current membership at the place and beneath it, from the top of the tree down, then by name.

    `search` keeps those whose name, e-mail or place holds the words.
    """
    found = Membership.objects.current().filter(place__in=Place.objects.under(place)).select_related("user", "place")
    if words := search.strip():
        found = found.filter(
            Q(user__name__icontains=words) | Q(user__email__icontains=words) | Q(place__name__icontains=words)
        )
    return found.order_by("place__path", "user__name", "user__email", "pk")


def can_end(staff: Staff, membership: Membership) -> bool:
    """Whether this person may end that membership: one of a role that they invite, or their own."""
    return membership.user_id == staff.user.pk or may_invite(staff.membership.role, membership.role)


def places_to_invite_to(staff: Staff) -> QuerySet[Place]:
    """The places at and beneath theirs where somebody of a role that they invite can work.

    Classrooms are listed only for one school or center: above that the list would have no end.
    """
    kinds = {kind for role in staff.role.invites for kind in ROLES[role].kinds}
    if staff.place.kind not in (Place.Kind.SCHOOL, Place.Kind.CENTER):
        kinds.discard(Place.Kind.CLASSROOM)
    return staff.places().filter(kind__in=kinds, closed_on__isnull=True).order_by("path")


@dataclass(frozen=True)
class Helper:
    """Somebody who may invite: name, e-mail, role and place in words."""

    name: str
    email: str
    role: str
    place: str


def who_can_help(user: User) -> list[Helper]:
    """Those who may invite at the last place where the user worked, or the nearest above it that has somebody.

    For somebody who never worked anywhere: the state office. Nobody at all is an empty list.
    """
    last = user.memberships.select_related("place").order_by("-ended_at", "-pk").first()
    near = Q(place__in=last.place.ancestor_ids) if last else Q(place__kind=Place.Kind.STATE)
    found = list(
        Membership.objects.current()
        .filter(near, role__in=INVITERS, place__closed_on__isnull=True)
        .exclude(user=user)
        .select_related("user", "place")
        .order_by("-place__path", "user__name", "pk")
    )
    deepest = max((len(one.place.ancestor_ids) for one in found), default=0)
    return [
        Helper(str(one.user), one.user.email, ROLES[one.role].title, one.place.name)
        for one in found
        if len(one.place.ancestor_ids) == deepest
    ]


@dataclass(frozen=True)
class RoleSeen:
    """A role in words, and in plain sentences what it lets somebody do and see."""

    title: str
    does: str
    can: list[str]


def roles_seen_from(place: Place) -> list[RoleSeen]:
    """The roles that somebody can hold at this place or beneath it, in the order of the table."""
    own = next(depth for depth, level in enumerate(LEVELS) if place.kind in level)
    kinds = {kind for level in LEVELS[own:] for kind in level}
    return [
        RoleSeen(one.title, one.does, [str(permission) for permission in Permission if permission in one.permissions])
        for one in ROLES.values()
        if kinds & set(one.kinds)
    ]

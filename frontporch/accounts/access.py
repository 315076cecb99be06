"""Who may do what: the decorator that hands a staff page its person, checked, with the tenant scope open."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from frontporch.accounts.models import Membership, User
from frontporch.accounts.rules import ROLES, Permission, Role, may
from frontporch.audit.models import Actor
from frontporch.places.access import scope
from frontporch.places.models import Place, PlaceQuerySet

# Other apps enter here: what a page asks for is said in the words of `rules`.
__all__ = ["CHOSEN", "ROLES", "Permission", "Role", "Staff", "for_staff", "may", "staff_of"]

P = ParamSpec("P")
CHOSEN = "membership"  # the session's key for the hat a person wears now, if they have several


@dataclass(frozen=True)
class Staff:
    """A signed-in person in one of their roles."""

    user: User
    membership: Membership
    others: tuple[Membership, ...] = ()  # their further roles

    @property
    def place(self) -> Place:
        return self.membership.place

    @property
    def district(self) -> Place | None:
        """The tenant whose people this role may see; none for a state or region."""
        return self.place.district

    @property
    def role(self) -> Role:
        return ROLES[self.membership.role]

    @property
    def actor(self) -> Actor:
        return self.membership.actor

    def may(self, permission: Permission) -> bool:
        return may(self.membership.role, permission)

    def places(self) -> PlaceQuerySet:
        """Their place and everything beneath it."""
        return Place.objects.under(self.place)

    def place_or_404(self, pk: int) -> Place:
        """A place that is theirs. A neighbor's place answers exactly like one that does not exist."""
        found = self.places().select_related("district", "parent").filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


StaffView = Callable[Concatenate[HttpRequest, Staff, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_staff(permission: Permission) -> Callable[[StaffView[P]], View[P]]:
    """Let in staff whose role holds the permission, with the rows of their district open.

    A stranger is sent to sign in. Somebody whose other role holds the permission wears that one for this page.
    Everybody else is refused with a sentence. Such pages are never kept by a browser or a proxy.
    """

    def decorate(view: StaffView[P]) -> View[P]:
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            staff = staff_of(request, permission)
            if staff is None:
                raise PermissionDenied
            vars(request)["staff"] = staff  # the frame's navigation asks which pages this role has
            with scope(staff.district) if staff.district else nullcontext():
                response = view(request, staff, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        functools.update_wrapper(wrapped, view)
        vars(wrapped)["permission"] = permission  # read by the test that walks every address
        return wrapped

    return decorate


def staff_of(request: HttpRequest, permission: Permission | None = None) -> Staff | None:
    """The person behind a request in the role they chose, or in another of theirs that holds the permission."""
    if not isinstance(request.user, User):
        return None
    mine = list(
        Membership.objects.current()
        .filter(user=request.user, place__closed_on__isnull=True)
        .select_related("place__district", "place__parent")
        .order_by("pk")
    )
    chosen: Any = request.session.get(CHOSEN)
    mine.sort(key=lambda one: one.pk != chosen)
    for one in mine:
        if permission is None or may(one.role, permission):
            return Staff(request.user, one, tuple(other for other in mine if other is not one))
    return None

"""What no student system says about a family: papers on file, languages named by the adults themselves, kin."""

from __future__ import annotations

import random

from frontporch.audit.models import Actor
from frontporch.demo.building.files import TenantFiles
from frontporch.families import services as families
from frontporch.families.models import ContactPoint, Edge, Guardian, Source
from frontporch.places.models import Place

_PAPERS = 3  # one kin household in so many has brought a paper


def tell(tenant: Place, files: TenantFiles, *, draw: random.Random, by: Actor) -> None:
    """Set what people know: no contact, kin with papers, languages that families named."""
    truth = files.truth()
    _no_contact(tenant, truth["no-contact"], by)
    _kin(tenant, truth["kin"], by)
    _languages(draw, by)


def _no_contact(tenant: Place, adults: list[str], by: Actor) -> None:
    """A court order is on file: no send, list or page reaches this adult about these children."""
    for edge in _edges(tenant, adults):
        families.set_tier(edge=edge, tier=Edge.Tier.NO_CONTACT, document="court order, seen at the office", by=by)


def _kin(tenant: Place, adults: list[str], by: Actor) -> None:
    """Kin and foster families learn with the child without papers; some have brought one and are told more."""
    for n, edge in enumerate(_edges(tenant, adults)):
        if n % _PAPERS == 0:
            families.set_tier(
                edge=edge, tier=Edge.Tier.INFORMED, document="kinship affidavit, seen at the office", by=by
            )
        else:
            families.set_tier(edge=edge, tier=Edge.Tier.LEARNS_WITH, document="", by=by)


def _edges(tenant: Place, adults: list[str]) -> list[Edge]:
    return list(Edge.objects.filter(district=tenant, guardian__sourced_id__in=adults).order_by("pk"))


def unreachable(files: TenantFiles) -> list[str]:
    """Numbers that no text reaches: dead ones, and land lines that stand where a mobile number should."""
    truth = files.truth()
    adults = [*truth["dead"], *truth["landline"]]
    points = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, guardian__sourced_id__in=adults)
    return sorted(set(points.values_list("value", flat=True)))


def _languages(draw: random.Random, by: Actor) -> None:
    """Some adults of whom nobody had asked have named their language since; a few speak one that they do not read."""
    for guardian in Guardian.objects.filter(reads="").order_by("pk"):
        if draw.random() < 0.35:
            said = draw.choices(("en", "es", "ar", "vi"), (70, 24, 3, 3))[0]
            families.set_language(guardian=guardian, reads=said, speaks=said, source=Source.FAMILY, by=by)
    for guardian in Guardian.objects.filter(reads__in=("mam", "quc")).order_by("pk"):
        families.set_language(guardian=guardian, reads="zxx", speaks=guardian.speaks, source=Source.STAFF, by=by)

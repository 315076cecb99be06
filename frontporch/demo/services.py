from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.utils import timezone

from frontporch.accounts.models import Membership
from frontporch.audit.models import SYSTEM, Actor
from frontporch.audit.services import record
from frontporch.demo.access import sign_in_links
from frontporch.demo.building import ground, homes, plans
from frontporch.demo.building.files import StateFiles, TenantFiles, read_state
from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import write
from frontporch.lib.refusal import Refusal
from frontporch.outcomes import services as outcomes
from frontporch.places.access import scope
from frontporch.places.models import Installation, Place
from frontporch.places.services import mark
from frontporch.roster import services as roster

__all__ = ["build", "sign_in_links"]

CHILDREN, DISTRICTS, SEED = 1200, 3, 1
PLANS_AFTER = 6  # weeks


def build(*, by: Actor = SYSTEM, today: date | None = None, children: int = CHILDREN) -> None:
    """Invent a state and live a term of its year, through the importers and services that real places use.

    The term ends today. Each district is made in a transaction of its own. Refuses a database that was made for
    production, and one that has places already.
    """
    if Place.objects.exists():
        raise Refusal("not-empty", "There are places in this database already. A demo needs an empty one.")
    installation = mark(kind=Installation.Kind.DEMO, by=by)
    wish = Wish(
        children=children, seed=SEED, districts=DISTRICTS, today=today or timezone.localdate(), subjects=False
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        for _written in write(wish, Path(folder)):
            pass
        state = read_state(Path(folder))
        grounds = ground.lay(state, by=by)
        ground.invite_leaders(grounds, by=by)
        for number, (tenant, files) in enumerate(grounds):
            with scope(tenant):
                _people(tenant, files, is_first=number == 0, by=by)
            with scope(tenant):
                _year(tenant, files, state, is_first=number == 0, by=by)
    record("demo.build", target=installation, by=by, children=children)


def _people(tenant: Place, files: TenantFiles, *, is_first: bool, by: Actor) -> None:
    """Rosters, staff, absences, and what only people know about families."""
    roster.apply(district=tenant, by=by, file=files.bundle, name=files.bundle.name)
    ground.invite_staff(tenant, files, is_first=is_first, by=by)
    office = _leader(tenant)
    homes.tell(tenant, files, draw=Random(f"{SEED}:homes:{files.code}"), by=office)
    outcomes.import_absences(file=files.absences, district=tenant, by=office)


def _year(tenant: Place, files: TenantFiles, state: StateFiles, *, is_first: bool, by: Actor) -> None:
    """Where each school stands after six weeks, the plans that answer it, and where it stands today."""
    office = _leader(tenant)
    begins = state.first_day + timedelta(weeks=PLANS_AFTER)
    if begins < state.today:
        outcomes.measure_chronic_absence(place=tenant, through=begins - timedelta(days=3), by=office)
        term = plans.Term(state.year, begins, state.last_day)
        for number, site in enumerate(Place.objects.filter(district=tenant).sites().order_by("pk")):
            if number % 2 == 0:
                plans.publish(site, term, is_own=is_first and number == 0, by=_leader(site))
    outcomes.measure_chronic_absence(place=tenant, through=state.today, by=office)


def _leader(place: Place) -> Actor:
    """Who acts for a place: its principal or director, or the coordinator of a district or program."""
    return Membership.objects.current().filter(place=place, role__in=("principal", "district")).order_by("pk")[0].actor

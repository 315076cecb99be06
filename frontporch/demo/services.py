from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from frontporch.audit.models import SYSTEM, Actor
from frontporch.audit.services import record
from frontporch.demo.access import sign_in_links
from frontporch.demo.building import ground
from frontporch.demo.building.files import TenantFiles, read_state
from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import write
from frontporch.lib.refusal import Refusal
from frontporch.places.access import scope
from frontporch.places.models import Installation, Place
from frontporch.places.services import mark
from frontporch.roster import services as roster

__all__ = ["build", "sign_in_links"]

CHILDREN, DISTRICTS, SEED = 1200, 3, 1


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
    record("demo.build", target=installation, by=by, children=children)


def _people(tenant: Place, files: TenantFiles, *, is_first: bool, by: Actor) -> None:
    roster.apply(district=tenant, by=by, file=files.bundle, name=files.bundle.name)
    ground.invite_staff(tenant, files, is_first=is_first, by=by)

"""One tenant while its term is lived, and its clock."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection, connections

from frontporch.places.models import Place
from frontporch.places.queries import zone_of


@dataclass
class Town:
    """A district or program, its sites, and the moment at which the demo is made: nothing happens after it."""

    tenant: Place
    sites: list[Place]
    now: datetime
    draw: random.Random
    own_site: Place | None = None  # its coming week stays planned, so that there is something to release
    words_waiting: int = 0  # at that site, for somebody to answer

    def at(self, day: date, clock: time) -> datetime | None:
        """A moment on the tenant's clock; None when it has not come yet."""
        moment = datetime.combine(day, clock, zone_of(self.tenant))
        return moment if moment <= self.now else None


def refresh_statistics(*tables: str) -> None:
    """Tell PostgreSQL how many rows there are now: its own round comes a minute late, and plans badly until then."""
    if "owner" in connections:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


@contextmanager
def commits_without_waiting() -> Iterator[None]:
    """Thousands of small transactions need not each wait for the disk: a demo cut off half-way is made anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")

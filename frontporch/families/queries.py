"""Who may learn about a child, and by which number or address. No contact beats everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from frontporch.families.models import Child, Edge
from frontporch.families.rules import (  # asked by apps above, which have no other door
    language_tag,
    relation_of,
    tier_of,
)
from frontporch.lib.phones import keyed_hash
from frontporch.places.models import Place

__all__ = ["Selection", "language_tag", "learners", "number_key", "reachable", "relation_of", "tier_of"]


def number_key(kind: str, value: str) -> str:
    """The keyed hash by which tenants share what belongs to a number. `value` is normalized: E.164, or small letters."""
    return keyed_hash(f"{kind}:{value}", settings.NUMBER_KEY)


@dataclass(frozen=True)
class Selection:
    """A SELECT with its parameters, to stand as `FROM (…) AS r` in a set-based statement: nobody loops over rows."""

    sql: str
    params: Sequence[Any]

    def fetch(self) -> list[dict[str, Any]]:
        """The rows themselves, for a page or a test."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_IN_FORCE = "({0}.starts_on IS NULL OR {0}.starts_on <= %s) AND ({0}.ends_on IS NULL OR {0}.ends_on >= %s)"
_FACTS = """
    enrolled.id AS enrollment_id, enrolled.child_id, enrolled.place_id, enrolled.grade, enrolled.band,
    enrolled.homeroom_id, guardian.id AS guardian_id, edge.tier, guardian.reads, guardian.speaks, guardian.prefers,
    guardian.time_zone"""
_PEOPLE = f"""
    FROM families_enrollment enrolled
    JOIN families_edge edge ON edge.child_id = enrolled.child_id AND edge.tier = ANY(%s)
     AND {_IN_FORCE.format("edge")} AND (edge.gone_on IS NULL OR edge.gone_on > %s)
    JOIN families_guardian guardian ON guardian.id = edge.guardian_id"""
# A number counts as held whatever its state: one that failed, was replaced or left the feed may still be in a pocket.
_HELD_BY_NO_CONTACT = f"""EXISTS (
    SELECT 1 FROM families_edge barred
    JOIN families_contactpoint held ON held.guardian_id = barred.guardian_id
    WHERE barred.child_id = enrolled.child_id AND barred.tier = 'no-contact' AND {_IN_FORCE.format("barred")}
      AND held.number_key = point.number_key)"""


def learners(where: Place | Child, on: date) -> Selection:
    """Each enrolled child with each adult who may learn about it that day, one row a pair; paper asks this.

    `where` is a state … classroom, with everything under it, or one child. Columns: enrollment_id, child_id, place_id
    (the site), grade, band, homeroom_id, guardian_id, tier, reads ("" unknown), speaks, prefers, time_zone.
    """
    here, named = _where(where)
    sql = f"SELECT {_FACTS} {_PEOPLE} WHERE {here} AND {_IN_FORCE.format('enrolled')}"
    return Selection(sql, [*_people(on), *named, on, on])


def reachable(where: Place | Child, on: date) -> Selection:
    """Each pair of `learners` with each working number or address it may be reached by, one row each; sending asks this.

    Adds contact_point_id, kind (phone, email, address), number_key, takes_texts. Left out: what failed, was replaced or
    left the feed, and each number that a no-contact adult of *this child* holds too, whoever else shares it.
    """
    here, named = _where(where)
    sql = f"""
    SELECT {_FACTS}, point.id AS contact_point_id, point.kind, point.number_key, point.takes_texts {_PEOPLE}
    JOIN families_contactpoint point ON point.guardian_id = guardian.id AND point.state = 'works'
     AND (point.gone_on IS NULL OR point.gone_on > %s)
    WHERE {here} AND {_IN_FORCE.format("enrolled")} AND NOT {_HELD_BY_NO_CONTACT}"""
    return Selection(sql, [*_people(on), on, *named, on, on, on, on])


def _people(on: date) -> list[Any]:
    return [[str(tier) for tier in Edge.LEARNING], on, on, on]


def _where(where: Place | Child) -> tuple[str, list[Any]]:
    if isinstance(where, Child):
        return "enrolled.child_id = %s", [where.pk]
    if where.kind == Place.Kind.CLASSROOM:
        return "(enrolled.homeroom_id = %s OR %s = ANY(enrolled.classrooms))", [where.pk, where.pk]
    under = "enrolled.place_id IN (SELECT id FROM places_place WHERE path LIKE %s)"
    return under, [f"{where.path}%"]

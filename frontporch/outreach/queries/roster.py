"""SQL that several questions share: which children a place means on a day. Kept beside the questions, used by no page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from frontporch.families.models import Edge
from frontporch.places.models import Place

LEARNING = [str(tier) for tier in Edge.LEARNING]


def children_at(place: Place, on: date) -> tuple[str, list[Any]]:
    """A SELECT of the children enrolled that day: child_id, place_id (the site), grade, homeroom_id, starts_on; one row each."""
    params: list[Any]
    if place.kind == Place.Kind.CLASSROOM:
        where, params = "(e.homeroom_id = %s OR %s = ANY(e.classrooms))", [place.pk, place.pk]
    else:
        where, params = "e.place_id IN (SELECT id FROM places_place WHERE path LIKE %s)", [f"{place.path}%"]
    sql = (
        "SELECT DISTINCT ON (e.child_id) e.child_id, e.place_id, e.grade, e.homeroom_id, e.starts_on "
        f"FROM families_enrollment e WHERE {where} AND e.starts_on <= %s AND (e.ends_on IS NULL OR e.ends_on >= %s) "
        "ORDER BY e.child_id, e.starts_on DESC, e.id"
    )
    return sql, [*params, on, on]


def adult_of(child: str, on: date) -> tuple[str, list[Any]]:
    """A LATERAL SELECT of the adult who stands first for a child: who decides before who only learns with."""
    sql = (
        "SELECT g.id AS guardian_id, g.reads FROM families_edge x JOIN families_guardian g ON g.id = x.guardian_id "
        f"WHERE x.child_id = {child} AND x.tier = ANY(%s) AND (x.starts_on IS NULL OR x.starts_on <= %s) "
        "AND (x.ends_on IS NULL OR x.ends_on >= %s) AND (x.gone_on IS NULL OR x.gone_on > %s) "
        "ORDER BY CASE x.tier WHEN 'decides' THEN 0 WHEN 'informed' THEN 1 ELSE 2 END, (g.reads = '')::int, g.id LIMIT 1"
    )
    return sql, [LEARNING, on, on, on]


def ask(sql: str, params: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows by name."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

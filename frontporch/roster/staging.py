"""A bundle in temporary tables: COPY in, gone at the end of the transaction. Every change is then set-based SQL."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from frontporch.families.queries import number_key
from frontporch.roster.assembly import Staged

TABLES = {
    "new_site": "code text PRIMARY KEY, name text",
    "new_room": "code text PRIMARY KEY, name text, site text",
    "new_child": "sourced_id text PRIMARY KEY, given_name text, family_name text, called text, birth_date date",
    "new_guardian": "sourced_id text PRIMARY KEY, given_name text, family_name text, reads text, speaks text",
    "new_edge": "child text, guardian text, relation text, tier text, PRIMARY KEY (child, guardian)",
    "new_point": "guardian text, kind text, value text, takes_texts boolean, number_key text, PRIMARY KEY (guardian, kind, value)",
    "new_enrollment": (
        "child text, site text, school_year smallint, grade text, band text, starts_on date, ends_on date, rooms text[], "
        "homeroom text, PRIMARY KEY (child, site, school_year)"
    ),
    "number_of_child": "number_key text",
}


def stage(staged: Staged) -> None:
    """Fill the temporary tables. They shadow nothing: names are ours, and the last bundle's are dropped first."""
    keys: dict[tuple[str, str], str] = {}

    def key(kind: object, value: object) -> str:
        pair = (str(kind), str(value))
        if pair not in keys:
            keys[pair] = number_key(*pair)
        return keys[pair]

    points = ((guardian, kind, value, texts, key(kind, value)) for guardian, kind, value, texts in staged.points)
    numbers = ((key(kind, value),) for kind, value in staged.numbers_of_children)
    rows: dict[str, Iterable[tuple[object, ...]]] = {
        "new_site": staged.sites, "new_room": staged.rooms, "new_child": staged.children,
        "new_guardian": staged.guardians, "new_edge": staged.edges, "new_point": points,
        "new_enrollment": staged.enrollments, "number_of_child": numbers,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for name, columns in TABLES.items():
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                for row in rows[name]:
                    copy.write_row(row)
            cursor.execute(f"ANALYZE {name}")

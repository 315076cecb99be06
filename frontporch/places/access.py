"""The tenant scope: which districts' people this piece of work may see.

PostgreSQL enforces it: each table with people has a policy that compares `district_id` with the setting
`app.districts` of the running transaction. Nobody who forgot to open a scope sees an empty page; they get an error.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import connection, migrations, transaction

from frontporch.places.models import Place

P = ParamSpec("P")
R = TypeVar("R")

_SETTING = "app.districts"


@contextmanager
def scope(*districts: Place | int) -> Iterator[None]:
    """Open a transaction in which the rows of these districts or programs can be read and written.

    Everything inside commits or rolls back together. Scopes nest: the inner one holds until it ends.
    """
    ids = sorted({one.pk if isinstance(one, Place) else int(one) for one in districts})
    with transaction.atomic():
        before = _say(",".join(map(str, ids)))
        yield
        _say(before)  # after an error the rollback itself restores the setting


def _say(districts: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [_SETTING])
        before: str = cursor.fetchone()[0]
        cursor.execute("SELECT set_config(%s, %s, true)", [_SETTING, districts])
    return before


def scoped_to() -> list[int]:
    """The districts of the open scope; empty when none is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [_SETTING])
        said: str = cursor.fetchone()[0]
    return [int(one) for one in said.split(",") if one]


def in_district(work: Callable[P, R]) -> Callable[P, R]:
    """For jobs: run the function inside the scope of its keyword `district_id`, which every job carries."""

    @functools.wraps(work)
    def scoped(*args: P.args, **kwargs: P.kwargs) -> R:
        district = kwargs["district_id"]
        if not isinstance(district, int):
            raise TypeError("a job's district_id is the id of one district or program")
        with scope(district):
            return work(*args, **kwargs)

    return scoped


# -- for migrations ------------------------------------------------------------------------------------------------

DISTRICTS_FUNCTION = migrations.RunSQL(
    """
    CREATE FUNCTION porch_districts() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
    DECLARE
      said text := current_setting('app.districts', true);
    BEGIN
      -- Once a transaction has set it, PostgreSQL remembers the setting as '' instead of unset: both mean "forgotten".
      IF said IS NULL OR said = '' THEN
        RAISE EXCEPTION 'no tenant scope: open places.access.scope(district) before touching people'
          USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN string_to_array(said, ',')::bigint[];
    END $$;
    """,
    "DROP FUNCTION porch_districts();",
)


def isolate(table: str) -> migrations.RunSQL:
    """The migration step that puts a table with a `district_id` under the tenant scope."""
    inside = "district_id = ANY ((SELECT porch_districts())::bigint[])"
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON {table} USING ({inside}) WITH CHECK ({inside});
        """,
        f"""
        DROP POLICY tenant ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )

"""Every table that holds people stands under the tenant scope, enforced by PostgreSQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from frontporch.places.models import Place

# Tables with a district that hold no people: figures already suppressed, and the numbers that schools send from.
NO_PEOPLE = {"places_place", "insight_figure", "outreach_sender"}


def _with_district() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(field.name == "district" and field.related_model is Place for field in model._meta.fields)
        and model._meta.db_table not in NO_PEOPLE
    ]


def test_a_table_that_points_at_a_person_carries_its_district() -> None:
    people = {"families.Child", "families.Guardian"}
    astray = [
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(f, models.ForeignKey) and f.related_model._meta.label in people for f in model._meta.fields)
        and model not in _with_district()
    ]
    assert astray == []


@pytest.mark.parametrize("model", _with_district(), ids=lambda model: model._meta.label)
def test_the_tenant_policy_is_forced(model: type[models.Model], db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid) "
            "FROM pg_class WHERE oid = %s::regclass",
            [model._meta.db_table],
        )
        assert cursor.fetchone() == (True, True, 1)


@pytest.mark.parametrize("table", ["audit_entry", "families_consent", "outreach_touchpoint"])
def test_what_was_recorded_cannot_be_rewritten_by_the_web_role(table: str, db: None) -> None:
    with connection.cursor() as cursor:
        for right, wanted in (
            ("INSERT", True),
            ("SELECT", True),
            ("UPDATE", False),
            ("DELETE", False),
            ("TRUNCATE", False),
        ):
            cursor.execute("SELECT has_table_privilege('porch_web', %s, %s)", [table, right])
            assert cursor.fetchone() == (wanted,), right

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from frontporch.families.models import Child
from frontporch.places.access import scope, scoped_to
from tests.make import make_child, make_district

pytestmark = pytest.mark.real


def test_pages_connect_as_a_role_that_owns_nothing_and_bypasses_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("porch_web", False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("clean_tables")
def test_a_forgotten_scope_is_an_error_and_not_an_empty_page() -> None:
    make_child(at=make_district())
    with pytest.raises(ProgrammingError, match="no tenant scope"):
        list(Child.objects.all())
    with pytest.raises(ProgrammingError, match="no tenant scope"), transaction.atomic():
        Child.objects.count()


@pytest.mark.usefixtures("clean_tables")
def test_a_scope_shows_its_own_district_and_no_other() -> None:
    here, there = make_district(), make_district()
    mine, _theirs = make_child(at=here), make_child(at=there)
    with scope(here):
        assert [child.pk for child in Child.objects.all()] == [mine.pk]
    with scope(here, there):
        assert Child.objects.count() == 2


@pytest.mark.usefixtures("clean_tables")
def test_writing_into_another_district_is_refused_by_the_database() -> None:
    here, there = make_district(), make_district()
    with pytest.raises(ProgrammingError, match="row-level security"), scope(here):
        Child.objects.create(district=there, sourced_id="x", given_name="x")


@pytest.mark.usefixtures("clean_tables")
def test_the_scope_ends_with_its_block_even_after_an_error() -> None:
    here, there = make_district(), make_district()
    with scope(here):
        with scope(there):
            assert scoped_to() == [there.pk]
        assert scoped_to() == [here.pk]
    with pytest.raises(ZeroDivisionError), scope(here):
        1 / 0  # noqa: B018  # any error of the work inside
    assert scoped_to() == []

from __future__ import annotations

import pytest
from django.test import Client

from frontporch.accounts.models import User
from frontporch.audit.models import SYSTEM
from frontporch.outcomes import services
from frontporch.outcomes.models import Absence
from frontporch.places.access import scope
from frontporch.places.models import Place
from tests.make import make_child, make_classroom, make_district, make_member, make_school, make_state
from tests.outcomes.test_services import DAY, DAYS

pytestmark = pytest.mark.django_db


def _school(at: Place, **grades: tuple[int, int]) -> Place:
    """A school with so many children in each grade, so many of them chronically absent."""
    school = make_school(at)
    with scope(at):
        for grade, (count, often) in grades.items():
            for n in range(count):
                child = make_child(school, grade=grade.removeprefix("g"))
                if n < often:
                    Absence.objects.bulk_create(
                        Absence(
                            school_year=2026,
                            district=at,
                            place=school,
                            child=child,
                            date=day,
                            code="other",
                            share_of_day=1,
                        )
                        for day in DAYS[:10]
                    )
        services.measure_chronic_absence(place=at, through=DAY, by=SYSTEM)
    return school


def _page(client: Client, role: str, at: Place) -> str:
    user = make_member(role, at=at).user
    assert isinstance(user, User)
    client.force_login(user)
    answer = client.get("/s/absence/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_teacher_reads_the_schools_figure_in_a_sentence_with_its_definition(client: Client) -> None:
    school = _school(make_district(), g01=(20, 5), g02=(20, 3))

    page = _page(client, "teacher", make_classroom(school))

    assert "8 of 40 children missed a tenth of their days or more: 20 in 100." in page
    assert "Grade 1" in page
    assert "fewer than 10 days" in page


def test_small_groups_are_hidden_with_a_second_one(client: Client) -> None:
    school = _school(make_district(), g01=(20, 5), g02=(20, 3), g03=(4, 2))

    page = _page(client, "principal", school)

    assert "Fewer than 10" in page
    assert "Hidden too" in page
    assert "nobody can be worked out" in page


def test_a_school_of_a_few_children_shows_no_figure(client: Client) -> None:
    page = _page(client, "principal", _school(make_district(), g01=(5, 2)))

    assert "too few children" in page
    assert "40 in 100" not in page


def test_a_district_sees_its_schools_and_no_neighbor(client: Client) -> None:
    district, neighbor = make_district(), make_district()
    mine = [_school(district, g01=(20, 5)), _school(district, g01=(30, 4))]
    theirs = _school(neighbor, g01=(20, 9))

    page = _page(client, "district", district)

    assert "9 of 50" in page
    assert all(school.name in page for school in mine)
    assert theirs.name not in page


def test_without_figures_the_page_says_when_they_come(client: Client) -> None:
    assert "No figures yet" in _page(client, "teacher", make_school())


def test_strangers_sign_in_first_and_the_state_has_no_such_page(client: Client) -> None:
    assert client.get("/s/absence/").headers["Location"].startswith("/sign-in/")
    user = make_member("state", at=make_state()).user
    assert isinstance(user, User)
    client.force_login(user)
    assert client.get("/s/absence/").status_code == 403

from __future__ import annotations

import pytest
from django.test import Client

from frontporch.audit.models import SYSTEM
from frontporch.demo.access import make_token, sign_in_links
from frontporch.demo.rules import DOORS
from frontporch.places.services import mark
from tests.make import make_classroom, make_district, make_member, make_school, make_state
from tests.pages import words

pytestmark = pytest.mark.django_db


def people() -> None:
    district = make_district()
    school = make_school(district)
    places = {"state": make_state(), "district": district, "principal": school, "teacher": make_classroom(school)}
    for role, place in places.items():
        make_member(role, place, email=DOORS[role].email)


def test_a_demo_has_one_door_for_each_role() -> None:
    mark(kind="demo", by=SYSTEM)
    assert [role for role, _path in sign_in_links()] == ["Family", "Teacher", "Principal", "District", "State"]


@pytest.mark.parametrize("role", ["teacher", "principal", "district", "state"])
def test_a_staff_door_signs_in_when_its_button_is_pressed(role: str) -> None:
    mark(kind="demo", by=SYSTEM)
    people()
    client, path = Client(), f"/demo/in/{make_token(role)}/"
    assert client.post(path).headers["Location"] == "/home/"
    assert client.session["_auth_user_id"]


def test_opening_a_door_shows_one_button_and_signs_nobody_in() -> None:
    mark(kind="demo", by=SYSTEM)
    people()
    client = Client()
    page = client.get(f"/demo/in/{make_token('teacher')}/")
    assert "Come in as: Teacher" in words(page)
    assert page.content.count(b"<button") == 1
    assert "_auth_user_id" not in client.session
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("role", list(DOORS))
def test_a_production_database_has_no_doors(role: str) -> None:
    people()
    for kind in ("", "production"):
        if kind:
            mark(kind=kind, by=SYSTEM)
        assert sign_in_links() == []
        for ask in (Client().get, Client().post):
            assert ask(f"/demo/in/{make_token(role)}/").status_code == 404


@pytest.mark.parametrize("token", ["teacher", "teacher~x~y", "signed for nobody"])
def test_an_altered_door_does_not_exist(token: str) -> None:
    mark(kind="demo", by=SYSTEM)
    token = make_token("owner") if token == "signed for nobody" else token
    assert Client().get(f"/demo/in/{token}/").status_code == 404


def test_a_door_without_its_person_does_not_exist() -> None:
    mark(kind="demo", by=SYSTEM)
    for role in DOORS:
        assert Client().post(f"/demo/in/{make_token(role)}/").status_code == 404

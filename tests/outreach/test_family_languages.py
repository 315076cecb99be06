from __future__ import annotations

import pytest
from django.test import Client

from frontporch.families.models import Child, Guardian
from frontporch.places.models import Place
from tests.make import make_activity, make_child, make_edge, make_guardian
from tests.outreach.weeks import jay, link, mother, october, school, sent_to, spoken
from tests.pages import words

__all__ = ["jay", "mother", "october", "school", "spoken"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october", "spoken")]


def test_the_page_is_in_the_adults_language(jay: Child, school: Place) -> None:
    madre = make_guardian(of=jay, reads="es-MX", speaks="es")
    sent_to(madre, jay, at=school, language="es")
    page = Client().get(link(madre))
    assert page["Content-Language"] == "es"
    html = page.content.decode()
    assert '<html lang="es"' in html
    said = words(page)
    assert "Esta semana con Jay" in said
    assert "¿Cómo les fue?" in said
    assert "5 al 9 de octubre" in said
    assert "This week" not in said
    assert "Usted lee en" not in said


def test_an_adult_can_read_it_in_english_and_stays_there(jay: Child, school: Place) -> None:
    madre = make_guardian(of=jay, reads="es", speaks="es")
    delivery = sent_to(madre, jay, at=school, language="es")
    page = Client().get(f"{link(madre)}?in=en")
    assert "This week with Jay" in words(page)
    assert page["Content-Language"] == "en"
    after = Client().post(f"{link(madre)}{delivery.id}/?in=en", {"digit": 1}, follow=True)
    assert "You did it." in words(after)


def test_a_reader_of_english_finds_spanish_by_its_link(mother: Guardian, jay: Child, school: Place) -> None:
    delivery = sent_to(mother, jay, at=school)
    english = Client().get(link(mother)).content.decode()
    there = f"/es{link(mother)}"
    assert f'href="{there}" lang="es"' in english
    spanish = Client().get(there)
    assert "Esta semana con Jay" in words(spanish)
    assert f'action="{there}{delivery.id}/"' in spanish.content.decode()


def test_an_activity_without_the_language_falls_back_and_says_so(jay: Child, school: Place) -> None:
    madre = make_guardian(of=jay, reads="es", speaks="es")
    sent_to(madre, jay, at=school, activity=make_activity(languages=("en",)), reads_it=False)
    page = Client().get(link(madre))
    assert '<div lang="en" dir="auto">' in page.content.decode()
    assert "Esta semana con" in words(page)
    assert "Usted lee en español. Todavía no tenemos esto en español." in words(page)


def test_a_language_that_we_do_not_have_is_named(jay: Child, school: Place) -> None:
    adult = make_guardian(of=jay, reads="vi", speaks="vi")
    sent_to(adult, jay, at=school, reads_it=False)
    said = words(Client().get(link(adult)))
    assert "You read Vietnamese. We do not have this in Vietnamese yet." in said


def test_an_unknown_language_is_unknown_and_not_english(jay: Child, school: Place) -> None:
    adult = make_guardian(of=jay, reads="", speaks="")
    sent_to(adult, jay, at=school, reads_it=None)
    said = words(Client().get(link(adult)))
    assert "We do not know yet which language you like to read." in said


def test_right_to_left_turns_the_page_and_leaves_numbers_alone(mother: Guardian, jay: Child, school: Place) -> None:
    sent_to(mother, jay, at=school)
    html = Client().get(f"/ar-xb{link(mother)}").content.decode()
    assert '<html lang="ar-xb" dir="rtl">' in html
    assert '<bdi dir="ltr">(601) 555-0100</bdi>' in html


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Inés", "Ana e Inés"),
        ("Hilda", "Ana e Hilda"),
        ("Ian", "Ana y Ian"),
        ("Yvonne", "Ana e Yvonne"),
        ("Yolanda", "Ana y Yolanda"),
    ],
)
def test_spanish_says_e_before_the_sound_of_an_i(last: str, said: str, school: Place) -> None:
    ana = make_child(at=school, given_name="Ana")
    madre = make_guardian(of=ana, reads="es", speaks="es")
    make_edge(make_child(at=school, given_name=last), madre)
    assert f"Esta semana con {said}" in words(Client().get(link(madre)))

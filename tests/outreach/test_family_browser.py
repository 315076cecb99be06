from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from django.test import Client
from playwright.sync_api import Page

from frontporch.families.models import Child, Guardian
from frontporch.places.models import Place
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.make import make_activity, make_child, make_edge
from tests.outreach.weeks import absent, jay, link, mother, october, school, sent_to, spoken

__all__ = ["jay", "mother", "october", "school", "spoken"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("october", "spoken")]
LONG = "Maximiliana-Guadalupe Esperanza"


@pytest.fixture
def week(mother: Guardian, jay: Child, school: Place) -> str:
    """Two children, two activities, one with three pictures, and two days missed."""
    ana = make_child(at=school, given_name=LONG)
    make_edge(ana, mother)
    sent_to(mother, jay, at=school, activity=make_activity(pictures=["read-together", "book-twice", "talk-together"]))
    sent_to(mother, jay, ana, at=school, activity=make_activity(icon="spoons", areas=["math"]))
    absent(jay, school, date(2026, 9, 14), date(2026, 10, 2))
    return link(mother)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/es", "/ar-xb"])
def test_the_week_is_readable_on_any_screen(
    prefix: str, scheme: Literal["light", "dark"], week: str, page: Page
) -> None:
    porch = serve(page, Client())
    for width in (320, 1280):
        show(page, f"{porch}{prefix}{week}", width=width, scheme=scheme)
        assert sideways(page) == 0, width
        assert problems(page) == []
        assert too_small(page) == []


def test_a_pressed_digit_brings_the_easier_version_and_keeps_the_place(week: str, page: Page) -> None:
    show(page, f"{serve(page, Client())}{week}", width=390)
    page.get_by_role("button", name="2 It was hard").first.click()
    first = page.locator("article").first
    assert first.get_by_text("Try it this way").is_visible()
    assert first.get_by_role("button", name="your answer").inner_text().startswith("2")
    assert problems(page) == []
    page.get_by_text("One more step, when you are ready").click()
    assert first.get_by_text("Next.").is_visible()


def test_an_old_link_is_readable(page: Page) -> None:
    for scheme in ("light", "dark"):
        show(page, f"{serve(page, Client())}/f/1.1.0:old/", width=320, scheme=scheme)
        assert sideways(page) == 0
        assert problems(page) == []

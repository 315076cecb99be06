from __future__ import annotations

import pytest
from playwright.sync_api import Page

from frontporch.places.models import Place
from tests.browser.whole import look_at
from tests.insight.test_views import REACH, STATE, family_at, roll_up
from tests.make import make_member, make_school, make_state

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def school() -> Place:
    """Heard from unevenly, in several languages, some of them small groups."""
    school = make_school(name="Sweetgum Crossing Elementary School")
    for n in range(26):
        family_at(school, heard=n % 3 == 0, reads="en" if n < 12 else "es")
    for language in ("vi", "ar", "gu", "zh", "zxx", ""):
        family_at(school, reads=language)
    return school


def test_reach_is_readable_and_fits(page: Page, school: Place) -> None:
    look_at(page, for_=make_member("principal", school), path=REACH)


def test_an_empty_reach_is_readable_and_fits(page: Page) -> None:
    look_at(page, for_=make_member("principal", make_school()), path=REACH)


def test_the_state_page_is_readable_and_fits(page: Page, school: Place) -> None:
    roll_up(school)
    look_at(page, for_=make_member("state", make_state()), path=STATE)

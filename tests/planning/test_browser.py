from __future__ import annotations

import pytest
from playwright.sync_api import Page

from frontporch.audit.models import SYSTEM
from frontporch.places.models import Place
from frontporch.planning import services
from tests.browser.served import serve
from tests.browser.whole import look_at
from tests.make import YEAR, make_activity, make_member, make_school, make_strategy
from tests.pages import browser_of
from tests.planning.test_views import URL, goal_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def school() -> Place:
    make_strategy(title="Three short texts a week: why, try, next")
    make_activity("k3-read-901", areas=["reading"])
    return make_school(name="Sweetgum Crossing Elementary School")


def test_the_plan_is_readable_and_fits(page: Page, school: Place) -> None:
    goal_at(school)
    look_at(page, for_=make_member("principal", school), path=URL)


def test_choosing_a_goal_and_a_strategy_is_readable_and_fits(page: Page, school: Place) -> None:
    goal = goal_at(school)
    principal = make_member("principal", school)
    look_at(page, for_=principal, path=f"/s/plan/{goal.plan_id}/goal/")
    look_at(page, for_=principal, path=f"/s/plan/goal/{goal.pk}/strategy/")


def test_an_empty_plan_is_readable_and_fits(page: Page, school: Place) -> None:
    look_at(page, for_=make_member("principal", school), path=URL)


def test_the_plan_prints_on_one_landscape_page(page: Page, school: Place) -> None:
    for _n in range(services.MOST_GOALS):
        goal_at(school)
    plan = services.start(place=school, school_year=YEAR, by=SYSTEM)
    services.publish(plan=plan, by=SYSTEM)
    page.goto(f"{serve(page, browser_of(make_member('principal', school)))}{URL}")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1

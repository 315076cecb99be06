from __future__ import annotations

from decimal import Decimal

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.places.models import Place
from frontporch.planning import services
from frontporch.planning.models import Plan, PlanGoal
from frontporch.planning.services import GoalWords
from tests.make import YEAR, make_activity, make_district, make_figure, make_member, make_school, make_strategy
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words
from tests.planning.test_services import FALL, MAY

pytestmark = pytest.mark.django_db
URL = "/s/plan/"


@pytest.fixture
def school() -> Place:
    make_strategy(title="Three short texts a week")
    return make_school(name="Oak Hill School")


def goal_at(school: Place, measure: str = "reading-smoothly") -> PlanGoal:
    plan = services.start(place=school, school_year=YEAR, by=SYSTEM)
    words = GoalWords(measure=measure, statement="Grade 2 reads smoothly.", target=Decimal(60), baseline=Decimal(41))
    goal = services.add_goal(plan=plan, words=words, by=SYSTEM)
    services.add_row(
        goal=goal, strategy="ST01", activities=[], owner="Grade 2 team", starts_on=FALL, ends_on=MAY, by=SYSTEM
    )
    return goal


def test_a_principal_makes_a_plan_from_nothing_to_published(school: Place) -> None:
    make_figure(school, percent=27)
    activity = make_activity("k3-attend-002", areas=["attendance"])
    browser = browser_of(make_member("principal", school))
    assert "No plan for this year yet" in words(browser.get(URL))
    assert "What should change this year?" in words(browser.post("/s/plan/start/", follow=True))
    plan = Plan.objects.get()
    said = {"measure": "chronic-absence", "target": "20", "statement": "Fewer children miss school.", "grade": ""}
    page = browser.post(f"/s/plan/{plan.pk}/goal/", said, follow=True)
    assert "Three short texts a week" in words(page)
    goal = PlanGoal.objects.get()
    row = {"strategy": "ST01", "activities": [activity.code], "owner": "Counselor"}
    page = browser.post(f"/s/plan/goal/{goal.pk}/strategy/", row, follow=True)
    assert "Fewer children miss school." in words(page)
    assert "27%" in words(page)
    assert "20%" in words(page)
    page = browser.post(f"/s/plan/{plan.pk}/publish/", follow=True)
    assert "The plan is published." in words(page)


def test_a_target_that_is_no_better_is_answered_with_a_sentence_and_keeps_what_was_typed(school: Place) -> None:
    make_figure(school, percent=27)
    plan = services.start(place=school, school_year=YEAR, by=SYSTEM)
    said = {"measure": "chronic-absence", "target": "33", "statement": "Fewer children miss school.", "grade": ""}
    page = browser_of(make_member("principal", school)).post(f"/s/plan/{plan.pk}/goal/", said)
    assert "The start is 27. Choose a lower target." in words(page)
    assert b'value="33"' in page.content


def test_an_empty_form_says_what_to_do(school: Place) -> None:
    plan = services.start(place=school, school_year=YEAR, by=SYSTEM)
    page = words(browser_of(make_member("principal", school)).post(f"/s/plan/{plan.pk}/goal/", {}))
    assert "Choose what should change." in page
    assert "Say the goal in one sentence." in page


def test_a_teacher_reads_the_plan_and_changes_nothing(school: Place) -> None:
    goal = goal_at(school)
    teacher = make_member("teacher", school)
    page = opens(URL, for_=teacher)
    assert "Grade 2 reads smoothly." in words(page)
    assert "Publish" not in words(page)
    refuses(f"/s/plan/goal/{goal.pk}/strategy/", to=teacher)


def test_a_stranger_signs_in_first(school: Place) -> None:
    asks_to_sign_in(URL)


def test_a_neighbor_sees_nothing_of_this_plan(school: Place) -> None:
    goal = goal_at(school)
    neighbor = make_member("principal", make_school())
    for url in (
        f"/s/plan/at/{school.pk}/",
        f"/s/plan/goal/{goal.pk}/strategy/",
        f"/s/plan/{goal.plan_id}/goal/",
        f"/s/plan/goal/{goal.pk}/remove/",
    ):
        hides(url, from_=neighbor)


def test_a_district_sees_all_its_plans(school: Place) -> None:
    goal_at(school)
    assert school.district is not None
    page = opens(URL, for_=make_member("district", school.district))
    assert "Oak Hill School" in words(page)
    assert "draft" in words(page)
    hides(f"/s/plan/at/{school.pk}/", from_=make_member("district", make_district()))


def test_taking_a_goal_out_asks_first(school: Place) -> None:
    goal = goal_at(school)
    browser = browser_of(make_member("principal", school))
    assert "Take this goal out?" in words(browser.get(f"/s/plan/goal/{goal.pk}/remove/"))
    assert PlanGoal.objects.exists()
    browser.post(f"/s/plan/goal/{goal.pk}/remove/")
    assert not PlanGoal.objects.exists()


def test_the_plan_asks_as_much_for_three_goals_as_for_one(school: Place) -> None:
    asks_as_much_at_three_rows(URL, for_=make_member("principal", school), one_more=lambda: goal_at(school))


def test_the_district_list_asks_as_much_for_three_schools_as_for_one(school: Place) -> None:
    district = school.district
    assert district is not None
    asks_as_much_at_three_rows(
        URL, for_=make_member("district", district), one_more=lambda: goal_at(make_school(district))
    )

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from frontporch.audit.models import SYSTEM, Entry
from frontporch.lib.refusal import Refusal
from frontporch.outreach.models import Focus
from frontporch.places.models import Place
from frontporch.planning import services
from frontporch.planning.models import Plan, PlanGoal, PlanRow
from frontporch.planning.services import GoalWords
from tests.conftest import inside
from tests.make import YEAR, make_activity, make_district, make_figure, make_school, make_strategy

pytestmark = pytest.mark.django_db
FALL, MAY = date(2026, 9, 1), date(2027, 5, 20)


def make_plan(at: Place | None = None) -> Plan:
    make_strategy()
    return services.start(place=at or make_school(), school_year=YEAR, by=SYSTEM)


def reading(**said: Any) -> GoalWords:
    said = {"measure": "reading-smoothly", "statement": "Grade 2 reads smoothly.", "target": Decimal(60), **said}
    return GoalWords(**{"baseline": Decimal(41), **said})


def make_goal(plan: Plan | None = None, **said: Any) -> PlanGoal:
    return services.add_goal(plan=plan or make_plan(), words=reading(**said), by=SYSTEM)


def make_row(goal: PlanGoal, **facts: Any) -> PlanRow:
    facts = {"strategy": "ST01", "activities": [], "owner": "", "starts_on": FALL, "ends_on": MAY, **facts}
    return services.add_row(goal=goal, by=SYSTEM, **facts)


def test_starting_twice_keeps_one_plan_and_one_entry() -> None:
    school = make_school()
    assert make_plan(school) == make_plan(school)
    assert Entry.objects.filter(verb="planning.start").count() == 1


def test_a_plan_belongs_to_a_school_or_center() -> None:
    with pytest.raises(Refusal, match="belongs to a school"):
        make_plan(make_district())


def test_without_a_published_framework_no_plan_starts() -> None:
    with pytest.raises(Refusal) as no:
        services.start(place=make_school(), school_year=YEAR, by=SYSTEM)
    assert no.value.code == "no-edition"


def test_an_imported_measure_fills_its_own_baseline() -> None:
    school = make_school()
    make_figure(school, percent=27.3)
    plan = make_plan(school)
    words = GoalWords(measure="chronic-absence", statement="Fewer children miss school.", target=Decimal(20))
    with inside(school):
        goal = services.add_goal(plan=plan, words=words, by=SYSTEM)
    assert (goal.baseline, goal.measure_version, goal.area) == (Decimal("27.3"), 1, "attendance")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"measure": "happiness"}, "unknown-measure"),
        ({"target": Decimal(30)}, "target-wrong-way"),
        ({"target": Decimal(130), "baseline": None}, "target-wrong-way"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(said: dict[str, Any], code: str) -> None:
    plan = make_plan()
    with pytest.raises(Refusal) as no:
        make_goal(plan, **said)
    assert no.value.code == code
    assert plan.goals.count() == 0


def test_a_fifth_goal_is_refused() -> None:
    plan = make_plan()
    for _n in range(services.MOST_GOALS):
        make_goal(plan)
    with pytest.raises(Refusal) as no:
        make_goal(plan)
    assert no.value.code == "too-many-goals"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"strategy": "ST99"}, "unknown-strategy"),
        ({"activities": ["no-such-001"]}, "unknown-activity"),
        ({"ends_on": date(2026, 8, 1)}, "row-runs-backward"),
    ],
)
def test_a_row_that_cannot_be_is_refused(facts: dict[str, Any], code: str) -> None:
    goal = make_goal()
    with pytest.raises(Refusal) as no:
        make_row(goal, **facts)
    assert no.value.code == code
    assert goal.rows.count() == 0


def test_the_same_strategy_twice_for_one_goal_is_refused() -> None:
    goal = make_goal()
    make_row(goal)
    with pytest.raises(Refusal) as no:
        make_row(goal)
    assert no.value.code == "strategy-twice"


def test_publishing_pushes_the_focus_down() -> None:
    goal = make_goal(grades=["02"])
    activity = make_activity()
    make_row(goal, activities=[activity.code])
    services.publish(plan=goal.plan, by=SYSTEM)
    focus = Focus.objects.get()
    assert (focus.place, focus.area, focus.activities, focus.strategy) == (
        goal.plan.place,
        "reading",
        [activity.code],
        "ST01",
    )
    assert (focus.grades, focus.because, focus.goal) == (["02"], goal.statement, goal.reference)
    assert (focus.starts_on, focus.ends_on) == (FALL, MAY)


def test_publishing_again_keeps_one_focus_and_the_last_word() -> None:
    goal = make_goal()
    make_row(goal)
    services.publish(plan=goal.plan, by=SYSTEM)
    make_strategy("ST02")
    make_row(goal, strategy="ST02", activities=[make_activity("k3-read-777").code])
    services.publish(plan=goal.plan, by=SYSTEM)
    assert Focus.objects.filter(withdrawn_at__isnull=True).values_list("activities", flat=True).get() == ["k3-read-777"]


def test_taking_a_goal_out_ends_its_focus() -> None:
    goal = make_goal()
    make_row(goal)
    services.publish(plan=goal.plan, by=SYSTEM)
    services.remove_goal(goal=goal, by=SYSTEM)
    assert not Focus.objects.filter(withdrawn_at__isnull=True).exists()
    assert not PlanGoal.objects.exists()


@pytest.mark.parametrize(("with_goal", "code"), [(False, "no-goal"), (True, "goal-without-row")])
def test_an_empty_plan_is_not_published(with_goal: bool, code: str) -> None:
    plan = make_plan()
    if with_goal:
        make_goal(plan)
    with pytest.raises(Refusal) as no:
        services.publish(plan=plan, by=SYSTEM)
    assert no.value.code == code
    assert Plan.objects.get(pk=plan.pk).status == "draft"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.framework.models import Edition, Strategy
from frontporch.lib.refusal import Refusal
from frontporch.outreach import services as outreach
from frontporch.places.models import Place
from frontporch.planning import queries, rules
from frontporch.planning.models import Plan, PlanGoal, PlanRow
from frontporch.toolkit.models import Activity

MOST_GOALS = 4  # two academic, one behavior or attendance, one climate (National Network of Partnership Schools)


@transaction.atomic
def start(*, place: Place, school_year: int, by: Actor) -> Plan:
    """Begin a place's plan for a school year; asking again returns the one that is there.

    Refuses a place that is no school or center, and a state without a published framework edition.
    """
    if place.kind not in (Place.Kind.SCHOOL, Place.Kind.CENTER):
        raise Refusal("not-a-site", _("A plan belongs to a school or a center. Open one of them first."))
    edition = Edition.objects.filter(status=Edition.Status.PUBLISHED).first()
    if edition is None:
        raise Refusal("no-edition", _("No framework is published yet. The state office publishes one first."))
    plan, new = Plan.objects.get_or_create(place=place, school_year=school_year, defaults={"edition": edition.code})
    if new:
        record("planning.start", target=plan, by=by, place_id=place.pk, year=school_year)
    return plan


@dataclass(frozen=True)
class GoalWords:
    """What a team says about one goal. `baseline` is asked for only where the measure is not imported."""

    measure: str
    statement: str
    target: Decimal
    grades: Sequence[str] = ()
    baseline: Decimal | None = None


@transaction.atomic
def add_goal(*, plan: Plan, words: GoalWords, by: Actor) -> PlanGoal:
    """Add a goal; an imported measure fills its own baseline.

    Refuses a fifth goal, a measure we do not know, and a target that is no better than the start.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.goals.count() >= MOST_GOALS:
        raise Refusal("too-many-goals", _("Four goals are plenty for one year. Take one away to add another."))
    measure = rules.MEASURES.get(words.measure)
    if measure is None:
        raise Refusal("unknown-measure", _("Choose what the goal counts."))
    grade = words.grades[0] if len(words.grades) == 1 else ""
    start_at = queries.figure(plan.place, measure.code, grade=grade) if measure.imported else words.baseline
    if not rules.goes_the_right_way(measure=measure, baseline=start_at, target=words.target):
        raise Refusal("target-wrong-way", _wrong_way(measure, start_at))
    last = plan.goals.aggregate(last=Max("order"))["last"] or 0
    goal = PlanGoal.objects.create(
        plan=plan, order=last + 1, statement=words.statement, area=measure.area, grades=list(words.grades),
        measure=measure.code, measure_version=measure.version, baseline=start_at, target=words.target, unit=measure.unit,
    )  # fmt: skip
    record("planning.add_goal", target=goal, by=by, place_id=plan.place_id, measure=measure.code)
    return goal


@transaction.atomic
def remove_goal(*, goal: PlanGoal, by: Actor) -> None:
    """Take a goal out of the plan, with its rows, and stop what outreach does for it."""
    outreach.withdraw_focus(place=goal.plan.place, goal=goal.reference, by=by)
    record("planning.remove_goal", target=goal, by=by, place_id=goal.plan.place_id, measure=goal.measure)
    goal.delete()


@transaction.atomic
def add_row(
    *, goal: PlanGoal, strategy: str, activities: Sequence[str], owner: str, starts_on: date, ends_on: date, by: Actor
) -> PlanRow:
    """Add a strategy to a goal, with the activities that carry it out, from a day to a day.

    Refuses a strategy or an activity that is not in the framework or the library, dates that run backward, and the
    same strategy twice for one goal.
    """
    if not Strategy.objects.filter(edition__code=goal.plan.edition, code=strategy).exists():
        raise Refusal("unknown-strategy", _("Choose one strategy."))
    known = set(Activity.objects.open().filter(code__in=activities).values_list("code", flat=True))
    if missing := [code for code in activities if code not in known]:
        raise Refusal("unknown-activity", _("%(code)s is not in the library. Choose another.") % {"code": missing[0]})
    if ends_on < starts_on:
        raise Refusal("row-runs-backward", _("The last day must not come before the first."))
    if goal.rows.filter(strategy=strategy).exists():
        raise Refusal("strategy-twice", _("This goal has that strategy already."))
    row = PlanRow.objects.create(
        goal=goal, strategy=strategy, activities=list(activities), owner=owner, starts_on=starts_on, ends_on=ends_on,
        order=goal.rows.count() + 1,
    )  # fmt: skip
    record("planning.add_row", target=row, by=by, place_id=goal.plan.place_id, strategy=strategy)
    return row


@transaction.atomic
def publish(*, plan: Plan, by: Actor) -> Plan:
    """Make the plan everybody's, and push its focus down to outreach.

    Publishing again brings a changed plan up to date. Refuses a plan without a goal, and a goal without a row.
    """
    plan = Plan.objects.select_for_update().select_related("place").get(pk=plan.pk)
    goals = list(plan.goals.prefetch_related("rows"))
    if not goals:
        raise Refusal("no-goal", _("Add one goal first."))
    if bare := [goal for goal in goals if not goal.rows.all()]:
        said = _("Goal %(n)s has nothing to do yet. Choose one strategy for it.")
        raise Refusal("goal-without-row", said % {"n": bare[0].order})
    for goal in goals:
        rows = list(goal.rows.all())
        outreach.focus(
            place=plan.place, goal=goal.reference, area=goal.area, because=goal.statement, strategy=rows[0].strategy,
            activities=[code for row in rows for code in row.activities], grades=goal.grades,
            starts_on=min(row.starts_on for row in rows), ends_on=max(row.ends_on for row in rows), by=by,
        )  # fmt: skip
    plan.status, plan.published_at = Plan.Status.PUBLISHED, plan.published_at or timezone.now()
    plan.save(update_fields=["status", "published_at", "changed_at"])
    record("planning.publish", target=plan, by=by, place_id=plan.place_id, goals=len(goals))
    return plan


def _wrong_way(measure: rules.Measure, baseline: Decimal | None) -> str:
    if baseline is None:
        return _("Write a target from 0 to 100.")
    words = _("The start is %(start)s. Choose a lower target.") if measure.better == "lower" else _(
        "The start is %(start)s. Choose a higher target."
    )  # fmt: skip
    return words % {"start": f"{float(baseline):g}"}

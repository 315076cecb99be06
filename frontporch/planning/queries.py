from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from frontporch.framework.models import Strategy
from frontporch.framework.queries import weigh
from frontporch.lib.dates import band_of
from frontporch.outcomes.models import MeasureValue
from frontporch.places.models import Place
from frontporch.planning.models import Plan, PlanGoal, PlanRow
from frontporch.planning.rules import MEASURES, Measure, progress
from frontporch.toolkit.models import Activity, ActivityText, Band


def figure(place: Place, measure: str, *, grade: str = "") -> Decimal | None:
    """The newest imported figure of a place in percent, to one decimal; null when there is none. Needs the scope."""
    newest = (
        MeasureValue.objects.filter(place=place, measure=measure, grade=grade, version=MEASURES[measure].version)
        .order_by("-through")
        .first()
    )
    return Decimal(str(newest.percent)) if newest and newest.percent is not None else None


@dataclass(frozen=True)
class RowShown:
    row: PlanRow
    strategy: Strategy | None  # null: the edition no longer has it
    titles: Sequence[str]  # of its activities

    @property
    def tier(self) -> str:
        """How sure we are that the strategy works, as the evidence component names it."""
        return weigh(self.strategy).word if self.strategy else "unclear"


@dataclass(frozen=True)
class GoalShown:
    """A goal as the page shows it: start, now, target on one strip from 0 to 100."""

    goal: PlanGoal
    measure: Measure
    now: Decimal | None
    rows: Sequence[RowShown]

    @property
    def owners(self) -> list[str]:
        """Who leads, each once, in the order of the rows."""
        return list(dict.fromkeys(shown.row.owner for shown in self.rows if shown.row.owner))

    @property
    def style(self) -> str:
        """Start, now and target of the strip in CSS; numbers here never follow the reader's language."""
        start = float(self.goal.baseline or 0)
        now = start if self.now is None else float(self.now)
        return f"--a:{start:g};--n:{now:g};--b:{float(self.goal.target):g}"

    @property
    def done(self) -> float | None:
        return progress(baseline=self.goal.baseline, now=self.now, target=self.goal.target)


def shown(plan: Plan, *, language: str) -> list[GoalShown]:
    """The plan's goals with their figures, strategies and the titles of their activities, in few queries."""
    goals = list(plan.goals.prefetch_related("rows"))
    rows = [row for goal in goals for row in goal.rows.all()]
    strategies = {
        one.code: one
        for one in Strategy.objects.filter(
            edition__code=plan.edition, code__in=[row.strategy for row in rows]
        ).prefetch_related("evidence")
    }
    titles = _titles([code for row in rows for code in row.activities], language)
    figures = _figures(plan.place, goals)
    return [
        GoalShown(
            goal, MEASURES[goal.measure], figures.get((goal.measure, goal.grades[0] if len(goal.grades) == 1 else "")),
            [RowShown(row, strategies.get(row.strategy), [titles.get(code, code) for code in row.activities])
             for row in goal.rows.all()],
        )
        for goal in goals
    ]  # fmt: skip


def of_place(place: Place, school_year: int) -> Plan | None:
    """A school's or center's plan of a school year."""
    return Plan.objects.select_related("place").filter(place=place, school_year=school_year).first()


def under(place: Place, school_year: int) -> list[tuple[Place, Plan | None]]:
    """Every open school and center under a place with its plan of the year, by name."""
    sites = list(Place.objects.under(place).sites().filter(closed_on__isnull=True).order_by("name"))
    plans = {plan.place_id: plan for plan in Plan.objects.filter(place__in=sites, school_year=school_year)}
    return [(site, plans.get(site.pk)) for site in sites]


@dataclass(frozen=True)
class Offered:
    """A strategy that a team may pick, with how sure we are that it works."""

    strategy: Strategy
    tier: int | None  # ESSA's, 1 to 4; null: no study yet, or studies that contradict it
    word: str  # as the evidence component names it


def strategies_for(goal: PlanGoal) -> list[Offered]:
    """The edition's strategies for the goal's area, the best evidence first."""
    found = Strategy.objects.filter(edition__code=goal.plan.edition, areas__contains=[goal.area]).prefetch_related(
        "evidence"
    )
    weighed = [(one, weigh(one)) for one in found]
    offered = [Offered(one, verdict.tier, verdict.word) for one, verdict in weighed]
    return sorted(offered, key=lambda one: (one.tier or 9, one.strategy.order))


def activities_for(goal: PlanGoal, *, language: str) -> list[tuple[str, str]]:
    """Code and title of the library's activities for the goal's area and the place's bands."""
    bands = bands_of(goal.plan.place)
    found = Activity.objects.open().filter(areas__contains=[goal.area], band__in=bands).values_list("code", flat=True)
    titles = _titles(list(found), language)
    return sorted(titles.items(), key=lambda pair: pair[1])


def bands_of(place: Place) -> list[str]:
    """The bands that a site's grades touch; all of them when its grades are not known."""
    found = {band_of(grade=grade, born=None, on=timezone.localdate()) for grade in place.grades}
    return sorted(band for band in found if band) or [str(band) for band in Band.values]


def _titles(codes: list[str], language: str) -> dict[str, str]:
    found = ActivityText.objects.filter(activity__code__in=codes, language__in={language, "en"})
    rows = sorted(found.values_list("activity__code", "language", "title"), key=lambda row: row[1] == language)
    return {code: title for code, _language, title in rows}


def _figures(place: Place, goals: list[PlanGoal]) -> dict[tuple[str, str], Decimal]:
    wanted = {goal.measure for goal in goals if MEASURES[goal.measure].imported}
    found = MeasureValue.objects.filter(place=place, measure__in=wanted).order_by("through") if wanted else []
    return {(one.measure, one.grade): Decimal(str(one.percent)) for one in found if one.percent is not None}

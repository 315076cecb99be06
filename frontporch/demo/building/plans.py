"""A year's plan for some schools and centers: the demo's own has two goals, others one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frontporch.audit.models import Actor
from frontporch.places.models import Place
from frontporch.planning import queries
from frontporch.planning import services as planning
from frontporch.planning.models import Plan
from frontporch.planning.services import GoalWords
from frontporch.toolkit.models import Activity

_MOST = 3  # activities of one row for each band


@dataclass(frozen=True)
class Term:
    """When the plans begin and end."""

    year: int
    starts_on: date
    ends_on: date


def publish(site: Place, term: Term, *, is_own: bool, by: Actor) -> Plan | None:
    """Write a plan and publish it, which pushes its focus down. None where the figure leaves nothing to lower."""
    now = queries.figure(site, "chronic-absence")
    if now is None or now < 10:
        return None
    plan = planning.start(place=site, school_year=term.year, by=by)
    target = Decimal(20) if is_own else (now * Decimal("0.8")).quantize(Decimal(1))
    words = GoalWords("chronic-absence", "Fewer children miss so many days that learning slips", target)
    goal = planning.add_goal(plan=plan, words=words, by=by)
    for strategy in ("ST11", "ST23") if is_own else ("ST27" if site.setting == "hi" else "ST23",):
        codes = _activities(site, strategy, "attendance")
        planning.add_row(
            goal=goal, strategy=strategy, activities=codes, owner="attendance team", starts_on=term.starts_on,
            ends_on=term.ends_on, by=by,
        )  # fmt: skip
    if is_own:
        _reading(plan, site, term, by)
    return planning.publish(plan=plan, by=by)


def _reading(plan: Plan, site: Place, term: Term, by: Actor) -> None:
    words = GoalWords(
        "reading-smoothly",
        "More second graders read smoothly and tell what happened",
        Decimal(60),
        ("02",),
        Decimal(48),
    )
    goal = planning.add_goal(plan=plan, words=words, by=by)
    planning.add_row(
        goal=goal, strategy="ST04", activities=_activities(site, "ST04", "reading"), owner="grade 2 team",
        starts_on=term.starts_on, ends_on=term.ends_on, by=by,
    )  # fmt: skip


def _activities(site: Place, strategy: str, area: str) -> Sequence[str]:
    """Some that carry out the strategy, for each band that the site serves."""
    found: list[str] = []
    for band in queries.bands_of(site):
        fitting = Activity.objects.open().filter(strategies__contains=[strategy], areas__contains=[area], band=band)
        found += fitting.values_list("code", flat=True)[:_MOST]
    return found

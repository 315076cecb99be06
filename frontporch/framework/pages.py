"""What public pages show of the framework: the tree beside every page, a standard, a strategy weighed in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from frontporch.framework import queries
from frontporch.framework.models import Evidence, Goal, Standard, Strategy

# Why a strategy has its tier, in a sentence.
WHY = {
    "reviewed-well": _("Large trials in more than one place, passed by a federal review, found that it helps."),
    "large-many-places": _("Large studies with a comparison group, in more than one place, found that it helps."),
    "small-or-one-place": _(
        "Studies with a comparison group found that it helps, but they are small, or in one place."
    ),
    "associated": _("It goes together with better results. Nobody has tested whether it causes them."),
    "not-shown": _("It was tested, and the studies that we have do not show that it helps."),
    "reasoned": _("There is good reason to think so, and parts of it were studied. It was not tested as a whole."),
    "contrary": _("One study found that it helps and one as strong found harm, so we can't tell."),
    "no-study": _("It rests on practice. We know of no study of it yet."),
}
RAISED = _("No federal review has looked at all of these studies yet. A good one could raise this.")
DESIGNS = {
    "RCT": _("Trial: who got it was drawn by lot"),
    "QED": _("Compared with a similar group"),
    "correlational": _("Goes together, not tested"),
    "descriptive": _("Described, not compared"),
    "meta-analysis": _("Many studies put together"),
}
SURE = {
    True: _("Clear difference"),
    False: _("No clear difference"),
    None: _("Not said in our source"),
}
REVIEWS = {
    "without-reservations": _("Federal review: meets standards"),
    "with-reservations": _("Federal review: meets standards with reservations"),
    "does-not-meet": _("Federal review: does not meet standards"),
    "not-reviewed": _("Not federally reviewed, as far as we know"),
}


@dataclass(frozen=True)
class Weighed:
    """A strategy with how sure we are of it."""

    strategy: Strategy
    tier: str  # as the evidence component names it
    why: object  # a sentence
    raised: object  # a sentence, or nothing
    studies: int
    shown: bool  # that it helps; else we may only hope


@dataclass(frozen=True)
class Result:
    """One finding of a study: what was looked at, by how much it moved, and whether chance may be why."""

    outcome: str
    words: str
    effect: str
    sure: object


@dataclass(frozen=True)
class Study:
    """An evidence row in words."""

    row: Evidence
    design: object
    review: object
    results: list[Result]


def weighed(strategy: Strategy) -> Weighed:
    """How sure we are, from all evidence rows of the strategy; they are prefetched."""
    found = queries.weigh(strategy)
    raised = RAISED if found.candidate and found.tier and found.candidate < found.tier else ""
    return Weighed(strategy, found.word, WHY[found.why], raised, len(strategy.evidence.all()), found.shown)


def standard(found: Standard) -> dict[str, Any]:
    """Everything that a standard's page shows beside the tree."""
    indicators = list(found.indicators.all())
    crosswalks = [indicator.crosswalk for indicator in indicators]
    cited = dict.fromkeys(code for crosswalk in crosswalks for code in crosswalk.get("duties", []))
    order = {"strong": 0, "moderate": 1, "promising": 2, "rationale": 3, "wisdom": 4, "unclear": 5}
    return {
        "standard": found,
        "indicators": indicators,
        "helps": sorted(map(weighed, found.strategies.all()), key=lambda one: order.get(one.tier, 9)),
        "duties": queries.duties(cited),
        "epstein": sorted({number for crosswalk in crosswalks for number in crosswalk.get("epstein", [])}),
    }


def strategy(found: Strategy) -> dict[str, Any]:
    """Everything that a strategy's page shows beside the tree: each study, null results as plain as the others."""
    rows = [
        Study(
            row,
            DESIGNS.get(row.design, row.design),
            REVIEWS.get(row.wwc.get("verdict", ""), ""),
            [_result(finding) for finding in row.findings],
        )
        for row in found.evidence.all()
    ]
    return {"strategy": found, "weighed": weighed(found), "studies": rows, "standards": list(found.standards.all())}


def _result(finding: dict[str, Any]) -> Result:
    """Null results are said as plainly as the others."""
    outcome = ", ".join(part for part in (finding["outcome"], finding["subgroup"]) if part)
    effect = ""
    if finding["effect"] is not None:
        less = "less" in finding["unit"]  # "21 percent less likely" needs no sign
        effect = f"{abs(finding['effect']) if less else finding['effect']:,g} {finding['unit']}".replace("-", "\u2212")
        if finding["low"] is not None:
            effect += f" ({finding['low']:g} to {finding['high']:g})".replace("-", "\u2212")
    return Result(outcome, finding["words"], effect, SURE[finding["significant"]])


def tree() -> dict[str, Any]:
    """What stands beside every page of the framework: its goals and standards, and whose words these are."""
    goals: list[Goal] = queries.tree()
    edition = goals[0].edition if goals else None
    return {"goals": goals, "edition": edition, "license": edition.license.replace("-", " ") if edition else ""}

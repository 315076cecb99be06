"""Reading the framework: the published edition, its tree, a strategy with its evidence weighed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.models import Prefetch, QuerySet

from frontporch.framework import rules
from frontporch.framework.edition_file import read_edition
from frontporch.framework.models import Duty, Edition, Evidence, Goal, Indicator, Level, Standard, Strategy


def current() -> Edition | None:
    """The published edition, or None before one was loaded."""
    return Edition.objects.filter(status=Edition.Status.PUBLISHED).first()


def tree() -> list[Goal]:
    """The goals of the published edition in order, each with its standards: two queries."""
    return list(
        Goal.objects.filter(edition__status=Edition.Status.PUBLISHED)
        .select_related("edition")
        .prefetch_related("standards")
        .order_by("order")
    )


def levels() -> list[Level]:
    """The levels of the published edition, lowest first."""
    return list(Level.objects.filter(edition__status=Edition.Status.PUBLISHED))


def standard(code: str) -> Standard | None:
    """A standard of the published edition with goal, indicators, their level descriptors, and its strategies."""
    indicators = Indicator.objects.prefetch_related("descriptors__level")
    return (
        Standard.objects.filter(edition__status=Edition.Status.PUBLISHED, code__iexact=code)
        .select_related("goal", "edition")
        .prefetch_related(
            Prefetch("indicators", indicators),
            Prefetch("strategies", Strategy.objects.prefetch_related("evidence")),
        )
        .first()
    )


def strategies(codes: Iterable[str] | None = None) -> QuerySet[Strategy]:
    """Strategies of the published edition, all or those named, with evidence and standards ready."""
    found = Strategy.objects.filter(edition__status=Edition.Status.PUBLISHED)
    found = found if codes is None else found.filter(code__in=list(codes))
    return found.prefetch_related("evidence", "standards")


def standards(codes: Iterable[str]) -> list[Standard]:
    """The standards of the published edition that these standard or indicator codes name, in order."""
    wanted = {".".join(code.split(".")[:2]) for code in codes}
    return list(
        Standard.objects.filter(edition__status=Edition.Status.PUBLISHED, code__in=wanted).select_related("goal")
    )


def duties(codes: Iterable[str]) -> list[Duty]:
    """Duties of the published edition by code, in order."""
    return list(Duty.objects.filter(edition__status=Edition.Status.PUBLISHED, code__in=list(codes)))


def codes(edition: Edition | None = None) -> dict[str, frozenset[str]]:
    """Every code that content may cite, by table: standards, indicators, strategies, evidence."""
    edition = edition or current()
    tables = {"standards": Standard, "indicators": Indicator, "strategies": Strategy, "evidence": Evidence}
    return {
        name: frozenset(model._default_manager.filter(edition=edition).values_list("code", flat=True))
        for name, model in tables.items()
    }


def weigh(strategy: Strategy) -> rules.Verdict:
    """The ESSA tier over all evidence rows of a strategy (prefetch them), for nobody's children in particular."""
    return rules.essa_tier([row(each) for each in strategy.evidence.all()])


def row(evidence: Evidence, *, same_population: bool | None = None, same_setting: bool | None = None) -> rules.Row:
    """What the tier needs of one evidence row; the asker says whether children and setting overlap."""
    helping = evidence.finding in (Evidence.Finding.POSITIVE, Evidence.Finding.MIXED)
    return rules.Row(
        code=evidence.code,
        design=evidence.design,
        n=evidence.n,
        sites=evidence.sites,
        multi_site=evidence.multi_site,
        verdict=str(evidence.wwc.get("verdict", "not-reviewed")),
        helped=helping and any(found.get("significant") for found in evidence.findings),
        harmed=evidence.finding == Evidence.Finding.NEGATIVE,
        same_population=same_population,
        same_setting=same_setting,
    )


def codes_in(folder: Path) -> dict[str, frozenset[str]]:
    """The same as `codes`, from an edition's files that were not loaded; nothing it names is promised to be right."""
    found = read_edition(folder)
    return {name: frozenset(getattr(found, name)) for name in ("standards", "indicators", "strategies", "evidence")}

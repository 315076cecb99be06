"""How sure we are that a strategy works: ESSA's four tiers, worked out from all of its evidence rows together.

Source: 20 USC 7801(21)(A); sites and overlap as in 34 CFR 77.1; the What Works Clearinghouse's verdicts.
A tier is never typed in: it depends on the rows, and on who asks (their children and their setting).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Design = Literal["RCT", "QED", "correlational", "descriptive", "meta-analysis"]
LARGE = 350  # children or families, 34 CFR 77.1 "large sample"
RANKS = {"RCT": 3, "QED": 2, "correlational": 1}  # a review of studies supports parts, and is no study itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the tier needs of one evidence row.

    `n` and `multi_site` are None where the source does not say: then they cannot carry a tier. `helped` is true
    when a relevant outcome moved the right way, significantly; `harmed` when one moved the wrong way.
    `same_population` and `same_setting` say whether its children and its setting overlap with the asking
    place's; None while nobody asks.
    """

    code: str
    design: str
    n: int | None
    sites: str
    multi_site: bool | None
    verdict: str  # without-reservations, with-reservations, does-not-meet, not-reviewed
    helped: bool
    harmed: bool = False
    same_population: bool | None = None
    same_setting: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tier (1 to 4, None: no tier), the rows that carry it, why, and what a review could still raise it to."""

    tier: int | None
    rows: tuple[str, ...]
    why: Literal[
        "reviewed-well", "large-many-places", "small-or-one-place", "associated", "not-shown", "reasoned", "contrary",
        "no-study",
    ]  # fmt: skip
    candidate: int | None = None  # the tier if a review finds the unreviewed trials without reservations

    @property
    def shown(self) -> bool:
        """Whether a study has shown that it helps, so that a page may say so."""
        return self.tier is not None and self.tier <= 3

    @property
    def word(self) -> str:
        """The name that the evidence component knows."""
        if self.why in ("contrary", "not-shown"):
            return "unclear"
        return {1: "strong", 2: "moderate", 3: "promising", 4: "rationale"}.get(self.tier or 0, "wisdom")


def essa_tier(rows: Sequence[Row]) -> Verdict:
    """The ESSA tier of a strategy from all its rows.

    1: trials that meet the Clearinghouse's standards without reservations, a significant positive effect, at least
    350 in all, more than one site, overlap with the asker's population and setting. 2: trials or comparison studies,
    with or without reservations, the same size and sites, overlap with either. 3: a significant positive effect
    in a study with controls. 4: reasons, parts of it, or trials
    that have not shown an effect. Size and sites are pooled over the rows. A trial that
    nobody has reviewed counts as one with reservations; `candidate` says what a good review would make of it.
    Harm found by an equal or stronger design takes the tier away.
    """
    if not rows:
        return Verdict(None, (), "no-study")
    helping = [row for row in rows if row.helped and _rank(row) > 0]
    best = max((_rank(row) for row in helping), default=0)
    if any(row.harmed and _rank(row) >= max(best, 1) for row in rows):
        return Verdict(None, tuple(row.code for row in rows if row.harmed), "contrary")
    candidate = _carried([row for row in helping if _could_be_clean(row) and _overlaps(row, both=True)])
    if carried := _carried([row for row in helping if _is_clean(row) and _overlaps(row, both=True)]):
        return Verdict(1, carried, "reviewed-well")
    raised = 1 if candidate else None
    if carried := _carried([row for row in helping if _rank(row) >= 2 and _overlaps(row, both=False)]):
        return Verdict(2, carried, "large-many-places", raised)
    if helping:
        tried = best >= 2
        carrying = tuple(row.code for row in helping if _rank(row) == best)
        return Verdict(3, carrying, "small-or-one-place" if tried else "associated")
    tested = any(_rank(row) > 0 for row in rows)
    return Verdict(4, tuple(row.code for row in rows), "not-shown" if tested else "reasoned")


def _rank(row: Row) -> int:
    """How strong the design is; a study that does not meet the Clearinghouse's standards carries nothing."""
    return 0 if row.verdict == "does-not-meet" else RANKS.get(row.design, 0)


def _is_clean(row: Row) -> bool:
    return row.design == "RCT" and row.verdict == "without-reservations"


def _could_be_clean(row: Row) -> bool:
    return row.design == "RCT" and row.verdict in ("without-reservations", "not-reviewed")


def _overlaps(row: Row, *, both: bool) -> bool:
    """Whether the asker's children and setting overlap: both, or either. Nobody asking counts as yes."""
    found = (row.same_population is not False, row.same_setting is not False)
    return all(found) if both else any(found)


def _carried(rows: Sequence[Row]) -> tuple[str, ...]:
    """The codes of these rows if together they are large and of more than one site; else nothing."""
    size = sum(row.n or 0 for row in rows)
    many = any(row.multi_site for row in rows) or len({row.sites for row in rows if row.sites}) > 1
    return tuple(row.code for row in rows) if size >= LARGE and many else ()

"""The ESSA tier over evidence rows. The rows are those of our evidence table; each answer can be read off its fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontporch.framework.rules import Row, essa_tier

TRIAL = Row(
    code="T", design="RCT", n=400, sites="two districts", multi_site=True, verdict="without-reservations", helped=True
)


def row(code: str, design: str, n: int | None, sites: str, multi_site: bool | None, **facts: Any) -> Row:
    facts = {"verdict": "not-reviewed", **facts}
    return replace(TRIAL, code=code, design=design, n=n, sites=sites, multi_site=multi_site, **facts)


E1 = row("E1", "RCT", None, "San Francisco", False)
E2 = row("E2", "RCT", 644, "two clinics", None)
E3 = row("E3", "RCT", None, "", None, helped=False)
E4 = row("E4", "RCT", 794, "one district", False)
E5 = row("E5", "RCT", None, "", None)
E6 = row("E6", "RCT", 28_080, "one large urban school district", False)
E7 = row("E7", "RCT", 10_900, "10 school districts", True)
E8 = row("E8", "RCT", 26_000, "four districts", True, verdict="with-reservations")
E9 = row("E9", "RCT", 131_312, "", None)
E10 = row("E10", "QED", 8_700, "15 districts", True)
E11 = row("E11", "correlational", 100_000, "four districts", True)
E14 = row("E14", "RCT", 1_137, "22 schools in one district", False, verdict="with-reservations")
E16 = row("E16", "RCT", None, "one school in Los Angeles", False)
E17 = row("E17", "RCT", 15_697, "36 schools in England", None, same_population=False, same_setting=False)
E18 = row("E18", "QED", None, "", None)
E19 = row("E19", "descriptive", None, "one district", False, helped=False)
E20 = row("E20", "RCT", 587, "", None, verdict="with-reservations", helped=False)
E21 = row("E21", "RCT", 267, "45 rural schools", None)
E22 = row("E22", "meta-analysis", 77, "", True)


@pytest.mark.parametrize(
    ("rows", "tier", "candidate", "why"),
    [
        # one study alone
        ([E1], 3, None, "small-or-one-place"),
        ([E2], 3, None, "small-or-one-place"),
        ([E3], 4, None, "not-shown"),
        ([E4], 3, None, "small-or-one-place"),
        ([E5], 3, None, "small-or-one-place"),
        ([E6], 3, None, "small-or-one-place"),
        ([E7], 2, 1, "large-many-places"),
        ([E8], 2, None, "large-many-places"),
        ([E9], 3, None, "small-or-one-place"),
        ([E10], 2, None, "large-many-places"),
        ([E11], 3, None, "associated"),
        ([E14], 3, None, "small-or-one-place"),
        ([E17], 3, None, "small-or-one-place"),
        ([E18], 3, None, "small-or-one-place"),
        ([E19], 4, None, "reasoned"),
        ([E20], 4, None, "not-shown"),
        ([E21], 3, None, "small-or-one-place"),
        ([E22], 4, None, "reasoned"),
        # findings of one practice are pooled for size and sites
        ([E6, E7], 2, 1, "large-many-places"),
        ([E1, E2, E3], 2, 1, "large-many-places"),
        ([E14, E16], 2, None, "large-many-places"),
        ([E21, E22], 3, None, "small-or-one-place"),
        # nothing at all, and the clean trial that we do not have yet
        ([], None, None, "no-study"),
        ([TRIAL], 1, 1, "reviewed-well"),
    ],
)
def test_the_tier_of_a_strategy_is_worked_out_from_all_of_its_rows(
    rows: list[Row], tier: int | None, candidate: int | None, why: str
) -> None:
    found = essa_tier(rows)
    raised = None if found.tier == 1 else found.candidate
    assert (found.tier, raised, found.why) == (tier, None if tier == 1 else candidate, why)


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({"n": 349}, 3),
        ({"n": 350}, 1),
        ({"n": None}, 3),
        ({"multi_site": None}, 3),
        ({"multi_site": False}, 3),
        ({"verdict": "with-reservations"}, 2),
        ({"verdict": "does-not-meet"}, 4),
        ({"helped": False}, 4),
        ({"harmed": True}, None),
        ({"design": "QED"}, 2),
        ({"design": "correlational"}, 3),
        ({"design": "descriptive"}, 4),
        ({"same_population": False}, 2),
        ({"same_setting": False}, 2),
        ({"same_population": False, "same_setting": False}, 3),
        ({"same_population": True, "same_setting": True}, 1),
    ],
)
def test_each_test_of_the_law_is_needed(changes: dict[str, Any], tier: int | None) -> None:
    assert essa_tier([replace(TRIAL, **changes)]).tier == tier


def test_harm_in_a_stronger_study_takes_the_tier_away_and_in_a_weaker_one_does_not() -> None:
    harm = replace(TRIAL, code="H", helped=False, harmed=True)
    assert essa_tier([E11, harm]).why == "contrary"
    assert essa_tier([E11, harm]).word == "unclear"
    assert essa_tier([TRIAL, replace(harm, design="correlational")]).tier == 1


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([TRIAL], "strong"),
        ([E7], "moderate"),
        ([E11], "promising"),
        ([E19], "rationale"),
        ([E20], "unclear"),
        ([], "wisdom"),
    ],
)
def test_a_tier_has_a_word_for_people(rows: list[Row], word: str) -> None:
    assert essa_tier(rows).word == word
    assert essa_tier(rows).shown == (word in ("strong", "moderate", "promising"))

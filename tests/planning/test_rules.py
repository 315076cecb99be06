from __future__ import annotations

from decimal import Decimal

import pytest

from frontporch.planning.rules import MEASURES, goes_the_right_way, progress

ABSENCE, READING = MEASURES["chronic-absence"], MEASURES["reading-smoothly"]


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "right"),
    [
        (ABSENCE, "27", "20", True),
        (ABSENCE, "27", "27", False),
        (ABSENCE, "27", "30", False),
        (READING, "41", "60", True),
        (READING, "41", "40", False),
        (READING, None, "60", True),
        (READING, None, "101", False),
        (ABSENCE, "27", "-1", False),
    ],
)
def test_a_target_must_be_better_than_the_start(
    measure: object, baseline: str | None, target: str, right: bool
) -> None:
    start = None if baseline is None else Decimal(baseline)
    assert goes_the_right_way(measure=measure, baseline=start, target=Decimal(target)) is right  # type: ignore[arg-type]  # from the table


@pytest.mark.parametrize(
    ("baseline", "now", "target", "done"),
    [
        ("27", "27", "20", 0.0),
        ("27", "23.5", "20", 0.5),
        ("27", "20", "20", 1.0),
        ("27", "34", "20", -1.0),
        ("20", "20", "20", None),
    ],
)
def test_progress_is_the_share_of_the_way_done(baseline: str, now: str, target: str, done: float | None) -> None:
    assert progress(baseline=Decimal(baseline), now=Decimal(now), target=Decimal(target)) == done


def test_progress_is_not_known_without_both_figures() -> None:
    assert progress(baseline=None, now=Decimal(1), target=Decimal(2)) is None
    assert progress(baseline=Decimal(1), now=None, target=Decimal(2)) is None

from __future__ import annotations

from decimal import Decimal

import pytest

from frontporch.outcomes.rules import chronically_absent, code_of, share_of


@pytest.mark.parametrize(
    ("enrolled", "absent", "chronic"),
    [
        (0, 0, None),
        (9, 9, None),
        (10, 0, False),
        (10, 0.999, False),
        (10, 1, True),
        (180, 17.999, False),
        (180, 18, True),
        (180, Decimal("18.000"), True),
        (25, 2.5, True),
        (25, 2.499, False),
        (180, 180, True),
    ],
)
def test_a_tenth_of_the_days_enrolled_is_chronic_with_at_least_ten_days(
    enrolled: int, absent: Decimal | float, chronic: bool | None
) -> None:
    assert chronically_absent(enrolled=enrolled, absent=absent) is chronic


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("excused", "excused"), ("E", "excused"), ("Medical", "excused"), ("UNX", "unexcused"), ("truant", "unexcused"),
        ("OSS", "suspended"), ("Out-of-school suspension", "suspended"), ("", "other"), ("other", "other"), ("picnic", None),
    ],
)  # fmt: skip
def test_absence_codes_are_read_as_systems_write_them(word: str, code: str | None) -> None:
    assert code_of(word) == code


@pytest.mark.parametrize(
    ("word", "share"),
    [
        ("", Decimal(1)), ("1", Decimal(1)), ("0.5", Decimal("0.5")), ("0.3333", Decimal("0.333")), ("0", Decimal(0)),
        ("1.5", None), ("-1", None), ("half", None), ("NaN", None), ("inf", None),
    ],
)  # fmt: skip
def test_a_share_of_a_day_is_between_nothing_and_all_of_it(word: str, share: Decimal | None) -> None:
    assert share_of(word) == share

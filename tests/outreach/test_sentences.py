from __future__ import annotations

import pytest

from frontporch.outreach.queries.rows import Counts
from frontporch.outreach.views import sentences


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (Counts(children=25, text=22, paper=2, unreached=1), "22 by text, 2 on paper, 1 no working way"),
        (Counts(children=3, text=1, email=2), "1 by text, 2 by e-mail"),
        (Counts(), "No child is enrolled"),
    ],
)
def test_a_reach_line_rounds_nobody_away(counts: Counts, line: str) -> None:
    assert sentences.reach_line(counts) == line


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], []),
        ([1], ["1 month old"]),
        ([3, 4, 5, 9], ["3 to 5 months old", "9 months old"]),
    ],
)
def test_ages_that_follow_each_other_are_joined(months: list[int], words: list[str]) -> None:
    assert sentences.ages(months) == words


@pytest.mark.parametrize(
    ("grade", "words"),
    [("KG", "Kindergarten"), ("02", "Grade 2"), ("PK", "Pre-K"), ("IT", "Infants and toddlers"), ("", "")],
)
def test_a_grade_is_said_as_people_say_it(grade: str, words: str) -> None:
    assert sentences.grade_words(grade) == words


def test_each_reason_has_words_for_why_and_for_what_next() -> None:
    for code in sentences.REASONS:
        why, move = sentences.reason(code)
        assert why
        assert move.endswith(".")
    assert sentences.reason("a-new-code") == sentences.reason("silent")


@pytest.mark.parametrize("code", sorted(sentences.REASONS))
def test_what_was_lost_is_counted(code: str) -> None:
    assert "3" in sentences.lost([code, code, code, "silent" if code != "silent" else "failed"])
    assert sentences.lost([]) == ""

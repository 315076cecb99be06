from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.insight.rules import Cell, add_up, band, cells, lowest, whole


@dataclass(frozen=True)
class Row:
    key: str
    enrolled: int
    received: int = 0
    reads: int = 0
    unknown_language: int = 0
    took_part: int = 0
    heard_back: int = 0


def test_a_group_of_nine_is_hidden_and_the_next_smallest_with_it() -> None:
    found = cells("language", [Row("en", 200), Row("es", 40), Row("gu", 9)], minimum=10)
    assert [(cell.group, cell.shown) for cell in found] == [("en", "shown"), ("es", "also"), ("gu", "fewer")]
    assert all(cell.enrolled is None and cell.heard_back is None for cell in found if cell.hidden)


def test_channels_are_hidden_by_who_received_and_not_by_who_is_enrolled() -> None:
    rows = [Row("sms", 300, received=250), Row("print", 300, received=4), Row("email", 300, received=30)]
    assert [cell.shown for cell in cells("channel", rows, minimum=10)] == ["shown", "fewer", "also"]


def test_a_whole_smaller_than_the_smallest_group_is_hidden_from_those_who_do_not_know_its_children() -> None:
    assert whole(Row("", 8), minimum=10).hidden
    assert not whole(Row("", 8), minimum=0).hidden


def test_the_state_adds_up_what_was_shown_and_nothing_else() -> None:
    shown = Cell("language", "es", "shown", 40, 30, 20, 5, 10, 8)
    hidden = Cell("language", "es", "fewer")
    alone = Cell("language", "gu", "fewer")
    found = {cell.group: cell for cell in add_up("language", [shown, shown, hidden, alone])}
    assert (found["es"].enrolled, found["es"].heard_back, found["es"].shown) == (80, 16, "shown")
    assert found["gu"].hidden


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_what_is_hidden_is_in_no_sum(sizes: list[int]) -> None:
    found = cells("grade", [Row(str(n), size) for n, size in enumerate(sizes)], minimum=10)
    total = sum(cell.enrolled or 0 for cell in add_up("grade", found))
    assert total == sum(size for size, cell in zip(sizes, found, strict=True) if not cell.hidden)


@pytest.mark.parametrize(
    ("part", "of", "low", "high"), [(50, 100, 40.4, 59.6), (0, 20, 0.0, 16.1), (20, 20, 83.9, 100.0)]
)
def test_a_band_is_wilsons(part: int, of: int, low: float, high: float) -> None:
    assert band(part, of) == pytest.approx((low, high), abs=0.1)


def test_a_band_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody"):
        band(0, 0)


def test_the_lowest_group_is_named_only_when_the_gap_is_ten_points() -> None:
    def group(name: str, heard: int) -> Cell:
        return Cell("language", name, "shown", 100, 100, 100, 0, heard, heard)

    found = lowest([group("en", 60), group("es", 30), Cell("language", "gu", "fewer")])
    assert found is not None
    assert found.group == "es"
    assert lowest([group("en", 60), group("es", 55)]) is None
    assert lowest([group("en", 60)]) is None

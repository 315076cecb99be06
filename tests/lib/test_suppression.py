import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontporch.lib.suppression import Cell, Count, State, Table, suppress


def states(table: Table) -> list[State]:
    return [cell.state for cell in table.rows]


def counts(*pairs: tuple[int, int]) -> list[Count]:
    return [Count(f"group {n}", numerator, size) for n, (numerator, size) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "expected", "total"),
    [
        ([(30, 60), (20, 40)], ["shown", "shown"], "shown"),
        ([(30, 60), (20, 40), (3, 7)], ["shown", "also hidden", "fewer"], "shown"),
        ([(30, 60), (20, 40), (3, 7), (2, 8)], ["shown", "shown", "fewer", "fewer"], "shown"),
        ([(30, 60), (2, 4), (1, 3)], ["also hidden", "fewer", "fewer"], "shown"),  # 7 together is too few
        ([(30, 60), (20, 40), (12, 12), (7, 7)], ["shown", "also hidden", "also hidden", "fewer"], "shown"),
        ([(3, 4), (1, 3)], ["fewer", "fewer"], "fewer"),
        ([(3, 9), (1, 9)], ["fewer", "fewer"], "also hidden"),  # 18 of two groups under 10 is 9 and 9
        ([(5, 5)], ["fewer"], "fewer"),
        ([(50, 50)], ["shown"], "shown"),
        ([], [], "fewer"),
    ],
)
def test_what_is_shown(pairs: list[tuple[int, int]], expected: list[State], total: State) -> None:
    table = suppress(counts(*pairs))
    assert (states(table), table.total.state) == (expected, total)


def test_a_shown_row_has_its_counts_and_a_hidden_one_has_none() -> None:
    table = suppress([Count("Spanish", 30, 60), Count("English", 20, 40), Count("Arabic", 3, 7)], total="all")

    assert table.rows[0] == Cell("Spanish", "shown", 30, 60)
    assert table.rows[1] == Cell("English", "also hidden")
    assert table.rows[2] == Cell("Arabic", "fewer")
    assert table.total == Cell("all", "shown", 53, 107)
    assert (table.rows[0].share, table.rows[2].share) == (0.5, None)
    assert table.hides
    assert not suppress(counts((30, 60))).hides


def test_what_a_school_has_not_done_yet_is_shown_for_the_whole() -> None:
    nothing_sent = counts((0, 60), (0, 40), (0, 7))

    assert suppress(nothing_sent).total.state == "also hidden"
    assert suppress(nothing_sent, delicate=False).total == Cell("total", "shown", 0, 107)
    assert states(suppress(nothing_sent, delicate=False)) == ["shown", "also hidden", "fewer"]


def test_a_group_of_nobody_has_no_share() -> None:
    assert suppress(counts((0, 0)), minimum=0).rows[0].share is None


def test_more_counted_than_there_are_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        Count("Spanish", 5, 4)


PAIRS = st.lists(st.integers(0, 40).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), max_size=7)


@given(PAIRS, st.booleans())
def test_subtraction_never_isolates_a_small_group(pairs: list[tuple[int, int]], delicate: bool) -> None:
    table = suppress(counts(*pairs), delicate=delicate)
    hidden = [pair for pair, cell in zip(pairs, table.rows, strict=True) if cell.state != "shown"]
    assert all(cell.denominator is None or cell.denominator >= 10 for cell in (*table.rows, table.total))
    if hidden and table.total.state == "shown":
        assert len(hidden) >= 2
        assert sum(size for _n, size in hidden) >= 10
        assert not delicate or 0 < sum(n for n, _size in hidden) < sum(size for _n, size in hidden)
    if table.total.state != "shown":
        assert all(cell.state != "shown" for cell in table.rows)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 25), min_size=2, max_size=3), st.data())
def test_no_hidden_size_follows_from_what_is_shown(sizes: list[int], data: st.DataObject) -> None:
    """Among all tables that fit what is shown, each hidden size takes several values."""
    pairs = [(data.draw(st.integers(0, size)), size) for size in sizes]
    table = suppress(counts(*pairs))
    hidden = [n for n, cell in enumerate(table.rows) if cell.state != "shown"]
    if not hidden or table.total.denominator is None:
        return
    left = table.total.denominator - sum(cell.denominator or 0 for cell in table.rows)
    ranges = [range(10) if table.rows[n].state == "fewer" else range(10, left + 1) for n in hidden]
    fitting = [guess for guess in itertools.product(*ranges) if sum(guess) == left]
    assert all(len(set(values)) > 1 for values in zip(*fitting, strict=True))


@pytest.mark.parametrize(("groups", "largest", "minimum"), [(2, 16, 3), (3, 8, 2), (3, 8, 3)])
def test_even_a_reader_who_replays_the_rule_cannot_work_out_a_hidden_group(
    groups: int, largest: int, minimum: int
) -> None:
    """All small tables, gathered by what is shown: no hidden number is the same in all that look alike."""
    pairs = [(numerator, size) for size in range(largest + 1) for numerator in range(size + 1)]
    alike: dict[Table, list[tuple[tuple[int, int], ...]]] = defaultdict(list)
    for table in itertools.product(pairs, repeat=groups):
        if sum(size for _numerator, size in table) <= largest:  # above it some look-alikes were not made
            alike[suppress(counts(*table), minimum=minimum)].append(table)
    assert len(alike) > 50
    for shown, tables in alike.items():
        for place, cell in enumerate(shown.rows):
            if cell.state != "shown" and shown.total.state == "shown":
                assert len({table[place][0] for table in tables}) > 1
                assert len({table[place][1] for table in tables}) > 1

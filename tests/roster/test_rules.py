from __future__ import annotations

from datetime import date

import pytest

from frontporch.roster import rules

YEAR = (date(2026, 8, 6), date(2027, 5, 25))
FALL = (date(2026, 8, 6), date(2026, 12, 18))
NOW = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (*YEAR, 2026),
        (*FALL, 2026),
        (date(2027, 1, 5), date(2027, 5, 25), 2026),
        (date(2022, 6, 1), date(2023, 5, 31), 2022),  # opens in June, lies in the next year
        (date(2026, 7, 1), date(2027, 6, 30), 2026),
    ],
)
def test_a_session_belongs_to_the_year_that_most_of_it_lies_in(first: date, last: date, year: int) -> None:
    assert rules.year_of_session(first, last) == year


@pytest.mark.parametrize(
    ("sessions", "on", "year"),
    [
        ([], NOW, 2026),
        ([], date(2027, 6, 1), 2026),
        ([YEAR], NOW, 2026),
        ([YEAR, (date(2027, 8, 5), date(2028, 5, 24))], NOW, 2026),
        ([(date(2020, 8, 1), date(2021, 8, 1))], NOW, 2020),
        ([(date(2027, 8, 5), date(2028, 5, 24))], NOW, 2026),
    ],
)
def test_a_bundle_speaks_of_the_session_running_or_begun_last(
    sessions: list[tuple[date, date]], on: date, year: int
) -> None:
    assert rules.current_year(sessions, on=on) == year


@pytest.mark.parametrize(
    ("said", "sessions", "between"),
    [
        ([(None, None)], [YEAR], (YEAR[0], None)),
        ([(None, None)], [], (date(2026, 7, 1), None)),
        ([(date(2026, 9, 14), None)], [YEAR], (date(2026, 9, 14), None)),
        ([(date(2019, 8, 1), None)], [YEAR], (YEAR[0], None)),  # enrolled for years: this year's part
        ([(None, date(2026, 9, 30))], [YEAR], (YEAR[0], date(2026, 9, 30))),
        ([(None, date(2026, 9, 30)), (None, None)], [YEAR], (YEAR[0], None)),  # one class dropped, still enrolled
        ([(date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 8, 20), date(2026, 9, 15))], [YEAR],
         (date(2026, 8, 20), date(2026, 9, 30))),
        ([(None, None)], [(date(2026, 8, 6), date(2026, 10, 1))], (YEAR[0], date(2026, 10, 1))),  # the session is over
        ([(None, date(2026, 8, 1))], [YEAR], (YEAR[0], YEAR[0])),
    ],
)  # fmt: skip
def test_an_enrollment_runs_from_its_own_dates_or_its_sessions(
    said: list[tuple[date | None, date | None]],
    sessions: list[tuple[date, date]],
    between: tuple[date, date | None],
) -> None:
    assert rules.enrolled_between(said, sessions, year=2026, on=NOW) == between


@pytest.mark.parametrize(
    ("lost", "rows", "too_many"),
    [(0, 0, False), (0, 10, False), (4, 100, False), (5, 100, True), (1, 20, True), (1, 21, False)],
)
def test_five_rows_in_a_hundred_are_too_many(lost: int, rows: int, too_many: bool) -> None:
    assert rules.too_many_set_aside(set_aside=lost, rows=rows) is too_many


@pytest.mark.parametrize(
    ("gone", "before", "too_many"),
    [(0, 0, False), (10, 10, False), (11, 22, False), (11, 21, True), (500, 1001, False)],
)
def test_more_than_half_gone_and_more_than_a_few_looks_half_empty(gone: int, before: int, too_many: bool) -> None:
    assert rules.too_many_gone(gone=gone, before=before) is too_many


def test_a_room_keeps_its_identifier_unless_it_is_taken() -> None:
    assert rules.room_code("K1", {"S1"}) == "K1"
    assert rules.room_code("S1", {"S1"}) == "class S1"

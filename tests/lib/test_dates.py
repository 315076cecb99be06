from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.dates import (
    BANDS,
    Band,
    age_on,
    band_of,
    days_in_session,
    grade_label,
    grade_number,
    months_on,
    read_date,
    school_year_label,
    school_year_of,
)
from frontporch.lib.refusal import Refusal

OCTOBER = date(2025, 10, 1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_days_in_session_leave_out_weekends_and_days_off() -> None:
    monday, next_monday = date(2025, 10, 6), date(2025, 10, 13)

    assert days_in_session(monday, next_monday, {date(2025, 10, 8)}) == [
        date(2025, 10, 6), date(2025, 10, 7), date(2025, 10, 9), date(2025, 10, 10), date(2025, 10, 13),
    ]  # fmt: skip


def test_a_program_may_meet_on_saturdays() -> None:
    assert days_in_session(date(2025, 10, 6), date(2025, 10, 12), weekdays={5}) == [date(2025, 10, 11)]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 5, 20), date(2025, 8, 4), "year-ends-first"),
        (date(2025, 8, 4), date(2052, 5, 20), "year-too-long"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(first: date, last: date, code: str) -> None:
    with pytest.raises(Refusal) as no:
        days_in_session(first, last)
    assert no.value.code == code


@given(DAYS, st.integers(0, 400), st.sets(st.integers(0, 6)))
def test_every_day_in_session_is_a_weekday_of_the_school(first: date, span: int, weekdays: set[int]) -> None:
    last = date.fromordinal(first.toordinal() + span)
    days = days_in_session(first, last, weekdays=weekdays)
    assert days == sorted(set(days))
    assert all(first <= day <= last and day.weekday() in weekdays for day in days)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 6, 30), 2024),
        (date(2025, 7, 1), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2025),
        (date(2026, 6, 30), 2025),
    ],
)
def test_a_school_year_turns_on_july_1(day: date, year: int) -> None:
    assert school_year_of(day) == year


def test_a_school_year_is_written_with_both_years() -> None:
    assert [school_year_label(year) for year in (2025, 2099)] == ["2025–26", "2099–00"]


def test_age_turns_on_the_birthday() -> None:
    born = date(2020, 2, 29)

    assert [age_on(born, day) for day in (date(2023, 2, 28), date(2023, 3, 1))] == [2, 3]
    assert [months_on(born, day) for day in (date(2020, 3, 28), date(2020, 3, 29))] == [0, 1]
    assert age_on(born, date(2020, 1, 1)) == -1


@pytest.mark.parametrize(
    ("grade", "number", "label"),
    [
        ("KG", 0, "Kindergarten"),
        ("k", 0, "Kindergarten"),
        ("03", 3, "Grade 3"),
        ("3", 3, "Grade 3"),
        (" 12 ", 12, "Grade 12"),
        ("PK", -1, "Pre-K"),
        ("PR", -1, "Pre-K"),
        ("IT", -2, "Infant and toddler"),
        ("13", None, "No grade"),
        ("00", None, "No grade"),
        ("٣", None, "No grade"),
        ("UG", None, "No grade"),
        ("", None, "No grade"),
        (None, None, "No grade"),
    ],
)
def test_grades_are_read_from_their_codes(grade: str | None, number: int | None, label: str) -> None:
    assert (grade_number(grade), grade_label(grade)) == (number, label)


@pytest.mark.parametrize(
    ("grade", "born", "band"),
    [
        ("KG", None, "K-3"),
        ("03", None, "K-3"),
        ("04", None, "4-8"),
        ("08", None, "4-8"),
        ("09", None, "9-12"),
        ("12", None, "9-12"),
        ("03", date(2010, 1, 1), "K-3"),  # held back: the grade counts
        ("IT", None, "birth-2"),
        ("PK", None, "3-5"),
        ("IT", date(2022, 10, 1), "3-5"),  # third birthday today
        ("IT", date(2022, 10, 2), "birth-2"),
        ("PK", date(2022, 10, 2), "birth-2"),
        ("PK", date(2019, 1, 1), "3-5"),
        (None, None, None),
        ("UG", None, None),
        (None, date(2025, 9, 15), "birth-2"),  # born after September 1
        (None, date(2022, 9, 2), "birth-2"),
        (None, date(2022, 9, 1), "3-5"),
        (None, date(2020, 9, 2), "3-5"),
        (None, date(2020, 9, 1), "K-3"),
        (None, date(2016, 9, 2), "K-3"),
        (None, date(2016, 9, 1), "4-8"),
        (None, date(2011, 9, 2), "4-8"),
        (None, date(2011, 9, 1), "9-12"),
        ("UG", date(2003, 9, 2), "9-12"),
        ("UG", date(2003, 9, 1), None),
    ],
)
def test_a_child_belongs_to_one_band(grade: str | None, born: date | None, band: Band | None) -> None:
    assert band_of(grade=grade, born=born, on=OCTOBER) == band


@given(DAYS, DAYS, st.sampled_from([None, "IT", "PK", "KG", "05", "UG"]))
def test_a_band_is_one_of_the_five_or_none(born: date, on: date, grade: str | None) -> None:
    assert band_of(grade=grade, born=born, on=on) in (*BANDS, None)


@pytest.mark.parametrize(
    "text",
    ["2025-09-01", " 9/1/2025 ", "09/01/2025", "2025-9-1", "2025-09-01T00:00:00.000Z", "9/1/2025 0:00",
     "9/1/2025 12:00:00 AM", "2025-09-01 00:00:00"],
)  # fmt: skip
def test_a_date_is_read_as_files_and_people_write_it(text: str) -> None:
    assert read_date(text) == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "date-missing", "There is no date."),
        ("2/30/2025", "date-impossible", "2/30/2025: February 2025 has 28 days."),
        ("2025-02-29", "date-impossible", "February 2025 has 28 days."),
        ("13/2/2025", "date-impossible", "there is no month 13. Write month/day/year"),
        ("0/1/2025", "date-impossible", "there is no month 0."),
        ("9/0/2025", "date-impossible", "September 2025 has 30 days."),
        ("9/1/0025", "date-impossible", "the year 25 is not between 1900 and 2100"),
        ("9/1/25", "date-ambiguous", "Write the year with four digits"),
        ("01-02-2025", "date-ambiguous", "can be day first or month first"),
        ("1.2.2025", "date-ambiguous", "can be day first or month first"),
        ("45901", "date-unreadable", "“45901” is not a date."),
        ("Sept 1", "date-unreadable", "is not a date."),
        ("2025-09-01T08:30:00Z", "date-unreadable", "is not a date."),
        ("٢٠٢٥-٠٩-٠١", "date-unreadable", "is not a date."),
    ],
)
def test_a_date_that_needs_guessing_is_refused_with_the_reason(text: str, code: str, says: str) -> None:
    with pytest.raises(Refusal) as no:
        read_date(text)
    assert no.value.code == code
    assert says in no.value.message


@given(DAYS)
def test_every_day_reads_back_in_both_ways(day: date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day.month}/{day.day}/{day.year}") == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        answer = str(read_date(text))
    except Refusal as no:
        answer = no.message
    assert answer.endswith(".") or 1900 <= int(answer[:4]) <= 2100

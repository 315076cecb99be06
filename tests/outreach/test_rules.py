from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.sms import measure
from frontporch.outreach import rules
from frontporch.outreach.rules import Aim, Idea, Slot, days_for, language_for, next_allowed, pick, slots
from frontporch.outreach.rules.replies import read

JACKSON, PHOENIX, NEW_YORK = ZoneInfo("America/Chicago"), ZoneInfo("America/Phoenix"), ZoneInfo("America/New_York")
MONDAY = date(2026, 9, 14)


def at(text: str, zone: ZoneInfo = JACKSON) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("asked", "allowed", "why"),
    [
        ("2026-09-14 17:00", "2026-09-14 17:00", "a Monday afternoon"),
        ("2026-09-14 07:29", "2026-09-14 07:30", "before half past seven"),
        ("2026-09-14 07:30", "2026-09-14 07:30", "half past seven to the minute"),
        ("2026-09-14 19:59", "2026-09-14 19:59", "a minute before eight"),
        ("2026-09-14 20:00", "2026-09-15 07:30", "eight to the minute"),
        ("2026-09-14 23:30", "2026-09-15 07:30", "late evening"),
        ("2026-09-12 21:00", "2026-09-14 07:30", "Saturday night waits over Sunday"),
        ("2026-09-13 12:00", "2026-09-14 07:30", "Sunday noon"),
        ("2026-11-01 01:30", "2026-11-02 07:30", "the night when the clock goes back is a Sunday"),
        ("2027-03-14 09:00", "2027-03-15 07:30", "and so is the one when it goes forward"),
    ],
)
def test_quiet_hours_wait_for_the_next_allowed_moment(asked: str, allowed: str, why: str) -> None:
    assert next_allowed(at(asked), JACKSON) == at(allowed), why


def test_the_familys_own_clock_decides() -> None:
    moment = datetime(2026, 9, 15, 0, 30, tzinfo=UTC)  # Monday 7:30 PM in Jackson, 8:30 PM in New York
    assert next_allowed(moment, JACKSON) == moment
    assert next_allowed(moment, PHOENIX) == moment
    assert next_allowed(moment, NEW_YORK) == at("2026-09-15 07:30", NEW_YORK)


def test_a_day_out_of_session_is_passed_over_and_a_long_break_is_no_wait_at_all() -> None:
    out = {date(2026, 9, 14), date(2026, 9, 15)}
    assert next_allowed(at("2026-09-14 17:00"), JACKSON, lambda day: day not in out) == at("2026-09-16 07:30")
    assert next_allowed(at("2026-09-14 17:00"), JACKSON, lambda day: False) is None


@given(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), st.sampled_from([JACKSON, PHOENIX, NEW_YORK]))
def test_what_is_allowed_is_never_quiet_and_never_earlier(naive: datetime, zone: ZoneInfo) -> None:
    moment = naive.replace(tzinfo=UTC)
    allowed = next_allowed(moment, zone)
    assert allowed is not None
    assert allowed >= moment
    assert allowed - moment < timedelta(days=2)
    assert not rules.is_quiet(allowed)


def test_one_group_gets_why_try_next() -> None:
    assert [(s.group, s.kind, s.weekday) for s in slots(1, MONDAY)] == [(0, "why", 0), (0, "try", 2), (0, "next", 4)]


def test_two_groups_get_a_try_each_and_the_next_takes_turns() -> None:
    weeks = [slots(2, MONDAY + timedelta(weeks=n)) for n in range(2)]
    assert [[(s.group, s.kind) for s in week][:2] for week in weeks] == [[(0, "try"), (1, "try")]] * 2
    assert {week[2] for week in weeks} == {Slot(0, "next", 4), Slot(1, "next", 4)}


def test_three_groups_get_one_try_each() -> None:
    assert [(s.group, s.kind) for s in slots(3, MONDAY)] == [(0, "try"), (1, "try"), (2, "try")]


@given(st.integers(0, 12), st.integers(0, 200))
def test_no_number_ever_gets_more_than_three_and_everybody_has_a_turn(groups: int, n: int) -> None:
    weeks = [slots(groups, MONDAY + timedelta(weeks=n + k)) for k in range(groups)]
    assert all(len(week) <= 3 and len({s.weekday for s in week}) == len(week) for week in weeks)
    assert {slot.group for week in weeks for slot in week} == set(range(groups))


@pytest.mark.parametrize(
    ("in_session", "expected"),
    [
        ("01234", [("why", 0), ("try", 2), ("next", 4)]),
        ("1234", [("why", 1), ("try", 2), ("next", 4)]),
        ("0134", [("why", 0), ("try", 1), ("next", 4)]),
        ("0123", [("why", 0), ("try", 2), ("next", 3)]),
        ("012", [("why", 0), ("try", 1), ("next", 2)]),
        ("01", [("why", 0), ("try", 1)]),
        ("4", [("try", 4)]),
        ("", []),
    ],
)
def test_a_short_week_keeps_its_order_and_its_try(in_session: str, expected: list[tuple[str, int]]) -> None:
    days = [MONDAY + timedelta(days=int(n)) for n in in_session]
    found = days_for(slots(1, MONDAY), days)
    assert [(slot.kind, day.weekday()) for slot, day in found] == expected


@pytest.mark.parametrize(
    ("reads", "texts", "expected"),
    [
        ("es", {"en", "es"}, ("es", True)),
        ("es-MX", {"en", "es"}, ("es", True)),
        ("en", {"en", "es"}, ("en", True)),
        ("", {"en", "es"}, ("en", None)),
        ("ar", {"en", "es"}, ("en", False)),
        ("zh-Hant", {"en", "zh-Hans"}, ("en", False)),
        ("zh-Hans", {"en", "zh-Hans"}, ("zh-Hans", True)),
        ("zxx", {"en", "es"}, ("en", False)),
    ],
)
def test_language_is_the_adults_and_unknown_is_not_english(
    reads: str, texts: set[str], expected: tuple[str, bool | None]
) -> None:
    assert language_for(reads, texts) == expected


# -- what is chosen ------------------------------------------------------------------------------------------------


def idea(code: str, area: str = "reading", band: str = "K-3", **facts: object) -> Idea:
    given_: dict[str, object] = {"unit": "grades", "window": (0, 3), **facts}
    return Idea(code=code, bands=(band,), areas=(area,), **given_)  # type: ignore[arg-type]  # a test names few facts


LIBRARY = [
    idea(f"{area}-{n}", area) for area in ("reading", "math", "attendance", "behavior", "social") for n in range(5)
]
READING = Aim(goal="g", area="reading", because="Grade 2 reads by May.", strategy="ST01", activities=("reading-3",))


def a_term(aims: list[Aim], library: list[Idea], weeks: int = 16) -> list[rules.Picked]:
    used: dict[str, date] = {}
    found = []
    for n in range(weeks):
        week = date(2026, 8, 10) + timedelta(weeks=n)
        picked = pick(band="K-3", grade=2, months=None, week=week, library=library, aims=aims, used=used)
        assert picked is not None
        used[picked.code] = week
        found.append(picked)
    return found


def test_the_focus_has_at_least_every_second_week_and_its_own_activities_first() -> None:
    term = a_term([READING], LIBRARY, weeks=10)
    assert all("reading" in (one.area, other.area) for one, other in pairwise(term))
    assert next(one for one in term if one.aim and one.area == "reading").code == "reading-3"


def test_without_a_focus_the_year_follows_the_bands_sequence() -> None:
    assert [one.area[0] for one in a_term([], LIBRARY, weeks=3)] == ["b", "s", "r"]  # August of K-3 is A B S R
    assert [one.area for one in a_term([], LIBRARY, weeks=8)[4:]] == ["attendance", "reading", "math", "behavior"]


def test_nothing_repeats_within_a_term_while_something_else_fits() -> None:
    codes = [one.code for one in a_term([], LIBRARY)]
    assert len(set(codes)) == len(codes)


def test_a_focus_that_ran_out_begins_again_with_its_oldest_and_the_other_weeks_stay_fresh() -> None:
    term = a_term([READING], LIBRARY)
    focus = [one.code for one in term if one.area == "reading"]
    others = [one.code for one in term if one.area != "reading"]
    assert focus[5:] == focus[: len(focus) - 5]
    assert len(set(others)) == len(others) == 8


def test_a_small_library_repeats_what_was_longest_ago() -> None:
    codes = [one.code for one in a_term([], LIBRARY[:2], weeks=4)]
    assert codes[2:] == codes[:2]


def test_two_aims_take_turns() -> None:
    math = Aim(goal="m", area="math", because="b", strategy="", activities=())
    aimed = [one.area for one in a_term([READING, math], LIBRARY, weeks=8) if one.aim]
    assert sorted(aimed) == ["math", "math", "reading", "reading"]
    assert aimed[0] != aimed[1]


@pytest.mark.parametrize(
    ("one", "cell", "fits"),
    [
        (idea("a", window=(1, 2)), {"grade": 2}, True),
        (idea("a", window=(1, 2)), {"grade": 3}, False),
        (idea("a", window=(0, 3)), {"grade": None}, False),
        (idea("a", band="4-8", window=(4, 8)), {"grade": 4}, False),
        (idea("a", unit="months", window=(12, 30)), {"months": 12}, True),
        (idea("a", unit="months", window=(12, 30)), {"months": 11}, False),
        (idea("a", unit="months", window=(12, 30)), {"months": None}, True),
        (idea("a", unit="years", window=(3, 4)), {"months": 59}, True),
        (idea("a", unit="years", window=(3, 4)), {"months": 60}, False),
        (idea("a", only_at=True), {"grade": 2}, False),
    ],
)
def test_an_activity_fits_its_window_and_a_pinned_one_never_goes_out_blindly(
    one: Idea, cell: dict[str, int | None], fits: bool
) -> None:
    assert one.fits(**{"band": "K-3", "grade": None, "months": None, **cell}) is fits  # type: ignore[arg-type]


def test_nothing_that_fits_is_nothing_at_all() -> None:
    assert pick(band="9-12", grade=10, months=None, week=MONDAY, library=LIBRARY, aims=[], used={}) is None


@pytest.mark.parametrize("language", ["en", "es", "es-MX", "vi"])
def test_the_fixed_texts_take_one_segment_and_say_how_to_stop(language: str) -> None:
    name = "Pleasant Hills"
    for words in (rules.welcome_text(name, language), rules.help_text(name, "(601) 555-0100", language)):
        assert measure(words).segments == 1
        assert measure(words).encoding == "gsm-7"
        assert "STOP" in words or "ALTO" in words
    assert measure(rules.stopped_text(name, language)).segments == 1
    assert read("ALTO").kind == read("STOP").kind == "stop"

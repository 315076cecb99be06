from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontporch.audit.models import SYSTEM, Entry
from frontporch.insight import services
from frontporch.insight.models import Figure
from frontporch.outreach.models import Touchpoint
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import YEAR, make_child, make_district, make_guardian, make_member, make_school, make_state
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, hides, opens, refuses, words

pytestmark = pytest.mark.django_db
REACH, STATE = "/s/reach/", "/st/overview/"
TODAY = date(2026, 11, 10)


def family_at(school: Place, *, heard: bool = False, reads: str = "en", channel: str = "sms", name: str = "") -> None:
    """A child whose adult received something yesterday, and answered it if `heard`."""
    child = make_child(at=school, starts_on=TODAY - timedelta(days=60), given_name=name or "Invented")
    guardian = make_guardian(of=child, reads=reads)
    kinds = ["invited", "delivered", *(["took-part", "heard-back"] if heard else [])]
    with inside(school):
        for kind in kinds:
            Touchpoint.objects.create(
                school_year=YEAR, district_id=child.district_id, place=school, child=child, guardian=guardian,
                channel=channel, language=reads or "en", reads_it=True if reads else None,
                on=TODAY - timedelta(days=1), kind=kind,
            )  # fmt: skip


@pytest.fixture
def school() -> Place:
    school = make_school(name="Oak Hill School")
    for n in range(12):
        family_at(school, heard=n < 6)
    return school


def test_the_headline_says_how_many_in_100_were_heard_from(school: Place) -> None:
    page = words(opens(REACH, for_=make_member("principal", school)))
    assert "We heard back from 50 in 100 children's families." in page


def test_a_group_under_ten_stays_as_a_row_without_a_number(school: Place) -> None:
    for _n in range(3):
        family_at(school, reads="vi")
    page = words(opens(REACH, for_=make_member("principal", school)))
    assert "Vietnamese" in page
    assert "Fewer than 10" in page
    assert "Hidden too" in page


def test_an_adult_whose_language_nobody_asked_for_is_not_known_and_not_english(school: Place) -> None:
    for _n in range(12):
        family_at(school, reads="")
    page = words(opens(REACH, for_=make_member("principal", school)))
    assert "Language not known" in page
    assert "12: language not known" in page


def test_a_team_member_sees_no_figure_of_a_handful_of_children() -> None:
    school = make_school()
    for _n in range(4):
        family_at(school, heard=True)
    assert "Too few children to show a figure" in words(opens(REACH, for_=make_member("team", school)))
    assert "100 in 100" in words(opens(REACH, for_=make_member("teacher", school)))


def test_a_school_without_sends_says_so() -> None:
    page = opens(REACH, for_=make_member("principal", make_school()))
    assert "Too few children" in words(page) or "Nothing sent" in words(page)


def test_reach_is_for_the_people_of_the_place(school: Place) -> None:
    asks_to_sign_in(REACH)
    hides(f"{REACH}?place={school.pk}", from_=make_member("principal", make_school()))
    hides(f"{REACH}?place=x", from_=make_member("principal", school))
    refuses(REACH, to=make_member("state", make_state()))


def test_a_district_looks_into_its_school(school: Place) -> None:
    assert school.district is not None
    page = words(opens(f"{REACH}?place={school.pk}&period=year", for_=make_member("district", school.district)))
    assert "Oak Hill School" in page


def test_reach_asks_as_much_for_three_families_as_for_one() -> None:
    school = make_school()
    asks_as_much_at_three_rows(REACH, for_=make_member("principal", school), one_more=lambda: family_at(school))


def roll_up(school: Place) -> None:
    assert school.district is not None
    with inside(school):
        services.roll_up(
            district=school.district, period="2026-11", first=TODAY - timedelta(days=29), last=TODAY, by=SYSTEM
        )


def test_handing_up_twice_keeps_one_set_of_figures(school: Place) -> None:
    roll_up(school)
    count = Figure.objects.count()
    roll_up(school)
    assert Figure.objects.count() == count > 1
    assert Entry.objects.filter(verb="insight.roll_up").count() == 2


def test_the_state_sees_figures_and_no_names(school: Place) -> None:
    family_at(school, name="Zebulon")
    roll_up(school)
    page = words(opens(STATE, for_=make_member("state", make_state())))
    assert "We heard back from 46 in 100" in page
    assert school.district is not None
    assert "46%" in page  # the district's line says what the headline says
    assert "Zebulon" not in page
    assert "Oak Hill" not in page


def test_a_hidden_group_has_no_counts_in_what_is_handed_up(school: Place) -> None:
    for _n in range(3):
        family_at(school, reads="vi")
    roll_up(school)
    hidden = Figure.objects.exclude(shown="shown")
    assert hidden.exists()
    assert not hidden.exclude(enrolled=None, received=None, in_language=None, took_part=None, heard_back=None).exists()


def test_the_state_page_is_for_the_state_alone(school: Place) -> None:
    asks_to_sign_in(STATE)
    assert school.district is not None
    refuses(STATE, to=make_member("district", school.district))
    assert "First reports arrive" in words(opens(STATE, for_=make_member("state", make_state())))


def test_the_state_page_asks_as_much_for_three_districts_as_for_one() -> None:
    def one_more() -> None:
        school = make_school(make_district())
        family_at(school)
        roll_up(school)

    asks_as_much_at_three_rows(STATE, for_=make_member("state", make_state()), one_more=one_more)

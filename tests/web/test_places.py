from __future__ import annotations

from typing import Any

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.lib.refusal import Refusal
from frontporch.places import services
from frontporch.places.models import Place, SchoolYear
from tests.make import make_district, make_member, make_school, make_state
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words

pytestmark = pytest.mark.django_db
URL = "/d/places/"


def describe(place: Place, **said: str) -> Place:
    return services.describe(
        place=place, by=SYSTEM, **{"text_name": "Oak Hill", "office_phone": "", "time_zone": "", **said}
    )


def test_a_person_says_how_texts_begin() -> None:
    school = describe(
        make_school(), text_name="  Oak   Hill ", office_phone="601-555-0142", time_zone="America/Chicago"
    )
    assert (school.text_name, school.office_phone, school.time_zone) == ("Oak Hill", "+16015550142", "America/Chicago")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"text_name": "Oak Hill Elementary"}, "text-name-long"),
        ({"text_name": "San José"}, None),  # é is free in a text
        ({"text_name": "Año María"}, "text-name-costly"),
        ({"office_phone": "call us"}, "phone-unreadable"),
        ({"time_zone": "Mars/Olympus"}, "unknown-zone"),
    ],
)
def test_what_does_not_fit_a_text_is_refused(said: dict[str, str], code: str | None) -> None:
    school = make_school()
    if code is None:
        describe(school, **said)
        return
    with pytest.raises(Refusal) as no:
        describe(school, **said)
    assert no.value.code == code


def test_two_schools_of_a_district_do_not_share_a_name_in_texts() -> None:
    district = make_district()
    describe(make_school(district))
    with pytest.raises(Refusal) as no:
        describe(make_school(district))
    assert no.value.code == "text-name-taken"
    describe(make_school())


def test_a_calendar_comes_from_lines_as_people_write_them() -> None:
    district = make_district()
    browser = browser_of(make_member("district", district))
    said = {"first_day": "8/6/2026", "last_day": "2027-05-25", "days_out": "9/7/2026\n\n12/21/2026 to 1/1/2027"}
    page = browser.post(f"/d/places/{district.pk}/calendar/", said, follow=True)
    assert "Saved." in words(page)
    year = SchoolYear.objects.get(place=district, year=2026)
    assert year.days_out.count() == 13


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"first_day": ""}, "Write the first day."),
        ({"first_day": "2/30/2026"}, "February 2026 has 28 days."),
        ({"last_day": "8/1/2026"}, "The last day of the year must come after the first."),
        ({"days_out": "1/1/2027 to 12/21/2026"}, "write one day, or two days with"),
    ],
)
def test_a_calendar_that_cannot_be_is_answered_with_a_sentence(said: dict[str, str], sentence: str) -> None:
    district = make_district()
    before = SchoolYear.objects.get(place=district).first_day
    form: dict[str, Any] = {"first_day": "8/6/2026", "last_day": "5/25/2027", "days_out": "", **said}
    page = browser_of(make_member("district", district)).post(f"/d/places/{district.pk}/calendar/", form)
    assert sentence in words(page)
    assert SchoolYear.objects.get(place=district).first_day == before


def test_a_state_adds_a_district_and_a_district_adds_a_center() -> None:
    state = make_state()
    browser = browser_of(make_member("state", state))
    said = {"kind": "district", "name": "Cedar County", "code": "cedar", "regime": "ferpa"}
    browser.post(f"/d/places/{state.pk}/add/", said)
    district = Place.objects.get(code="cedar")
    assert district.district == district
    said = {"kind": "center", "name": "Little Porch", "code": "lp", "regime": "child-care"}
    browser_of(make_member("district", district)).post(f"/d/places/{district.pk}/add/", said)
    assert Place.objects.get(code="lp").regime == "child-care"


def test_a_code_that_is_taken_is_answered_with_a_sentence() -> None:
    district = make_district()
    make_school(district, code="oak")
    said = {"kind": "school", "name": "Another", "code": "oak", "regime": "ferpa"}
    page = browser_of(make_member("district", district)).post(f"/d/places/{district.pk}/add/", said)
    assert "The code oak belongs to another place of this district." in words(page)


def test_the_list_is_for_those_who_set_places_up() -> None:
    district = make_district()
    school = make_school(district, name="Oak Hill School")
    assert "Oak Hill School" in words(opens(URL, for_=make_member("district", district)))
    asks_to_sign_in(URL)
    refuses(URL, to=make_member("teacher", school))
    for page in ("", "calendar/", "add/"):
        hides(f"{URL}{school.pk}/{page}", from_=make_member("district", make_district()))


def test_the_list_asks_as_much_for_three_schools_as_for_one() -> None:
    district = make_district()
    asks_as_much_at_three_rows(URL, for_=make_member("district", district), one_more=lambda: make_school(district))

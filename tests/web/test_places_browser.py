from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.whole import look_at
from tests.make import make_district, make_member, make_school

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_setting_up_places_is_readable_and_fits(page: Page) -> None:
    district = make_district()
    school = make_school(district, name="Sweetgum Crossing Elementary School", office_phone="+16015550142")
    coordinator = make_member("district", district)
    for path in (
        "/d/places/",
        f"/d/places/{school.pk}/",
        f"/d/places/{district.pk}/calendar/",
        f"/d/places/{district.pk}/add/",
    ):
        look_at(page, for_=coordinator, path=path)

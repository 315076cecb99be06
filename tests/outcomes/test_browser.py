"""The absence page in a real browser: narrow and wide, light and dark, readable by axe's rules."""

from __future__ import annotations

from typing import Literal

import pytest
from django.test import Client
from playwright.sync_api import Page

from frontporch.accounts.models import User
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.make import make_district, make_member, make_school
from tests.outcomes.test_views import _school

pytest_plugins = ["tests.browser.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_absence_page_is_readable_and_fits(page: Page, client: Client, scheme: Literal["light", "dark"]) -> None:
    district = make_district()
    _school(district, gKG=(12, 3), g01=(20, 5), g03=(4, 2))
    _school(district, g01=(30, 4))
    user = make_member("district", at=district).user
    assert isinstance(user, User)
    client.force_login(user)
    _look(page, f"{serve(page, client)}/s/absence/", scheme)


def test_the_empty_absence_page_is_readable_and_fits(page: Page, client: Client) -> None:
    user = make_member("teacher", at=make_school()).user
    assert isinstance(user, User)
    client.force_login(user)
    _look(page, f"{serve(page, client)}/s/absence/", "light")


def _look(page: Page, url: str, scheme: Literal["light", "dark"]) -> None:
    for width in (1280, 320):
        show(page, url, width=width, scheme=scheme)
        assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])

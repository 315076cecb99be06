"""The roster pages in a real browser: narrow and wide, light and dark, readable by axe's rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from django.test import Client
from playwright.sync_api import Page

from frontporch.accounts.models import User
from frontporch.audit.models import SYSTEM
from frontporch.places.access import scope
from frontporch.roster import services
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.make import make_district, make_member
from tests.roster.bundles import many, small, zipped

pytest_plugins = ["tests.browser.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_roster_page_is_readable_and_fits(
    page: Page, client: Client, settings: Any, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    settings.VAR = tmp_path
    district = make_district()
    user = make_member("district", at=district).user
    assert isinstance(user, User)
    client.force_login(user)
    site = serve(page, client)
    _look(page, f"{site}/d/rosters/", scheme)
    some, bad = many(60), small()
    some["enrollments"][4]["userSourcedId"] = "nobody"
    some["users"][3]["phone"] = "12"
    for row in bad["enrollments"]:
        row["userSourcedId"] = "nobody"
    with scope(district):
        runs = [
            services.receive(
                chunks=[zipped(tmp_path / "b.zip", tables).read_bytes()], name="b.zip", district=district, by=SYSTEM
            )
            for tables in (some, bad)
        ]
    for run in runs:
        _look(page, f"{site}/d/rosters/{run.pk}/", scheme)
    _look(page, f"{site}/d/rosters/", scheme)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/d/rosters/{runs[0].pk}/")
    page.get_by_role("button", name="Apply it").click()
    assert page.get_by_role("status").inner_text() == "Applied. Teachers see their classes now."
    page.goto(f"{site}/d/rosters/")
    page.get_by_role("button", name="Check this file").click()
    assert page.get_by_role("alert").is_visible()
    assert problems(page) == []


def _look(page: Page, url: str, scheme: Literal["light", "dark"]) -> None:
    for width in (1280, 320):
        show(page, url, width=width, scheme=scheme)
        assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])

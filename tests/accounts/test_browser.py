"""How the pages about signing in and about people look and read, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from frontporch.accounts.models import Membership
from frontporch.accounts.services import end_membership
from frontporch.audit.models import SYSTEM
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.make import make_classroom, make_member, make_school
from tests.pages import browser_of

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("PORCH_PICTURES", "")  # a folder: keep a picture of each page for people to look at


def looks_right(page: Page, client: Client, paths: list[str]) -> None:
    """Nothing for axe, nothing sideways, nothing too small: narrow and wide, light and dark."""
    start = serve(page, client)
    found: list[str] = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for path in paths:
        for width in (320, 1280):
            for scheme in schemes:
                show(page, start + path, width=width, scheme=scheme)
                where = f"{path} {width} {scheme}: "
                found += [where + one for one in problems(page)]
                found += [f"{where}{sideways(page)} px too wide"] if sideways(page) else []
                found += [where + one for one in too_small(page)] if width == 320 else []
                if PICTURES:
                    name = path.strip("/").replace("/", "-").replace("?", "-") or "front"
                    page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
    assert found == []


@pytest.mark.parametrize("start", ["", "/ar-xb"])
def test_signing_in_looks_right(db: None, page: Page, start: str) -> None:
    cache.clear()
    client = Client()
    client.post(f"{start}/sign-in/", {"email": "a.very.long.address.of.somebody@schools.example.org"})
    looks_right(page, client, [f"{start}/sign-in/", f"{start}/sign-in/code/"])


def test_a_wrong_code_looks_right(db: None, page: Page) -> None:
    cache.clear()
    client = Client()
    client.post("/sign-in/", {"email": "rosa@example.org"})
    start = serve(page, client)
    show(page, f"{start}/sign-in/code/", width=320)
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").is_visible()
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])


def test_having_no_role_and_signing_out_look_right(db: None, page: Page) -> None:
    school = make_school()
    gone = make_member("teacher", at=school)
    make_member("principal", at=school)
    end_membership(membership=gone, by=SYSTEM)
    gone.user.refresh_from_db()
    looks_right(page, browser_of(gone), ["/home/", "/sign-out/"])


@pytest.mark.parametrize("start", ["", "/ar-xb"])
def test_the_pages_about_people_look_right(db: None, page: Page, start: str) -> None:
    school = make_school(name="Magnolia Grove Elementary School")
    me = make_member("principal", at=school, name="Pat Principal")
    Membership.objects.create(user=me.user, place=school, role="team")
    other = make_member("teacher", at=make_classroom(school), email="bartholomew.featherstonehaugh@schools.example.org")
    make_member("visitor", at=school, name="Wei")
    client = browser_of(me)
    client.post("/s/people/invite/", {"email": "rosa@example.org", "role": "teacher", "place": school.pk})
    pages = ["", "invite/", "entries/", f"{other.pk}/end/"]
    looks_right(page, client, [f"{start}/s/people/{path}" for path in pages] + [f"{start}/s/role/"])

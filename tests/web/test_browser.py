"""Public pages as people meet them: narrow and wide, light and dark, left to right and right to left."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.look import problems, show, sideways, too_small

pytestmark = pytest.mark.browser

PAGES = [
    "/", "/ar-xb/", "/try/", "/ar-xb/try/K-3/reading/", "/es/a/m8-attend-007/", "/ar-xb/a/k3-read-022/", "/framework/",
    "/ar-xb/framework/G2.S1/", "/framework/strategy/ST12/", "/c/0000/",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, site: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    show(page, site + path, width=1280, scheme=scheme)
    assert (problems(page), sideways(page)) == ([], 0)
    show(page, site + path, width=320, scheme=scheme)
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])


@pytest.mark.parametrize("path", ["/", "/a/k3-read-022/", "/framework/G2.S1/"])
def test_a_first_visit_is_one_request_and_wider_spacing_still_fits(page: Page, site: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, site + path, width=320)
    assert [url for url in asked if not url.startswith("data:")] == [site + path]
    wide = "line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important"
    page.evaluate(f"for (const e of document.querySelectorAll('body *')) e.style.cssText += ';{wide}'")
    assert sideways(page) == 0


def test_one_press_on_the_front_page_leads_to_one_thing_to_do(page: Page, site: str) -> None:
    show(page, site, width=390)
    page.get_by_role("button", name="Show me one thing to do").click()
    assert page.url == f"{site}/try/K-3/reading/"
    page.get_by_role("link", name="See how").click()
    assert page.get_by_role("heading", name="Do this").count() == 1


def test_rows_of_the_two_languages_line_up_on_a_wide_screen(page: Page, site: str) -> None:
    show(page, f"{site}/a/m8-attend-007/")
    tops = [box["y"] for each in page.locator(".tongue dl").all() if (box := each.bounding_box())]
    assert len(tops) == 2
    assert tops[0] == tops[1]


def test_levels_rise_step_by_step(page: Page, site: str) -> None:
    show(page, f"{site}/framework/G2.S1/")
    first = page.locator(".levels").first.locator("li")
    tops = [box["y"] for each in first.all() if (box := each.bounding_box())]
    assert len(tops) == 4
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 4


def test_an_activity_prints_on_one_page(page: Page, site: str) -> None:
    show(page, f"{site}/a/k3-read-022/")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1

"""Pages as people meet them: narrow and wide, light and dark, left to right and right to left."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.look import problems, show, sideways, too_small

pytestmark = pytest.mark.browser

PAGES = [
    "/gallery/", "/ar-xb/gallery/", "/gallery/front/", "/ar-xb/gallery/front/", "/gallery/staff/",
    "/ar-xb/gallery/staff/", "/gallery/question/", "/gallery/question/?sent", "/ar-xb/gallery/question/?sent",
    "/gallery/check/", "/gallery/refused/", "/gallery/failed/", "/nowhere/",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, site: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    show(page, site + path, width=1280, scheme=scheme)
    found = problems(page)
    assert (found, sideways(page)) == ([], 0)
    show(page, site + path, width=320, scheme=scheme)
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])


@pytest.mark.parametrize("path", ["/gallery/", "/gallery/staff/", "/gallery/question/?sent"])
def test_wider_text_spacing_still_fits_a_narrow_phone(page: Page, site: str, path: str) -> None:
    show(page, site + path, width=320)
    wide = "line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important"
    page.evaluate(f"for (const e of document.querySelectorAll('body *')) e.style.cssText += ';{wide}'")
    assert sideways(page) == 0


@pytest.mark.parametrize("width", [390, 768, 1024, 1199, 1200])
@pytest.mark.parametrize("path", ["/gallery/front/", "/gallery/staff/", "/ar-xb/gallery/staff/"])
def test_no_width_between_makes_a_page_scroll_sideways(page: Page, site: str, path: str, width: int) -> None:
    show(page, site + path, width=width)
    assert sideways(page) == 0


def test_the_checks_themselves_see_a_planted_fault(page: Page, site: str) -> None:
    show(page, f"{site}/gallery/", width=320)
    page.evaluate("document.querySelector('.tri').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('h1').style.color = '#999'")
    page.evaluate("document.querySelector('h1').style.width = '40em'")
    page.evaluate("document.querySelector('.btn').style.cssText = 'min-height:10px;height:10px;padding:0'")
    page.evaluate("document.body.append(document.querySelector('.btn'))")
    found = " ".join(problems(page))
    assert "color-contrast" in found
    assert "svg-img-alt" in found or "role-img-alt" in found
    assert sideways(page) > 0
    assert too_small(page) != []


def test_the_policy_lets_our_inlined_styles_through_and_nothing_else(page: Page, site: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    show(page, f"{site}/gallery/")
    assert refused == []
    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).minHeight") == "48px"
    page.evaluate("document.head.appendChild(document.createElement('style')).textContent = '.btn{min-height:1px}'")
    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).minHeight") == "48px"


def test_the_keyboard_reaches_the_main_part_first(page: Page, site: str) -> None:
    show(page, f"{site}/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "m"


def test_right_to_left_pages_turn_around(page: Page, site: str) -> None:
    show(page, f"{site}/ar-xb/gallery/")
    brand = page.locator(".brand").bounding_box()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert brand is not None
    assert brand["x"] > 640


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(page: Page, site: str) -> None:
    show(page, f"{site}/gallery/question/?sent", width=320)
    assert page.evaluate("document.activeElement.className") == "summary"
    page.locator(".summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "band"

"""One look at a page as everybody meets it: wide and narrow, light and dark, and turned around."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

from frontporch.accounts.models import Membership
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.pages import browser_of

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def look_at(page: Page, *, for_: Membership, path: str) -> None:
    """axe finds nothing, nothing is wider than its window, every control is large enough; also right to left."""
    base = serve(page, browser_of(for_))
    for start in ("", "/ar-xb"):
        for scheme in SCHEMES:
            for width in (1280, 320):
                show(page, f"{base}{start}{path}", width=width, scheme=scheme)
                seen = (problems(page), sideways(page), too_small(page))
                assert seen == ([], 0, []), f"{start}{path} at {width} px, {scheme}: {seen}"

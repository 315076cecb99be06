"""What a page must be for everyone: readable by axe's rules, and never wider than its window."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def problems(page: Page) -> list[str]:
    """What axe finds, one line each: rule, what to do, where. Nothing is the only good answer."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} at {node['target']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 is right."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, wider)


def too_small(page: Page, *, least: int = 24) -> list[str]:
    """Controls under `least` CSS pixels high or wide, links inside a sentence left out (WCAG 2.5.8)."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('a,button,input,select,textarea,summary')]
        .filter(e => !e.closest('p,blockquote,.skip,label') && e.type !== 'hidden' && e.offsetParent !== null)
        .filter(e => {const r = e.getBoundingClientRect(); return r.width < least || r.height < least})
        .map(e => e.outerHTML.slice(0, 100))""",
        least,
    )
    return found


def show(page: Page, url: str, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> None:
    """Open a page at this width in light or dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(url)

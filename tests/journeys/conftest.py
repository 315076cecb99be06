"""A clock that a journey sets, a worker that works until nothing is left, and a browser signed in as somebody."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from procrastinate.contrib.django import app

from frontporch.accounts.models import Membership
from tests.pages import browser_of

Worker = Callable[[], None]
SignedIn = Callable[[Membership], Page]


@pytest.fixture
def worker(clean_tables: None) -> Worker:
    """Wakes outreach and lets a real worker take jobs from the real queue until it is empty."""

    def until_nothing_is_left() -> None:
        app.configure_task("frontporch.outreach.tasks.look").defer(timestamp=0)
        failed: list[BaseException] = []

        async def run() -> None:
            own = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's
            async with own.open_async():
                await own.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

        def work() -> None:
            try:
                asyncio.run(run())
            except BaseException as error:  # noqa: BLE001  # handed to the test's own thread below
                failed.append(error)

        thread = threading.Thread(target=work)  # Playwright keeps a loop in the test's thread
        thread.start()
        thread.join()
        if failed:
            raise failed[0]

    return until_nothing_is_left


@pytest.fixture
def signed_in(site: str, browser: Browser) -> SignedIn:
    """A page of a browser in which this person is signed in."""

    def of(member: Membership) -> Page:
        cookie = browser_of(member).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
        host = urlsplit(site).hostname or ""
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": host, "path": "/"}])
        return context.new_page()

    return of


@pytest.fixture
def anybody(site: str) -> Client:
    """Somebody without an account."""
    return Client()

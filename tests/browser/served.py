"""A page of Front Porch in the real browser without a server: each request is answered by Django's test client.

So a test keeps its rolled-back transaction, and the browser still sees our addresses, headers and policy.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

PORCH = "http://localhost"


def serve(page: Page, client: Client) -> str:
    """Let this client (signed in or not) answer the page; returns how its addresses begin."""
    ours = {alias: connections[alias] for alias in connections}

    def answer(route: Route) -> None:
        for alias, connection in ours.items():  # Playwright calls from a context of its own, which has none yet
            connections[alias] = connection
        asked = route.request
        parts = urlsplit(asked.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if asked.method == "POST":
            kind = asked.headers.get("content-type", "application/x-www-form-urlencoded")
            response = client.post(path, data=asked.post_data_buffer or b"", content_type=kind)
        else:
            response = client.get(path)
        hops = 0
        while response.status_code in (301, 302, 303) and hops < 5:  # a fulfilled request cannot redirect by itself
            response, hops = client.get(response["Location"]), hops + 1
        route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)

    page.route(f"{PORCH}/**", answer)
    return PORCH

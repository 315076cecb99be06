"""Every address says who may come in: public by name, a family's link, or a staff permission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC_APPS = ("frontporch.web.", "frontporch.toolkit.", "frontporch.framework.", "frontporch.config.")
# Doors that guard themselves: signing in and out, the providers' signed calls, demo links, Django's own.
GUARDED_ELSEWHERE = ("frontporch.accounts.", "frontporch.outreach.hooks", "frontporch.demo.", "allauth.", "django.")


def _views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.pattern), pattern.callback


def test_every_page_with_people_is_behind_a_door() -> None:
    open_doors = [
        f"{address}: {view.__module__}.{view.__name__}"
        for address, view in _views(get_resolver())
        if not hasattr(view, "permission") and not hasattr(view, "for_guardian")
        if not view.__module__.startswith(PUBLIC_APPS + GUARDED_ELSEWHERE)
    ]
    assert open_doors == []


def _staff_addresses() -> list[str]:
    """Every staff page with made-up ids, as a stranger would guess them."""
    guarded = [address for address, view in _views(get_resolver()) if hasattr(view, "permission")]
    return sorted("/" + re.sub(r"<\w+:\w+>", "1", address) for address in guarded)


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_at_every_staff_address() -> None:
    addresses = _staff_addresses()
    assert len(addresses) > 20
    for send in (Client().get, Client().post):
        answers = {address: send(address).status_code for address in addresses}
        assert {address: status for address, status in answers.items() if status not in (302, 405)} == {}

"""Every address says who may come in: public by name, a family's link, or a staff permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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

"""Tells the browser which inlined styles are ours."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontporch.ui.styles import inlined

View = Callable[[HttpRequest], HttpResponse]


def inlined_styles(get_response: View) -> View:
    """Add the hash of each sheet that the page inlined to its content security policy.

    Stands right after `csp.middleware.CSPMiddleware`, which writes the header. A context variable carries the
    hashes, because the page for a failure of ours is rendered without a request.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        token = inlined.set([])
        try:
            response = get_response(request)
            hashes = inlined.get() or []
        finally:
            inlined.reset(token)
        if hashes:
            update = {**getattr(response, "_csp_update", {})}
            update["style-src"] = [*update.get("style-src", []), *dict.fromkeys(hashes)]
            response._csp_update = update  # type: ignore[attr-defined]  # where django-csp looks for it
        return response

    return middleware

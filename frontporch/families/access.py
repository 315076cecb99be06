"""A family's door: a signed link, no account. It is never a login; private things will ask a PIN as well."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from frontporch.families.models import Guardian
from frontporch.places.access import scope

P = ParamSpec("P")
_SALT = "frontporch.families.link"

GuardianView = Callable[Concatenate[HttpRequest, Guardian, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def make_token(guardian: Guardian) -> str:
    """The signed words in a family's link: which adult, in which district, as of which withdrawal."""
    words = f"{guardian.district_id}.{guardian.pk}.{guardian.links_withdrawn}"
    return signing.TimestampSigner(salt=_SALT, sep="~").sign(words)


def make_link(guardian: Guardian) -> str:
    """The path of a family's page. It expires after FAMILY_LINK_DAYS and ends when links are withdrawn."""
    return reverse("outreach:family-week", kwargs={"token": make_token(guardian)})


def for_guardian(view: GuardianView[P]) -> View[P]:
    """Let in whoever holds a family's link (the address's `token`), with the rows of the family's district open.

    An old, withdrawn or altered link gets a page that says how to get a new one, and nothing about anybody.
    """

    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        words = _read(str(kwargs["token"]))
        if words is None:
            return _kept_to_itself(_old(request))
        district, key, withdrawn = words
        vars(request)["family"] = True  # the frame offers a family no staff doors
        with scope(district):
            guardian = Guardian.objects.filter(pk=key, links_withdrawn=withdrawn, gone_on__isnull=True).first()
            response = view(request, guardian, *args, **kwargs) if guardian else _old(request)
        return _kept_to_itself(response)

    functools.update_wrapper(wrapped, view)
    vars(wrapped)["for_guardian"] = True  # read by the test that walks every address
    return wrapped


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """The address is a key: nobody keeps the page, lists it, or learns where its reader came from."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(token: str) -> tuple[int, int, int] | None:
    try:
        words = signing.TimestampSigner(salt=_SALT, sep="~").unsign(
            token, max_age=timedelta(days=settings.FAMILY_LINK_DAYS)
        )
    except signing.BadSignature:
        return None
    district, key, withdrawn = (int(part) for part in words.split("."))
    return district, key, withdrawn


def _old(request: HttpRequest) -> HttpResponse:
    return render(request, "families/old_link.html", status=410)

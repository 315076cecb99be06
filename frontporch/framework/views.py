from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontporch.framework import pages, queries


@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """Goals and standards of the published edition, and its levels."""
    return render(request, "framework/framework.html", {**pages.tree(), "levels": queries.levels()})


@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """One standard: its indicators with every level described, what helps, and which duties it meets."""
    found = queries.standard(code)
    if found is None:
        return _nothing(request, _("There is no standard with this number."))
    return render(request, "framework/standard.html", {**pages.tree(), **pages.standard(found)})


@require_safe
def strategies(request: HttpRequest) -> HttpResponse:
    """Every strategy, with how sure we are of it."""
    found = [pages.weighed(each) for each in queries.strategies()]
    return render(request, "framework/strategies.html", {**pages.tree(), "strategies": found})


@require_safe
def strategy(request: HttpRequest, code: str) -> HttpResponse:
    """One strategy with every study of it, those that found nothing too."""
    found = queries.strategies([code.upper()]).first()
    if found is None:
        return _nothing(request, _("There is no strategy with this number."))
    return render(request, "framework/strategy.html", {**pages.tree(), **pages.strategy(found)})


def _nothing(request: HttpRequest, says: str) -> HttpResponse:
    return render(request, "framework/nothing.html", {"says": says}, status=404)

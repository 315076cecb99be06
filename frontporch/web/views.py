from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from frontporch.toolkit import queries as toolkit


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: two questions, three things to try tonight, and a door for each who comes."""
    tonight = toolkit.cards(toolkit.tonight(timezone.localdate()), get_language() or "en")
    return render(request, "web/home.html", {"tonight": tonight})


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Which languages there are here, and what to do for another."""
    return render(request, "web/languages.html")


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """What a school, a center or a district gets, and how it begins."""
    return render(request, "web/schools.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Answers for families: texts, codes, stopping, a wrong number, whom to ask."""
    return render(request, "web/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, who sees it, and how to have it changed."""
    return render(request, "web/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, what was not, and how to say that something does not work."""
    return render(request, "web/accessibility.html")

"""A family's week, by link and without an account. A link only shows; what changes something is posted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from frontporch.audit.models import Actor
from frontporch.families.access import for_guardian
from frontporch.families.models import Guardian
from frontporch.lib.refusal import Refusal
from frontporch.outreach import family_page, services
from frontporch.outreach.models import Delivery


@for_guardian
def week(request: HttpRequest, guardian: Guardian, token: str) -> HttpResponse:
    """This week with the adult's children, in the adult's language. Opening it changes nothing."""
    return _page(request, guardian, token)


# No cookie lets anybody in here: who could forge this form holds the link already, and could simply press the button.
@csrf_exempt
@for_guardian
def answer(request: HttpRequest, guardian: Guardian, token: str, delivery_id: int) -> HttpResponse:
    """A pressed digit. Pressing again replaces the answer; following the address only shows the week."""
    language, chosen = _language(request, guardian)
    week = _address(token, language if chosen else "", guardian)
    if request.method != "POST":
        return redirect(week)
    delivery = _mine(guardian, delivery_id)
    said = request.POST.get("digit", "")
    digit = int(said) if said.isdecimal() and len(said) == 1 else 0
    try:
        by = Actor("guardian", str(guardian.pk))
        with translation.override(language):
            services.reply_by_link(guardian=guardian, delivery=delivery, digit=digit, by=by)
    except Refusal as no:
        return _page(request, guardian, token, notice=no, status=400)
    return redirect(f"{week}#a{delivery.id}")


def _mine(guardian: Guardian, delivery_id: int) -> Delivery:
    """A delivery of this adult about a child it may still learn about; any other does not exist here."""
    delivery = Delivery.objects.filter(id=delivery_id, guardian=guardian).first()
    known = {one.child.pk for one in family_page.children_of(guardian, timezone.localdate())}
    if delivery is None or known.isdisjoint(delivery.children):
        raise Http404
    return delivery


def _page(request: HttpRequest, guardian: Guardian, token: str, **more: Any) -> HttpResponse:
    language, chosen = _language(request, guardian)
    status = more.pop("status", 200)
    with translation.override(language):
        shown = family_page.page_of(guardian, on=timezone.localdate(), chosen=chosen)
        context = {
            **shown,
            **more,
            "token": token,
            "stay": _stay(language if chosen else "", guardian),
            "languages": [
                {**other, "url": _address(token, other["code"], guardian)}
                for other in family_page.other_languages(language)
            ],
        }
        if shown["offices"]:
            context["help_phone"] = shown["offices"][0]["shown"]
        response = render(request, "outreach/family_week.html", context, status=status)
    response["Content-Language"] = language
    return response


def _language(request: HttpRequest, guardian: Guardian) -> tuple[str, bool]:
    """The language of the page, and whether its reader asked for it: by address, else the adult's own, else ours."""
    spoken = dict(settings.LANGUAGES)
    asked = translation.get_language_from_path(request.path_info) or request.GET.get("in", "")
    if asked in spoken:
        return asked, True
    own = _own(guardian)
    return (own if own in spoken else settings.LANGUAGE_CODE), False


def _own(guardian: Guardian) -> str:
    """What the adult reads, or speaks if they do not read; a region or script of it falls away unless we have it."""
    said = guardian.speaks if guardian.reads == "zxx" else guardian.reads
    return said if said in dict(settings.LANGUAGES) else said.split("-", maxsplit=1)[0]


def _address(token: str, language: str, guardian: Guardian) -> str:
    """The week's address in a language that was asked for; with "" the one that follows the adult's own."""
    with translation.override(language or settings.LANGUAGE_CODE):
        return reverse("outreach:family-week", args=[token]) + _stay(language, guardian)


def _stay(language: str, guardian: Guardian) -> str:
    """Our first language has no prefix, so an adult of another language who asks for it says so."""
    asked = language == settings.LANGUAGE_CODE != _own(guardian)
    return f"?in={language}" if asked else ""

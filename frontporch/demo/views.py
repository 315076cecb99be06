from __future__ import annotations

from django import forms
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontporch.accounts.access import CHOSEN
from frontporch.demo import access
from frontporch.demo.rules import DOORS

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """One button. A link never acts by being opened: only pressing it signs in."""
    role = access.read_token(token)
    if role is None:
        raise Http404
    response = _come_in(request, role) if request.method == "POST" else _show(request, role)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _show(request: HttpRequest, role: str) -> HttpResponse:
    facts = {
        "question": _("Come in as: %(role)s") % {"role": _(DOORS[role].title)},
        "why": _("This is a demo. Every person and place in it is made up. Look around and try things."),
        "button": _("Come in"),
        "form": forms.Form(),
    }
    return render(request, "ui/question.html", facts)


def _come_in(request: HttpRequest, role: str) -> HttpResponse:
    if role == "family":
        link = access.family_link()
        if link is None:
            raise Http404
        return redirect(link)
    member = access.member_behind(role)
    if member is None:
        raise Http404
    login(request, member.user, backend=_BACKEND)
    request.session[CHOSEN] = member.pk
    return redirect("accounts:home")

"""Signing in and out on allauth's machinery; the first page of each role; who works here and what they did."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from frontporch.accounts import queries, services
from frontporch.accounts.access import CHOSEN, Staff, for_staff, staff_of
from frontporch.accounts.adapter import WAIT
from frontporch.accounts.forms import CodeForm, EmailForm, InviteForm
from frontporch.accounts.models import User
from frontporch.accounts.rules import ROLES, Permission
from frontporch.audit.queries import entries_of
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place

PEOPLE_A_PAGE = ENTRIES_A_PAGE = 50

# The first of these that a role may do is where it begins.
FIRST_PAGES = (
    (Permission.SEND, "outreach:today"),
    (Permission.PACKS, "outreach:packs"),
    (Permission.PLAN_WRITE, "planning:plan"),
    (Permission.REACH, "insight:reach"),
    (Permission.STATE_FIGURES, "insight:state"),
)


class SignIn(allauth_views.RequestLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Asks for an e-mail address, and answers the same whether or not we know it."""

    template_name = "accounts/sign_in.html"
    form_class = EmailForm
    extra_context = {
        "question": gettext_lazy("Sign in"),
        "why": gettext_lazy("We e-mail you a code. There is no password to remember."),
        "button": gettext_lazy("E-mail me a code"),
    }

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Whoever typed a wrong address comes back here and types another."""


class ConfirmCode(allauth_views.ConfirmLoginCodeView):  # type: ignore[misc]  # allauth ships no types
    """Asks for the code. Three wrong ones and it is worth nothing."""

    template_name = "accounts/confirm_code.html"
    form_class = CodeForm
    extra_context = {"question": gettext_lazy("Look in your e-mail"), "button": gettext_lazy("Sign in")}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        email = str(self._process.state.get("email", "")).lower()
        if not ratelimit.consume(request, action="confirm_login_code", key=email):
            messages.error(request, WAIT)
            return redirect("account_login")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self._process.state
        return {
            **super().get_context_data(**kwargs),
            "email": state.get("email"),
            "can_resend": self._process.can_resend,
        }


sign_in = sensitive_post_parameters()(SignIn.as_view())
confirm_code = sensitive_post_parameters()(ConfirmCode.as_view())
sign_out = allauth_views.LogoutView.as_view(
    template_name="accounts/sign_out.html",
    extra_context={"question": gettext_lazy("Sign out of Front Porch?"), "button": gettext_lazy("Sign out")},
)


def home(request: HttpRequest) -> HttpResponse:
    """To the first page of one's role; to the people who can help when there is no role now."""
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    staff = staff_of(request)
    if staff is None:
        found = {"helpers": queries.who_can_help(request.user), "email": request.user.email}
        response = render(request, "accounts/no_role.html", found)
    else:
        response = redirect(next(page for permission, page in FIRST_PAGES if staff.may(permission)))
    add_never_cache_headers(response)
    return response


def role(request: HttpRequest) -> HttpResponse:
    """One's own roles, each a button that puts it on."""
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    staff = staff_of(request)
    if staff is None:
        return redirect("accounts:home")
    vars(request)["staff"] = staff
    if request.method == "POST":
        mine = {str(one.pk): one for one in (staff.membership, *staff.others)}
        chosen = mine.get(request.POST.get("membership", ""))
        if chosen is None:
            raise Http404
        request.session[CHOSEN] = services.switch_role(to=chosen, by=staff).pk
        return redirect("accounts:home")
    hats = [{"membership": one, "role": ROLES[one.role]} for one in (staff.membership, *staff.others)]
    response = render(request, "accounts/role.html", {"hats": hats, "worn": staff.membership})
    add_never_cache_headers(response)
    return response


@for_staff(Permission.PEOPLE)
def people(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Everybody with a role at one's place or beneath it, and what each role sees."""
    search = request.GET.get("q", "")[:100]
    page = Paginator(queries.people_under(staff.place, search=search), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "membership": one,
            "role": ROLES[one.role],
            "ends": queries.can_end(staff, one),
            "own": one.user_id == staff.user.pk,
        }
        for one in page
    ]
    context = {
        "staff": staff,
        "rows": rows,
        "page": page,
        "search": search,
        "invites": staff.may(Permission.INVITE),
        "reads_entries": staff.may(Permission.AUDIT),
        "roles": queries.roles_seen_from(staff.place),
    }
    return render(request, "accounts/people.html", context)


@for_staff(Permission.INVITE)
def invite(request: HttpRequest, staff: Staff) -> HttpResponse:
    form = InviteForm(request.POST or None, staff=staff)
    if form.is_valid():
        try:
            made = services.invite(**form.cleaned_data, by=staff)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            email = made.membership.user.email
            said = _("Invited. The e-mail is on its way to %(email)s.") % {"email": email}
            if not made.new:
                said = _("They had that role already. We sent the invitation to %(email)s again.") % {"email": email}
            messages.success(request, said)
            return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form})


@for_staff(Permission.INVITE)
def end(request: HttpRequest, staff: Staff, membership_id: int) -> HttpResponse:
    """Ask once, then end somebody's role."""
    held = get_object_or_404(queries.people_under(staff.place), pk=membership_id)
    trouble = ""
    if request.method == "POST":
        try:
            services.end_membership(membership=held, by=staff)
        except Refusal as no:
            trouble = no.message
        else:
            messages.success(request, _("Ended. They were signed out everywhere."))
            return redirect("accounts:people")
    context = {"held": held, "role": ROLES[held.role], "own": held.user_id == staff.user.pk, "trouble": trouble}
    return render(request, "accounts/end.html", context)


@for_staff(Permission.AUDIT)
def entries(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Who did what at one's place and beneath it: ids and roles, never a name."""
    everywhere = staff.place.kind == Place.Kind.STATE
    found = entries_of(staff.places().values("pk"), everywhere=everywhere)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:  # more digits than a row's id can have
        found = found.filter(pk__lt=int(before))
    rows = list(found[: ENTRIES_A_PAGE + 1])
    older = rows[ENTRIES_A_PAGE - 1].pk if len(rows) > ENTRIES_A_PAGE else None
    rows = rows[:ENTRIES_A_PAGE]
    names = dict(Place.objects.filter(pk__in={row.place_id for row in rows}).values_list("pk", "name"))
    shown = [{"entry": row, "place": names.get(row.place_id or 0, "")} for row in rows]
    return render(request, "accounts/entries.html", {"rows": shown, "older": older, "later": bool(before)})

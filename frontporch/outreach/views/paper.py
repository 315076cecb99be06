"""Paper: print a class's pack, mark it handed out, key in what comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.refusal import Refusal
from frontporch.outreach import queries, services
from frontporch.outreach.forms import KeyInForm
from frontporch.outreach.models import Pack, Reply
from frontporch.places.models import Place
from frontporch.places.queries import site_of


@require_GET
@for_staff(Permission.PACKS)
def packs(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The packs of a school or class, and the form for sheets that came back."""
    return _page(request, staff, KeyInForm())


def _page(request: HttpRequest, staff: Staff, form: KeyInForm) -> HttpResponse:
    found = queries.packs(staff.place)
    waiting = [one for one in found if one.pack.handed_out_at is None]
    gone = [one for one in found if one.pack.handed_out_at is not None]
    context = {"waiting": waiting, "gone": gone, "sheets": sum(one.sheets for one in waiting), "form": form}
    return render(request, "outreach/packs.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PACKS)
def key_in(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Key in one sheet: its code and the face that the family circled."""
    if request.method == "GET":
        return redirect("outreach:packs")
    form = KeyInForm(request.POST)
    if form.is_valid() and _keyed_in(request, form, staff):
        return redirect("outreach:packs")
    return _page(request, staff, form)


def _keyed_in(request: HttpRequest, form: KeyInForm, staff: Staff) -> bool:
    said = form.cleaned_data
    try:
        reply = services.key_in(place=site_of(staff.place), code=said["code"], digit=said["digit"], by=staff.actor)
    except Refusal as no:
        form.add_error("digit" if no.code == "not-a-digit" else "code", no.message)
        return False
    messages.success(request, _thanks(reply))
    return True


def _thanks(reply: Reply) -> str:
    return {
        1: gettext("Saved: they did it."),
        2: gettext("Saved: it was hard. They get the easier version."),
        3: gettext("Saved: not this week."),
    }.get(reply.digit or 0, gettext("Saved."))


@require_POST
@for_staff(Permission.PACKS)
def hand_out(request: HttpRequest, staff: Staff, pack_id: int) -> HttpResponse:
    """Mark a pack handed out, in one tap; again is harmless."""
    try:
        services.hand_out(pack=_pack_or_404(staff, pack_id), by=staff.actor)
    except Refusal as no:
        messages.error(request, no.message)
    else:
        messages.success(request, gettext("Handed out. Thank you for carrying it."))
    return redirect("outreach:packs")


@require_GET
@for_staff(Permission.PACKS)
def pdf(request: HttpRequest, staff: Staff, pack_id: int) -> HttpResponse:
    """The half-sheets of one pack, ready for the printer."""
    pack = _pack_or_404(staff, pack_id)
    try:
        sheets = queries.pack_pdf(pack)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("outreach:packs")
    response = HttpResponse(sheets, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="paper-{pack.send.week:%Y-%m-%d}-{pack.pk}.pdf"'
    add_never_cache_headers(response)
    return response


def _pack_or_404(staff: Staff, pk: int) -> Pack:
    site, mine = site_of(staff.place), staff.place
    found = Pack.objects.select_related("send__place", "classroom").filter(pk=pk, send__place=site)
    if mine.kind == Place.Kind.CLASSROOM:
        found = found.filter(classroom=mine)
    pack = found.first()
    if pack is None:
        raise Http404
    return pack

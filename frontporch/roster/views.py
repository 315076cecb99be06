from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.roster import queries, services
from frontporch.roster.forms import UploadForm
from frontporch.roster.models import Run

SHOWN_RUNS, SHOWN_ROWS = 30, 200


@require_http_methods(["GET", "POST"])
@for_staff(Permission.ROSTERS)
def runs(request: HttpRequest, staff: Staff) -> HttpResponse:
    district = _district(staff)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = services.receive(chunks=upload.chunks(), name=upload.name[:80], district=district, by=staff.actor)
        except Refusal as no:
            form.add_error("file", no.message)
        else:
            return redirect("roster:run", run.pk)
    context = {"form": form, "runs": queries.runs_of(district)[:SHOWN_RUNS], "district": district}
    return render(request, "roster/runs.html", context, status=422 if form.errors else 200)


@require_GET
@for_staff(Permission.ROSTERS)
def run(request: HttpRequest, staff: Staff, run_id: int) -> HttpResponse:
    found = get_object_or_404(Run, pk=run_id, district=_district(staff))
    return render(request, "roster/run.html", _context(found))


@require_POST
@for_staff(Permission.ROSTERS)
def apply_run(request: HttpRequest, staff: Staff, run_id: int) -> HttpResponse:
    district = _district(staff)
    found = get_object_or_404(Run, pk=run_id, district=district)
    try:
        services.apply(run=found, district=district, by=staff.actor)
    except Refusal as no:
        messages.error(request, no.message)
    else:
        messages.success(request, _("Applied. Teachers see their classes now."))
    return redirect("roster:run", found.pk)


def _district(staff: Staff) -> Place:
    """Rosters belong to a district or program: other roles have none."""
    if staff.district is None:
        raise Http404
    return staff.district


def _context(found: Run) -> dict[str, object]:
    rows = found.set_aside.all()
    return {
        "run": found, "changes": queries.change_sentences(found), "notices": queries.notice_sentences(found),
        "set_aside": rows[:SHOWN_ROWS], "more": max(0, rows.count() - SHOWN_ROWS),
    }  # fmt: skip

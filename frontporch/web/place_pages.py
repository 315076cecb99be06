"""Setting up places: what texts begin with, who answers the phone, which days are in session, and what is beneath."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.dates import school_year_label, school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.places import services
from frontporch.places.models import Place, SchoolYear
from frontporch.places.queries import calendar_of
from frontporch.web.place_forms import AddForm, CalendarForm, DescribeForm

MOST = 500  # places on one page; a state looks at its districts, a district at its schools


@require_GET
@for_staff(Permission.PLACES)
def places(request: HttpRequest, staff: Staff) -> HttpResponse:
    """One's own place and those directly beneath it; a state sees districts, a district sees schools."""
    shown = list(
        Place.objects.filter(Q(pk=staff.place.pk) | Q(parent=staff.place), closed_on__isnull=True)
        .exclude(kind=Place.Kind.CLASSROOM)
        .order_by("path")[:MOST]
    )
    year = school_year_of(timezone.localdate())
    own = set(SchoolYear.objects.filter(place__in=shown, year=year).values_list("place_id", flat=True))
    context = {
        "rows": [(place, place.pk in own) for place in shown], "year": school_year_label(year), "place": staff.place,
        "may_add": bool(_kinds_beneath(staff.place)),
    }  # fmt: skip
    return render(request, "web/places.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLACES)
def describe(request: HttpRequest, staff: Staff, place_id: int) -> HttpResponse:
    place = _place(staff, place_id)
    said = {"text_name": place.text_name, "office_phone": place.office_phone, "time_zone": place.time_zone}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        try:
            services.describe(place=place, by=staff.actor, **form.cleaned_data)
        except Refusal as no:
            form.add_error("text_name" if no.code.startswith("text-name") else None, str(no))
        else:
            return _saved(request)
    return _form(request, form, place, gettext("What is %(name)s called in texts?") % {"name": place.name})


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLACES)
def calendar(request: HttpRequest, staff: Staff, place_id: int) -> HttpResponse:
    place = _place(staff, place_id)
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=_calendar_words(place))
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.set_calendar(place=place, year=school_year_of(said["first_day"]), by=staff.actor, **said)
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            return _saved(request)
    return _form(request, form, place, gettext("Which days is %(name)s in session?") % {"name": place.name})


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLACES)
def add(request: HttpRequest, staff: Staff, place_id: int) -> HttpResponse:
    parent = _place(staff, place_id)
    kinds = _kinds_beneath(parent)
    if not kinds:
        raise PermissionDenied
    form = AddForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_valid():
        try:
            services.add_place(parent=parent, by=staff.actor, **form.cleaned_data)
        except Refusal as no:
            form.add_error("code" if no.code == "code-taken" else None, str(no))
        else:
            return _saved(request)
    return _form(request, form, parent, gettext("Add a place beneath %(name)s") % {"name": parent.name})


def _kinds_beneath(place: Place) -> list[tuple[str, str]]:
    """What a person may add by hand; classrooms come with rosters."""
    return [
        (kind, str(Place.Kind(kind).label))
        for kind, above in services.INSIDE.items()
        if place.kind in above and kind != Place.Kind.CLASSROOM
    ]


def _place(staff: Staff, place_id: int) -> Place:
    place = staff.place_or_404(place_id)
    if place.kind == Place.Kind.CLASSROOM:
        raise PermissionDenied
    return place


def _calendar_words(place: Place) -> dict[str, object]:
    found = calendar_of(place, timezone.localdate())
    if found is None:
        return {}
    days = "\n".join(f"{day.date:%Y-%m-%d}" for day in found.days_out.all())
    return {"first_day": found.first_day, "last_day": found.last_day, "days_out": days, "year_round": found.year_round}


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, gettext("Saved."))
    return redirect("web:places")


def _form(request: HttpRequest, form: forms.Form, place: Place, question: str) -> HttpResponse:
    return render(request, "web/place_form.html", {"form": form, "place": place, "question": question})

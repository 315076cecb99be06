from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.dates import school_year_label, school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.places.queries import calendar_of, site_of
from frontporch.planning import queries, services
from frontporch.planning.forms import GoalForm, RowForm
from frontporch.planning.models import Plan, PlanGoal


@require_GET
@for_staff(Permission.PLAN_READ)
def plan(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The plan of one's own school or center; for a district or state, the list of all of them."""
    year = school_year_of(timezone.localdate())
    site = site_of(staff.place)
    if site.kind not in (Place.Kind.SCHOOL, Place.Kind.CENTER):
        context = {"sites": queries.under(staff.place, year), "year": school_year_label(year)}
        return render(request, "planning/plans.html", context)
    return _one(request, staff, site, year)


@require_GET
@for_staff(Permission.PLAN_READ)
def plan_of(request: HttpRequest, staff: Staff, place_id: int) -> HttpResponse:
    """The plan of one school or center beneath one's own place."""
    return _one(request, staff, staff.place_or_404(place_id), school_year_of(timezone.localdate()))


def _one(request: HttpRequest, staff: Staff, site: Place, year: int) -> HttpResponse:
    found = queries.of_place(site, year)
    goals = queries.shown(found, language=get_language() or "en") if found and _has_figures(staff) else []
    context = {
        "plan": found, "place": site, "goals": goals, "year": school_year_label(year),
        "writes": staff.may(Permission.PLAN_WRITE), "most": services.MOST_GOALS,
    }  # fmt: skip
    return render(request, "planning/plan.html", context)


def _has_figures(staff: Staff) -> bool:
    """Figures of one school need its district's scope, which a state role never has."""
    return staff.district is not None


@require_POST
@for_staff(Permission.PLAN_WRITE)
def start(request: HttpRequest, staff: Staff) -> HttpResponse:
    try:
        services.start(place=site_of(staff.place), school_year=school_year_of(timezone.localdate()), by=staff.actor)
    except Refusal as no:
        messages.error(request, str(no))
    return redirect("planning:plan")


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLAN_WRITE)
def add_goal(request: HttpRequest, staff: Staff, plan_id: int) -> HttpResponse:
    found = _plan_or_404(staff, plan_id)
    form = GoalForm(request.POST if request.method == "POST" else None, place=found.place)
    if form.is_valid():
        try:
            goal = services.add_goal(plan=found, words=form.words(), by=staff.actor)
        except Refusal as no:
            form.add_error(None, str(no))
        else:
            return redirect("planning:add-row", goal.pk)
    return render(request, "planning/goal.html", {"plan": found, "form": form})


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLAN_WRITE)
def add_row(request: HttpRequest, staff: Staff, goal_id: int) -> HttpResponse:
    goal = _goal_or_404(staff, goal_id)
    strategies = queries.strategies_for(goal)
    activities = queries.activities_for(goal, language=get_language() or "en")
    form = RowForm(request.POST if request.method == "POST" else None, strategies=strategies, activities=activities)
    if form.is_valid() and _added(form, goal, staff):
        return redirect("planning:plan")
    context = {"goal": goal, "strategies": strategies, "form": form, "chosen": form["strategy"].value()}
    return render(request, "planning/row.html", context)


def _added(form: Form, goal: PlanGoal, staff: Staff) -> bool:
    today = timezone.localdate()
    calendar = calendar_of(goal.plan.place, today)
    ends_on = calendar.last_day if calendar else today.replace(year=goal.plan.school_year + 1, month=5, day=31)
    try:
        services.add_row(goal=goal, starts_on=min(today, ends_on), ends_on=ends_on, by=staff.actor, **form.cleaned_data)
    except Refusal as no:
        form.add_error(None, str(no))
        return False
    return True


@require_http_methods(["GET", "POST"])
@for_staff(Permission.PLAN_WRITE)
def remove_goal(request: HttpRequest, staff: Staff, goal_id: int) -> HttpResponse:
    goal = _goal_or_404(staff, goal_id)
    if request.method == "GET":
        return render(request, "planning/remove.html", {"goal": goal})
    services.remove_goal(goal=goal, by=staff.actor)
    messages.success(request, gettext("The goal is out of the plan."))
    return redirect("planning:plan")


@require_POST
@for_staff(Permission.PLAN_WRITE)
def publish(request: HttpRequest, staff: Staff, plan_id: int) -> HttpResponse:
    try:
        services.publish(plan=_plan_or_404(staff, plan_id), by=staff.actor)
    except Refusal as no:
        messages.error(request, str(no))
    else:
        messages.success(
            request, gettext("The plan is published. From next week families get activities that serve it.")
        )
    return redirect("planning:plan")


def _plan_or_404(staff: Staff, plan_id: int) -> Plan:
    found = Plan.objects.select_related("place").filter(pk=plan_id, place=site_of(staff.place)).first()
    if found is None:
        raise Http404
    return found


def _goal_or_404(staff: Staff, goal_id: int) -> PlanGoal:
    found = PlanGoal.objects.select_related("plan__place").filter(pk=goal_id, plan__place=site_of(staff.place)).first()
    if found is None:
        raise Http404
    return found

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from frontporch.toolkit import pages, queries
from frontporch.toolkit.forms import CodeForm, PickForm
from frontporch.toolkit.models import Activity, Area, Band


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Two questions; answered, they lead to the shelf. Every shelf is linked beneath, so two taps always do."""
    form = PickForm(request.GET if "age" in request.GET or "goal" in request.GET else None)
    if form.is_valid():
        return redirect("toolkit:shelf", form.cleaned_data["age"], form.cleaned_data["goal"])
    counts = queries.counts()
    rows = [(label, [(a, name, counts[band, a]) for a, name in Area.choices], band) for band, label in Band.choices]
    return render(request, "toolkit/browse.html", {"form": form, "rows": rows, "total": queries.library().count()})


@require_safe
def shelf(request: HttpRequest, band: str, area: str) -> HttpResponse:
    """What one age can do in one area: one thing for today, then the others."""
    age = next((each for each in Band if each.value.lower() == band.lower()), None)
    goal = next((each for each in Area if each.value == area.lower()), None)
    if age is None or goal is None:
        return _nothing(request, _("There is no such age or goal."))
    found = queries.cards(queries.shelf(age, goal, on=timezone.localdate()), _language())
    context = {
        "age": age,
        "goal": goal,
        "today": found[0] if found else None,
        "others": found[1:],
        "areas": [(each, label) for each, label in Area.choices if each != goal],
        "ages": [(each, label) for each, label in Band.choices if each != age],
    }
    return render(request, "toolkit/shelf.html", context)


@require_safe
def activity(request: HttpRequest, code: str) -> HttpResponse:
    """One thing to do, in two languages, with why it works and where it fits."""
    found = queries.by_code(code)
    if found is None:
        return _nothing(request, _("There is no activity with this name."))
    return render(request, "toolkit/activity.html", pages.activity(found, _language()))


def _fingerprint(request: HttpRequest, code: str) -> str | None:
    """What a printed sheet depends on, so that an unchanged one is not made again."""
    known = Activity.objects.filter(code__iexact=code).values_list("fingerprint", flat=True).first()
    return f'"{known}-{_language()}"' if known else None


@require_safe
@condition(etag_func=_fingerprint)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The activity on one page of paper: two half-sheets, one in each language."""
    found = queries.by_code(code)
    if found is None:
        raise Http404
    response = HttpResponse(pages.sheet(found, _language()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return response


@require_safe
def door(request: HttpRequest, typed: str = "") -> HttpResponse:
    """Four digits from paper or a text open their activity; digits that open nothing are answered by a sentence."""
    typed = typed or request.GET.get("code", "")
    if found := queries.by_door(typed):
        return redirect("toolkit:activity", found.code)
    form = CodeForm({"code": typed} if typed or "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        form.add_error("code", _("No activity has this code. Look at the four digits once more."))
    return render(request, "toolkit/door.html", {"form": form}, status=404 if typed else 200)


def _nothing(request: HttpRequest, says: str) -> HttpResponse:
    return render(request, "toolkit/nothing.html", {"says": says}, status=404)


def _language() -> str:
    return get_language() or "en"

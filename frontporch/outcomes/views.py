from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.dates import grade_label, grade_number
from frontporch.lib.suppression import Table
from frontporch.outcomes import queries
from frontporch.outcomes.models import MeasureValue
from frontporch.places.queries import site_of
from frontporch.ui.charts import Bar, Chart


@require_GET
@for_staff(Permission.ABSENCE)
def absence(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Chronic absence of one's school or center; a district sees its schools too."""
    if staff.district is None:
        raise Http404
    place = site_of(staff.place)
    whole = queries.latest(place)
    context: dict[str, object] = {"place": place, "figure": whole}
    if whole is not None:
        grades = sorted(
            queries.by_grade(whole), key=lambda one: (grade_number(one.grade) is None, grade_number(one.grade))
        )
        table = queries.shown(grades, whole, minimum=settings.SMALLEST_GROUP)
        context |= {
            "sentence": _sentence(whole, table), "left_out": _left_out(whole), "hides": table.hides,
            "grades": _chart(_("By grade"), _("Grade"), grades, [grade_label(one.grade) for one in grades], table),
        }  # fmt: skip
        sites = queries.by_site(whole) if place.is_tenant else []
        if sites:
            shown = queries.shown(sites, whole, minimum=settings.SMALLEST_GROUP)
            context["sites"] = _chart(_("By school"), _("School"), sites, [one.place.name for one in sites], shown)
            context["hides"] = table.hides or shown.hides
    return render(request, "outcomes/absence.html", context)


def _sentence(whole: MeasureValue, table: Table) -> str:
    """The figure in words, or why there is none."""
    if table.total.state != "shown":
        return _("There are too few children here to show a figure.")
    words = {"n": whole.numerator, "all": f"{whole.denominator:,}", "percent": round(whole.percent or 0)}
    one = "%(n)s of %(all)s children missed a tenth of their days or more: %(percent)s in 100."
    return ngettext(one, one, whole.numerator) % words


def _left_out(whole: MeasureValue) -> str:
    if not whole.left_out:
        return ""
    if whole.left_out < settings.SMALLEST_GROUP:
        return _("A few children are left out: enrolled for fewer than ten days.")
    return _("%(n)s children are left out: enrolled for fewer than ten days.") % {"n": whole.left_out}


def _chart(caption: str, label: str, values: Sequence[MeasureValue], names: Sequence[str], table: Table) -> Chart:
    few = _("Fewer than %(n)s") % {"n": settings.SMALLEST_GROUP}
    bars = []
    rest = [_("No grade")] * (len(table.rows) - len(names))
    for name, cell in zip([*names, *rest], table.rows, strict=True):
        if cell.share is None:
            bars.append(Bar(name, None, why=few if cell.state == "fewer" else _("Hidden too")))
        else:
            size = ngettext("%(n)s child", "%(n)s children", cell.denominator or 0) % {"n": cell.denominator}
            bars.append(Bar(name, round(100 * cell.share, 1), size))
    return Chart(caption=caption, group_label=label, value_label=_("Chronically absent"), bars=bars if values else [])

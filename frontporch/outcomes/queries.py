"""Figures as they were made, with the definition that made them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from frontporch.lib.suppression import Count, Table, suppress
from frontporch.outcomes import rules
from frontporch.outcomes.models import MeasureValue
from frontporch.places.models import Place


def latest(place: Place, measure: str = rules.MEASURE, grade: str = "") -> MeasureValue | None:
    """The newest figure of one place, for all grades or one; None when it was never made. Counts, not yet suppressed."""
    found = MeasureValue.objects.filter(place=place, measure=measure, grade=grade)
    return found.order_by("-through", "-version").first()


def by_grade(whole: MeasureValue) -> list[MeasureValue]:
    """The figures of each grade that were made together with one for all grades. Counts, not yet suppressed."""
    return list(_made_with(whole).filter(place=whole.place).exclude(grade="").order_by("grade"))


def by_site(whole: MeasureValue) -> list[MeasureValue]:
    """The figures of the schools and centers under a district that were made together with its own."""
    sites = Place.objects.under(whole.place).sites()
    return list(_made_with(whole).filter(place__in=sites, grade="").select_related("place").order_by("place__name"))


def _made_with(whole: MeasureValue) -> QuerySet[MeasureValue]:
    same = {
        "measure": whole.measure,
        "version": whole.version,
        "school_year": whole.school_year,
        "through": whole.through,
    }
    return MeasureValue.objects.filter(**same)


def shown(values: Sequence[MeasureValue], whole: MeasureValue, *, minimum: int) -> Table:
    """What may be shown of the parts of a figure, small ones and one more hidden (see `lib.suppression`).

    The rows are those of `values` and, if they do not add up to the whole, a last one for the rest: children without a
    grade. Not for parts that overlap, such as schools that share a child: those make their own total.
    """
    counts = [Count(str(value.pk), value.numerator, value.denominator) for value in values]
    numerator = whole.numerator - sum(count.numerator for count in counts)
    denominator = whole.denominator - sum(count.denominator for count in counts)
    if denominator > 0 and 0 <= numerator <= denominator:
        counts.append(Count("rest", numerator, denominator))
    return suppress(counts, minimum=minimum)

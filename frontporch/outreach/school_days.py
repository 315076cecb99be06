"""Days at school of one family's children, as a family's page says them: present first, then the true missed count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.formats import date_format

from frontporch.families.models import Child, Enrollment
from frontporch.lib.dates import school_year_of
from frontporch.outcomes.models import Absence, MeasureValue
from frontporch.places.models import Place
from frontporch.places.queries import calendar_of, days_in_session

DRAWN = 26  # school days drawn as lamps: two rows


@dataclass(frozen=True, kw_only=True)
class SchoolDays:
    """Days at school of one child from its first day to the last day that was counted."""

    name: str
    center: bool
    present: Decimal
    expected: int
    missed: Decimal
    since: date
    through: date
    latest: list[bool] = field(default_factory=list)  # the last days in session: there or not

    @property
    def first_day(self) -> str:
        return month_and_day(self.since)

    @property
    def last_day(self) -> str:
        return month_and_day(self.through)

    @property
    def missed_about(self) -> int:
        """Missed days as a whole number, for the grammar of the sentence."""
        return 1 if self.missed == 1 else 2


def school_days(rows: Sequence[tuple[Child, Enrollment]], on: date) -> list[SchoolDays]:
    """Each child's days, as far as its school has told us; nothing where it told us nothing."""
    through = _counted_through({row.place_id for _child, row in rows}, on)
    sites = {row.place for _child, row in rows if row.place_id in through}
    session = {site.pk: _session(site, through[site.pk]) for site in sites}
    absences = Absence.objects.filter(
        child__in=[child for child, _row in rows], school_year=school_year_of(on), date__lte=on
    )
    missed: dict[tuple[int, int], dict[date, Decimal]] = {}
    for absence in absences:
        missed.setdefault((absence.child_id, absence.place_id), {})[absence.date] = absence.share_of_day
    found = (
        _days_of(child, row, session[row.place_id], missed.get((child.pk, row.place_id), {}))
        for child, row in rows
        if row.place_id in session
    )
    return [days for days in found if days]


def _counted_through(sites: Collection[int], on: date) -> dict[int, date]:
    """The last day of which each school has told us anything: a day without news is no day of presence."""
    year = school_year_of(on)
    told = Absence.objects.filter(place__in=sites, school_year=year, date__lte=on).values_list("place")
    found = dict(told.annotate(last=Max("date")))
    counted = MeasureValue.objects.filter(place__in=sites, school_year=year, through__lte=on).values_list("place")
    for site, last in counted.annotate(last=Max("through")):
        found[site] = max(last, found.get(site, last))
    return found


def _session(site: Place, through: date) -> list[date]:
    calendar = calendar_of(site, through)
    return days_in_session(site, first=calendar.first_day, last=through) if calendar else []


def _days_of(child: Child, row: Enrollment, session: Sequence[date], missed: dict[date, Decimal]) -> SchoolDays | None:
    expected = [day for day in session if day >= row.starts_on and (row.ends_on is None or day <= row.ends_on)]
    if not expected:
        return None
    away = sum((missed[day] for day in expected if day in missed), Decimal(0))
    return SchoolDays(
        name=child.short_name, center=row.place.kind == Place.Kind.CENTER, expected=len(expected), missed=_half(away),
        present=len(expected) - _half(away), since=expected[0], through=expected[-1],
        latest=[missed.get(day, 0) < Decimal("0.5") for day in expected[-DRAWN:]],
    )  # fmt: skip


def _half(days: Decimal) -> Decimal:
    """To the next half day: 1, 1.5, 2. What was missed never shows as nothing."""
    halves = Decimal(max(1, round(days * 2)) if days else 0) / 2
    return halves.quantize(Decimal(1)) if halves == halves.to_integral_value() else halves


def month_and_day(day: date) -> str:
    """October 6, held together where a line breaks."""
    return date_format(day, "MONTH_DAY_FORMAT").replace(" ", "\u00a0")

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.insight import rules
from frontporch.insight.models import Figure
from frontporch.lib.dates import school_year_of
from frontporch.outreach.queries import reach
from frontporch.places.models import Place


@transaction.atomic
def roll_up(*, district: Place, period: str, first: date, last: date, by: Actor) -> int:
    """Hand a tenant's reach from `first` to `last` up to the state, suppressed here, under the name `period`.

    Doing it again replaces the period's figures. Returns how many cells were written. Needs the tenant's scope.
    """
    found = reach(district, first, last)
    minimum = settings.SMALLEST_GROUP
    cells = [rules.whole(found.everyone, minimum=minimum)]
    for table in rules.TABLES[1:]:
        cells += rules.cells(table, [row for row in found.groups if row.by == table], minimum=minimum)
    year = school_year_of(last)
    Figure.objects.filter(district=district, school_year=year, period=period).delete()
    Figure.objects.bulk_create(
        Figure(
            district=district, school_year=year, period=period, table=cell.table, group=cell.group, shown=cell.shown,
            enrolled=cell.enrolled, received=cell.received, in_language=cell.in_language,
            unknown_language=cell.unknown_language, took_part=cell.took_part, heard_back=cell.heard_back,
        )
        for cell in cells
    )  # fmt: skip
    record("insight.roll_up", target=district, by=by, place_id=district.pk, period=period, cells=len(cells))
    return len(cells)

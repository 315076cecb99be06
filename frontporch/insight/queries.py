from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from frontporch.insight import rules
from frontporch.insight.models import Figure
from frontporch.insight.rules import Cell
from frontporch.outreach.queries import not_reached, reach
from frontporch.places.models import Place


@dataclass(frozen=True)
class ReachShown:
    """A place's reach as its page may show it. `everyone` is hidden from readers who may not see so small a group."""

    first: date
    last: date
    everyone: Cell
    families: int
    tables: dict[str, list[Cell]]  # by language, grade, channel

    @property
    def lowest(self) -> Cell | None:
        """The language group to look at first."""
        return rules.lowest(self.tables["language"])


def reach_shown(place: Place, first: date, last: date, *, knows_the_children: bool) -> ReachShown:
    """Reach of a place from a day to a day, suppressed. People who see its children anyway may see a whole of any size."""
    found = reach(place, first, last)
    minimum = settings.SMALLEST_GROUP
    tables = {
        table: rules.cells(table, [row for row in found.groups if row.by == table], minimum=minimum)
        for table in rules.TABLES[1:]
    }
    everyone = rules.whole(found.everyone, minimum=0 if knows_the_children else minimum)
    return ReachShown(found.first, found.last, everyone, found.families, tables)


def reasons(place: Place, first: date, last: date) -> list[tuple[str, int]]:
    """Why children were not reached, as codes with counts, the most frequent first. Needs the tenant's scope."""
    return Counter(one.because for one in not_reached(place, first, last)).most_common()


@dataclass(frozen=True)
class StateShown:
    """The fixed tables of a period: sums of what tenants handed up, and each tenant's own line, by name."""

    period: str
    periods: Sequence[str]
    everyone: Cell | None  # null: nothing handed up yet
    tables: dict[str, list[Cell]]
    tenants: Sequence[tuple[Place, Cell | None]]  # null: nothing handed up for the period


def state_shown(state: Place, *, period: str = "") -> StateShown:
    """What a state or region may see: no people, a fixed set of tables, the newest period unless another is named."""
    figures = list(Figure.objects.filter(district__path__startswith=state.path))
    periods = sorted({figure.period for figure in figures}, reverse=True)
    chosen = period if period in periods else (periods[0] if periods else "")
    cells = [(figure.district_id, _cell(figure)) for figure in figures if figure.period == chosen]
    own = {key: cell for key, cell in cells if cell.table == "all"}
    tenants = Place.objects.under(state).tenants().filter(closed_on__isnull=True).order_by("name")
    whole = rules.add_up("all", list(own.values()))
    tables = {
        table: rules.add_up(table, [cell for _key, cell in cells if cell.table == table]) for table in rules.TABLES[1:]
    }
    return StateShown(chosen, periods, whole[0] if whole else None, tables, [(one, own.get(one.pk)) for one in tenants])


def _cell(figure: Figure) -> Cell:
    return Cell(
        figure.table, figure.group, figure.shown, figure.enrolled, figure.received, figure.in_language,
        figure.unknown_language, figure.took_part, figure.heard_back,
    )  # fmt: skip

"""Reading the library: by age and area, by the digits of a door, and tonight's three."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import MD5, Concat

from frontporch.lib.codes import check_code
from frontporch.toolkit import rules
from frontporch.toolkit.models import Activity, ActivityText, Area, Band
from frontporch.ui import pictures

SHORT = 10  # minutes: what fits an evening


@dataclass(frozen=True)
class Card:
    """An activity in a few words, in the reader's language where it speaks it."""

    activity: Activity
    text: ActivityText
    picture: str

    @property
    def area(self) -> str:
        return str(Area(self.activity.area).label)

    @property
    def age(self) -> str:
        return str(Band(self.activity.band).label)


def library(
    *, bands: Iterable[str] | None = None, areas: Iterable[str] | None = None, codes: Iterable[str] | None = None
) -> QuerySet[Activity]:
    """Every activity in the library today, texts ready in all languages, in the order of their codes.

    Each has `code`, `door`, `band` and `also_bands`, `areas` (the first is the main one), `window_unit`,
    `window_from` and `window_to`. A band or an area counts when it is one of several; two queries in all.
    """
    found = Activity.objects.open().prefetch_related("texts")
    if bands is not None:
        bands = list(bands)
        found = found.filter(Q(band__in=bands) | Q(also_bands__overlap=bands))
    if areas is not None:
        found = found.filter(areas__overlap=list(areas))
    return found if codes is None else found.filter(code__in=list(codes))


def shelf(band: str, area: str, *, on: date) -> list[Activity]:
    """What one age can do in one area: those mainly about it first, and another one on top each day."""
    found = list(library(bands=[band], areas=[area]))
    main = [activity for activity in found if activity.area == area]
    turn = on.toordinal() % len(main) if main else 0
    return [*main[turn:], *main[:turn], *(activity for activity in found if activity.area != area)]


def tonight(on: date, count: int = 3) -> list[Activity]:
    """A few short activities that need nothing, each of another age and area, others every day."""
    shuffled = MD5(Concat(Value(on.isoformat()), "code", output_field=CharField()))
    fitting = library().filter(minutes__lte=SHORT, materials=[], caregiver_reading="none").order_by(shuffled)
    chosen: list[Activity] = []
    for activity in fitting[: 20 * count]:
        if all(activity.band != one.band and activity.area != one.area for one in chosen):
            chosen.append(activity)
        if len(chosen) == count:
            break
    return sorted(chosen, key=lambda one: Band.values.index(one.band))


def by_code(code: str) -> Activity | None:
    """An activity by its id, in small or capital letters; withdrawn ones too, since links to them are on paper."""
    return Activity.objects.prefetch_related("texts").filter(code__iexact=code).first()


def by_door(typed: str) -> Activity | None:
    """The activity that four typed digits open, however they were typed; withdrawn ones too."""
    door = check_code(typed)
    return Activity.objects.prefetch_related("texts").filter(door=door).first() if door else None


def counts() -> dict[tuple[str, str], int]:
    """How many activities each band has in each area, further bands and areas counted too."""
    found = {(band, area): 0 for band in Band.values for area in Area.values}
    for band, also, areas in Activity.objects.open().values_list("band", "also_bands", "areas"):
        for each in {band, *also}:
            for area in areas:
                found[each, area] += 1
    return found


def carrying_out(strategies: Iterable[str]) -> int:
    """How many activities in the library carry out at least one of these strategies."""
    return Activity.objects.open().filter(strategies__overlap=list(strategies)).count()


def text_in(activity: Activity, language: str) -> ActivityText | None:
    """What the activity says in a language, in English where it does not speak it; its texts are prefetched."""
    texts = {text.language: text for text in activity.texts.all()}
    return texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or texts.get("en")


def picture_of(activity: Activity) -> str:
    """The drawing that stands for the activity: its own, the nearest that we have, or its area's."""
    return rules.picture_for(activity.icon, activity.area, pictures.names())


def cards(activities: Iterable[Activity], language: str) -> list[Card]:
    """Cards of these activities, in their order; texts are prefetched."""
    found = ((each, text_in(each, language)) for each in activities)
    return [Card(activity, text, picture_of(activity)) for activity, text in found if text]

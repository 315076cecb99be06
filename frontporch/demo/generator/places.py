"""Invented districts, programs, schools and centers, with names that no real one has."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontporch.demo.generator.numbers import office_number
from frontporch.demo.generator.wishes import School, Tenant, Wish

STATE = "Wrenhaven"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Trees and birds that few places are called after, and where they might stand.
TREES = _words(
    "Sourwood Hornbeam Ironwood Basswood Chinquapin Sweetgum Hackberry Catalpa Mayhaw Pawpaw Persimmon Buckeye "
    "Sassafras Yaupon Inkberry Bayberry Elderberry Silverbell Fringetree Loblolly Witchhazel Serviceberry Boxelder "
    "Bitternut Mockernut Blackhaw Spicebush Beautyberry Summersweet Buttonbush"
)
BIRDS = _words(
    "Kingfisher Whippoorwill Bittern Nuthatch Towhee Vireo Grosbeak Tanager Sandpiper Killdeer Gallinule Anhinga "
    "Woodcock Bobolink Phoebe Kinglet Waxwing Veery Pewee Chickadee Goldfinch Meadowlark Dickcissel Flicker "
    "Sapsucker Nighthawk Kestrel Osprey Egret Spoonbill"
)
GROUNDS = _words(
    "Bend Bluff Brake Cove Crossing Ferry Fork Glade Hammock Hollow Landing Meadow Narrows Oxbow Point Prairie "
    "Run Shoals Terrace Thicket"
)

ELEMENTARY = ("PK", "KG", "01", "02", "03", "04", "05")
MIDDLE = ("06", "07", "08")
HIGH = ("09", "10", "11", "12")
EARLY = ("IT", "PK")

# The share of children who miss too many days, by grade: kindergarten and high school are highest.
CHRONIC = {"PK": 0.27, "KG": 0.28, **dict.fromkeys(("01", "02", "03", "04", "05"), 0.205), "06": 0.20, "07": 0.22,
           "08": 0.24, "09": 0.29, "10": 0.29, "11": 0.30, "12": 0.34, "IT": 0.22}  # fmt: skip

OWN_CHRONIC, OWN_MENDED = 0.235, 0.025  # began the year near its state's 27 %, and a few come again since


class Plot(NamedTuple):
    """Where one tenant stands in the state: enough to invent it alone, in any order."""

    number: int
    kind: str  # district, head-start, child-care
    name: str
    children: int
    children_before: int  # in all earlier plots: from where its phone numbers are counted


def plots(wish: Wish) -> list[Plot]:
    """Every district and program of the state with its size. Early programs hold about one child in seven or fewer."""
    draw = random.Random(f"{wish.seed}:plots")
    districts = wish.districts_meant
    programs = max(2, districts // 7)
    early = min(wish.children // 6, round(wish.children * 0.09) + 60)
    sizes = [*_shares(wish.children - early, districts, draw), *_shares(early, programs, draw)]
    names = _names(draw)
    found: list[Plot] = []
    before = 0
    for number, size in enumerate(sizes):
        early_kind = "head-start" if (number - districts) % 2 == 0 else "child-care"
        kind = "district" if number < districts else early_kind
        found.append(Plot(number, kind, next(names), size, before))
        before += size
    return found


def _shares(total: int, parts: int, draw: random.Random) -> list[int]:
    """A whole cut into parts of different size, the largest first; none is empty when there is enough for each."""
    weights = sorted((draw.lognormvariate(0, 0.35 if parts < 6 else 0.8) for _ in range(parts)), reverse=True)
    scale = (total - parts) / sum(weights)
    sizes = [1 + int(weight * scale) for weight in weights]
    sizes[0] += total - sum(sizes)
    return sizes


def _names(draw: random.Random) -> Iterator[str]:
    pairs = [f"{stem} {ground}" for stem in (*TREES, *BIRDS) for ground in GROUNDS]
    draw.shuffle(pairs)
    yield from pairs


def settle(plot: Plot, wish: Wish) -> Tenant:
    """A tenant with its schools or centers, still without people."""
    draw = random.Random(f"{wish.seed}:place:{plot.number}")
    office = office_number(plot.number * 10)
    if plot.kind == "district":
        code = f"D{plot.number + 1:03}"
        short = plot.name.split()[0][:10]
        tenant = Tenant(code, f"{plot.name} School District", f"{short} SD", "district", "ferpa", "oneroster", office)
    else:
        head_start = plot.kind == "head-start"
        code = f"P{plot.number + 1:03}"
        title = f"{plot.name} Head Start" if head_start else f"{plot.name} Child Care"
        reader = "sds" if head_start else "oneroster"
        tenant = Tenant(code, title, plot.name.split()[0][:14], "program", plot.kind, reader, office)
    tenant.schools = list(_schools(plot, tenant, draw))
    return tenant


def _schools(plot: Plot, tenant: Tenant, draw: random.Random) -> Iterator[School]:
    stems = draw.sample([*TREES, *BIRDS], 60)
    for n, (setting, grades, title) in enumerate(_kinds(plot)):
        ground = f" {draw.choice(GROUNDS)}" if n >= len(stems) else ""
        name = f"{stems[n % len(stems)]}{ground} {title}"
        chronic = sum(CHRONIC[grade] for grade in grades) / len(grades) * draw.uniform(0.75, 1.2)
        own = plot.number == 0 and n == 0  # the school of the demo's plan
        key, office = f"{tenant.code}-{n + 1:02}", office_number(plot.number * 10 + n + 1)
        made = School(key, name, setting, grades, office, OWN_CHRONIC if own else chronic)
        made.mended = OWN_MENDED if own else 0.0
        yield made


def _kinds(plot: Plot) -> Sequence[tuple[str, tuple[str, ...], str]]:
    if plot.kind == "head-start":
        return [("hs", EARLY, "Head Start Center")] * max(1, round(plot.children / 70))
    if plot.kind == "child-care":
        return [("cc", EARLY, "Children's House")] * max(1, round(plot.children / 45))
    if plot.children < 90:
        return [("as", (*ELEMENTARY, *MIDDLE, *HIGH), "School")]
    elementary = max(1, round(plot.children * 0.5 / 420))
    middle = max(1, round(plot.children * 0.22 / 460))
    high = max(1, round(plot.children * 0.28 / 700))
    return [
        *[("el", ELEMENTARY, "Elementary School")] * elementary,
        *[("mi", MIDDLE, "Middle School")] * middle,
        *[("hi", HIGH, "High School")] * high,
    ]

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from frontporch.audit.models import SYSTEM, Actor
from frontporch.audit.services import record
from frontporch.demo.access import sign_in_links
from frontporch.demo.building import ground, homes, plans, term
from frontporch.demo.building.files import StateFiles, TenantFiles, read_state
from frontporch.demo.building.town import Town, commits_without_waiting, refresh_statistics
from frontporch.demo.generator.wishes import Wish, term_until
from frontporch.demo.generator.writing import write
from frontporch.insight import services as insight
from frontporch.lib.refusal import Refusal
from frontporch.outcomes import services as outcomes
from frontporch.places.access import scope
from frontporch.places.models import Installation, Place
from frontporch.places.services import mark
from frontporch.roster import services as roster

__all__ = ["build", "sign_in_links"]

CHILDREN, DISTRICTS, SEED = 1200, 3, 1
PLANS_AFTER = 6  # weeks
SENDING_AFTER = 4  # weeks: rosters settle first


def build(
    *, by: Actor = SYSTEM, now: datetime | None = None, children: int = CHILDREN, weeks: int | None = None
) -> None:
    """Invent a state and live a term of its year, through the importers and services that real places use.

    The term ends `now`; only its last `weeks` are sent (every one unless said). Each district is made in transactions
    of its own. Refuses a database that was made for production, and one that has places already.
    """
    if Place.objects.exists():
        raise Refusal("not-empty", "There are places in this database already. A demo needs an empty one.")
    now = now or timezone.now()
    installation = mark(kind=Installation.Kind.DEMO, by=by)
    wish = Wish(
        children=children, seed=SEED, districts=DISTRICTS, today=timezone.localdate(now), subjects=False
    )  # fmt: skip
    Path(settings.OUTBOX).mkdir(parents=True, exist_ok=True)
    with commits_without_waiting(), TemporaryDirectory() as folder:
        for _written in write(wish, Path(folder)):
            pass
        state = read_state(Path(folder))
        grounds = ground.lay(state, by=by)
        ground.invite_leaders(grounds, by=by)
        for number, (tenant, files) in enumerate(grounds):
            with scope(tenant):
                _people(tenant, files, today=state.today, is_first=number == 0, by=by)
        refresh_statistics()
        for number, (tenant, _files) in enumerate(grounds):
            with scope(tenant):
                _year(tenant, state, is_first=number == 0)
            _term(tenant, state, is_first=number == 0, now=now, weeks=weeks)
    refresh_statistics()
    for tenant, _files in grounds:
        with scope(tenant):
            _hand_up(tenant, state, weeks)
    record("demo.build", target=installation, by=by, children=children)


def _people(tenant: Place, files: TenantFiles, *, today: date, is_first: bool, by: Actor) -> None:
    """Rosters, staff, absences, and what only people know about families."""
    roster.apply(district=tenant, by=by, file=files.bundle, name=files.bundle.name, on=today)
    ground.invite_staff(tenant, files, is_first=is_first, by=by)
    office = ground.leader(tenant)
    homes.tell(tenant, files, draw=Random(f"{SEED}:homes:{files.code}"), by=office)
    term.name_senders(tenant, files.code.lower(), by=office)
    with (Path(settings.OUTBOX) / "unreachable.txt").open("a", encoding="utf-8") as dead:
        dead.writelines(f"{number}\n" for number in homes.unreachable(files))
    outcomes.import_absences(file=files.absences, district=tenant, by=office, on=today)


def _year(tenant: Place, state: StateFiles, *, is_first: bool) -> None:
    """Where each school stands after six weeks, the plans that answer it, and where it stands today."""
    office = ground.leader(tenant)
    begins = state.first_day + timedelta(weeks=PLANS_AFTER)
    if begins < state.today:
        outcomes.measure_chronic_absence(place=tenant, through=begins - timedelta(days=3), by=office)
        period = plans.Term(state.year, begins, state.last_day)
        for number, site in enumerate(Place.objects.filter(district=tenant).sites().order_by("pk")):
            if number % 2 == 0:
                plans.publish(site, period, is_own=is_first and number == 0, by=ground.leader(site))
    outcomes.measure_chronic_absence(place=tenant, through=state.today, by=office)


def _term(tenant: Place, state: StateFiles, *, is_first: bool, now: datetime, weeks: int | None) -> None:
    sites = list(Place.objects.filter(district=tenant).sites().select_related("district").order_by("pk"))
    town = Town(tenant, sites, now, Random(f"{SEED}:term:{tenant.code}"), sites[0] if is_first else None)
    term.live(town, _mondays(state, weeks))


def _mondays(state: StateFiles, weeks: int | None) -> list[date]:
    """The weeks that are sent."""
    mondays = term_until(state.today).mondays
    mondays = mondays[SENDING_AFTER if len(mondays) > 2 * SENDING_AFTER else 0 :]
    if state.today.weekday() > 4:
        mondays.append(mondays[-1] + timedelta(weeks=1))  # at a weekend the coming week is what there is to do
    return mondays[-weeks:] if weeks else mondays


def _hand_up(tenant: Place, state: StateFiles, weeks: int | None) -> None:
    """The figures of each month in which something was sent, suppressed, for the state."""
    day = _mondays(state, weeks)[0]
    while day <= state.today:
        first, after = day.replace(day=1), (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = min(state.today, after - timedelta(days=1))
        insight.roll_up(district=tenant, period=f"{first:%Y-%m}", first=first, last=last, by=SYSTEM)
        day = after

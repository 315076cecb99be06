"""Jobs of outreach: wake every minute, find what is due, work it in batches. Each is harmless to run twice."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from frontporch.audit.models import SYSTEM
from frontporch.lib.refusal import Refusal
from frontporch.outreach import ledger, services
from frontporch.places.access import scope
from frontporch.places.models import Place

ROUNDS = 20  # batches one job works before it lets others have the worker


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="outreach.look", name="frontporch.outreach.tasks.look")
def look(timestamp: int) -> int:
    """Ask for work in every district where something is due or was left behind; how many."""
    tenants = list(Place.objects.tenants().values_list("pk", flat=True))
    if not tenants:
        return 0
    with scope(*tenants):
        due = ledger.districts_with_work()
    woken = 0
    for district_id, tasks in due.items():
        for task in tasks:
            woken += ledger.wake(district_id, task=task)
    return woken


@app.task(name="frontporch.outreach.tasks.work")
def work(*, district_id: int) -> int:
    """Send what is due in a district, batch by batch; how many left."""
    sent = 0
    for _round in range(ROUNDS):
        done = services.work(district_id=district_id, by=SYSTEM)
        sent += done.sent
        if not done.claimed:
            return sent
    ledger.wake(district_id)
    return sent


@app.task(name="frontporch.outreach.tasks.reconcile")
def reconcile(*, district_id: int) -> int:
    """Settle what stopped workers left, understand what was only stored, count mail that did not bounce."""
    done = services.reconcile(district_id=district_id, by=SYSTEM)
    return done.sent + done.unknown + services.catch_up(district_id=district_id, by=SYSTEM)


@app.task(name="frontporch.outreach.tasks.plan")
def plan(*, district_id: int, week: str) -> int:
    """Lay out a week for every site of a district, for people to look at; sites out of session are passed over."""
    planned = 0
    for site in Place.objects.sites().filter(district_id=district_id, closed_on__isnull=True):
        with scope(district_id):
            try:
                services.plan_week(place=site, week=date.fromisoformat(week), by=SYSTEM)
            except Refusal:
                continue
        planned += 1
    return planned


@app.periodic(cron="0 12 * * 5")
@app.task(queueing_lock="outreach.plan_next_week", name="frontporch.outreach.tasks.plan_next_week")
def plan_next_week(timestamp: int) -> int:
    """On Friday, ask every district to lay out the week that begins on Monday."""
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    for district_id in Place.objects.tenants().values_list("pk", flat=True):
        ledger.wake(district_id, task="plan", week=monday.isoformat())
    return 1

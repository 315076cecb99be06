"""The minute's round through the real queue: a worker finds what is due without anybody calling it."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from frontporch.outreach import ledger, tasks
from frontporch.outreach.models import Delivery
from frontporch.places.models import Installation
from tests.conftest import inside
from tests.make import make_activity, make_child, make_district, make_guardian, make_school, make_send

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("clean_tables")]
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)
EVENING = datetime(2026, 9, 14, 22, 5, tzinfo=UTC)
AT_ONCE: dict[str, Any] = {"timestamp": 0}  # what the clock hands to a periodic job


def run_worker() -> None:
    """A worker of its own thread and connections, until nothing is left to do."""

    async def work() -> None:
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as working:
            async with working.open_async():
                await working.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    thread = threading.Thread(target=lambda: asyncio.run(work()))
    thread.start()
    thread.join()


def jobs() -> Counter[tuple[str, str]]:
    found = ProcrastinateJob.objects.filter(task_name__startswith="frontporch.outreach")
    return Counter((job.task_name.rsplit(".", 1)[1], job.status) for job in found)


def test_the_minutes_round_sends_what_is_due() -> None:
    Installation.objects.create(kind="demo")
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=MORNING)
    with time_machine.travel(EVENING, tick=True):
        tasks.look.configure().defer(**AT_ONCE)
        run_worker()
        run_worker()
    with inside(school):
        states = dict(Delivery.objects.values_list("slot", "state"))
    assert states == {"welcome": "delivered", "why": "delivered", "try": "due", "next": "due"}
    assert {status for _name, status in jobs()} == {"succeeded"}


def test_asking_twice_is_one_job() -> None:
    district = make_district()
    assert ledger.wake(district.pk)
    assert not ledger.wake(district.pk)
    assert ledger.wake(district.pk, urgent=True)
    assert jobs() == {("work", "todo"): 2}


def test_friday_asks_for_the_next_week_in_every_district() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    with time_machine.travel(datetime(2026, 9, 11, 17, tzinfo=UTC), tick=True):
        tasks.plan_next_week.configure().defer(**AT_ONCE)
        run_worker()
        run_worker()
    with inside(school):
        assert Delivery.objects.filter(send__week="2026-09-14").count() == 3

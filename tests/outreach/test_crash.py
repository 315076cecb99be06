"""Nothing lost, nothing twice: workers are killed in the middle of a send, in real processes and real transactions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError
from django.utils import timezone

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian
from frontporch.outreach import ledger, queries, services, tasks
from frontporch.outreach.models import Delivery, Greeted, NumberWeek, Touchpoint
from frontporch.places.models import Installation, Place
from tests.conftest import inside
from tests.make import FIRST_DAY, YEAR, make_activity, make_child, make_guardian, make_school, make_send

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("clean_tables")]
FAMILIES = 2_000
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)
EVENING = datetime(2026, 9, 14, 22, 5, tzinfo=UTC)

# What a worker runs; `log` is a carrier that takes every message it is given, writes one line each, and cannot be asked.
WORKER = """
import os, sys, time
from datetime import datetime
import django
django.setup()
from django.conf import settings
from frontporch.audit.models import SYSTEM
from frontporch.outreach import services
from frontporch.outreach.channels import Outcome, Result, outbox
settings.OUTBOX = sys.argv[1]
outbox.PAUSE = 0.002
if sys.argv[4] == "log":
    line = os.open(sys.argv[1] + "/log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    def send(self, messages):
        for one in messages:
            os.write(line, (one.key + "\\n").encode())
            time.sleep(0.002)
        return [Result(one.key, Outcome.DELIVERED) for one in messages]
    outbox.Outbox.send = send
while services.work(district_id=int(sys.argv[2]), by=SYSTEM, limit=250, now=datetime.fromisoformat(sys.argv[3])).claimed:
    pass
"""


@pytest.fixture
def school() -> Place:
    """A school of 2,000 families whose numbers are known, with a week on its way."""
    Installation.objects.create(kind="demo")
    make_activity()
    school = make_school()
    assert school.district is not None
    district = school.district
    with inside(school):
        children = Child.objects.bulk_create(
            Child(district=district, sourced_id=f"c{n}", given_name="A") for n in range(FAMILIES)
        )
        adults = Guardian.objects.bulk_create(
            Guardian(district=district, sourced_id=f"g{n}", given_name="B", reads="en") for n in range(FAMILIES)
        )
        pairs = list(zip(children, adults, strict=True))
        Enrollment.objects.bulk_create(
            Enrollment(
                district=district,
                child=child,
                place=school,
                school_year=YEAR,
                grade="02",
                band="K-3",
                starts_on=FIRST_DAY,
            )
            for child in children
        )
        Edge.objects.bulk_create(
            Edge(district=district, child=child, guardian=adult, relation="parent", tier="decides")
            for child, adult in pairs
        )
        numbers = [f"+1601{n:07d}" for n in range(FAMILIES)]
        ContactPoint.objects.bulk_create(
            ContactPoint(district=district, guardian=adult, kind="phone", value=number, source="feed",
                         number_key=ledger.key_of("phone", number))
            for adult, number in zip(adults, numbers, strict=True)
        )  # fmt: skip
        sender = ledger.senders_of(district.pk)["sms"]
        Greeted.objects.bulk_create(Greeted(number_key=ledger.key_of("phone", one), sender=sender) for one in numbers)
    make_send(school, release_at=MORNING)
    return school


class Workers:
    """Processes of this test only, ended by their ids."""

    def __init__(self, school: Place, carrier: str) -> None:
        environment = {**os.environ, "DATABASE_URL": os.environ["PORCH_TEST_DATABASE_URL"]}
        environment["DJANGO_SETTINGS_MODULE"] = "frontporch.config.settings"
        Path(settings.OUTBOX).mkdir(parents=True, exist_ok=True)
        words = [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            WORKER,
            str(settings.OUTBOX),
            str(school.district_id),
            EVENING.isoformat(),
        ]
        self.running = [subprocess.Popen([*words, carrier], env=environment) for _ in range(2)]

    def kill(self) -> None:
        for one in self.running:
            if one.poll() is None:
                os.kill(one.pid, signal.SIGKILL)
            one.wait()


@pytest.fixture
def started() -> Iterator[list[Workers]]:
    found: list[Workers] = []
    yield found
    for one in found:
        one.kill()


def until(ready: int, count: Path, running: list[subprocess.Popen[bytes]]) -> None:
    """Wait until so many messages left; a worker that ended by itself ends the waiting."""
    deadline = time.monotonic() + 60
    while _left(count) < ready and time.monotonic() < deadline:
        assert any(one.poll() is None for one in running), "the workers were done before they could be killed"
        time.sleep(0.02)


def _left(where: Path) -> int:
    if where.is_file():
        return where.read_text().count("\n")
    return len(list(where.glob("*.json"))) if where.is_dir() else 0


def finish(school: Place) -> None:
    """After the restart: settle what was left, then work on, in this process."""
    assert school.district_id is not None
    services.reconcile(district_id=school.district_id, by=SYSTEM, now=timezone.now() + timedelta(minutes=11))
    while services.work(district_id=school.district_id, by=SYSTEM, now=EVENING).claimed:
        pass


def states(school: Place) -> Counter[str]:
    with inside(school):
        return Counter(Delivery.objects.filter(slot="why").values_list("state", flat=True))


def test_killed_workers_leave_exactly_one_file_for_every_family(school: Place, started: list[Workers]) -> None:
    outbox = Path(settings.OUTBOX) / "sms"
    for part in (300, 900):
        started.append(Workers(school, "outbox"))
        until(part, outbox, started[-1].running)
        started[-1].kill()
        assert states(school)["claimed"] > 0
    finish(school)
    written = Counter(json.loads(file.read_text())["to"] for file in outbox.glob("*.json"))
    assert (len(written), set(written.values())) == (FAMILIES, {1})
    assert states(school) == {"delivered": FAMILIES}
    with inside(school):
        assert Touchpoint.objects.filter(kind="delivered").count() == FAMILIES
    assert set(NumberWeek.objects.values_list("learning", flat=True)) == {1}


def test_killed_workers_and_a_carrier_that_cannot_be_asked_leave_unknown_rows_and_never_a_second_message(
    school: Place, started: list[Workers]
) -> None:
    log = Path(settings.OUTBOX) / "log"
    started.append(Workers(school, "log"))
    until(300, log, started[-1].running)
    started[-1].kill()
    with pytest.MonkeyPatch.context() as patch:
        from frontporch.outreach.channels import Message, Outcome, Result, outbox

        def find(self: outbox.Outbox, messages: list[Message]) -> list[Result]:
            return [Result(one.key, Outcome.UNKNOWN) for one in messages]

        patch.setattr(outbox.Outbox, "find", find)
        assert school.district_id is not None
        services.reconcile(district_id=school.district_id, by=SYSTEM, now=timezone.now() + timedelta(minutes=11))
    lost = states(school)["unknown"]
    assert lost > 0
    started.append(Workers(school, "log"))
    for one in started[-1].running:
        assert one.wait(timeout=60) == 0
    sent = Counter(log.read_text().split())
    assert max(sent.values()) == 1
    assert states(school) == {"delivered": FAMILIES - lost, "unknown": lost}
    with inside(school):
        listed = {one.key for one in queries.unknown(school)}
        delivered = set(Delivery.objects.filter(slot="why", state="delivered").values_list("key", flat=True))
    assert len(listed) == lost
    assert listed | set(sent) >= delivered
    assert len(delivered | listed) == FAMILIES


def test_a_forgotten_scope_is_an_error_in_a_job_and_not_a_message_that_was_not_sent() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    send = make_send(school)
    with pytest.raises(ProgrammingError, match="no tenant scope"):
        services.release(send=send, by=SYSTEM)
    with pytest.raises(ProgrammingError, match="no tenant scope"):
        ledger.districts_with_work()
    with pytest.raises(TypeError):
        tasks.work()  # type: ignore[call-arg]  # the very thing: a job without its district


def test_a_neighbors_job_sends_nothing_of_ours() -> None:
    make_activity()
    school, neighbor = make_school(), make_school()
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=MORNING)
    assert neighbor.district_id is not None
    assert services.work(district_id=neighbor.district_id, by=SYSTEM, now=EVENING).claimed == 0


def test_planning_a_district_by_a_job_lays_out_every_school_in_session() -> None:
    make_activity()
    school = make_school()
    make_guardian(of=make_child(at=school))
    assert school.district_id is not None
    assert tasks.plan(district_id=school.district_id, week="2026-09-14") == 1
    assert tasks.plan(district_id=school.district_id, week="2026-06-01") == 0
    with inside(school):
        assert Delivery.objects.count() == 3

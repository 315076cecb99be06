"""Forgetting the tenant scope is loud everywhere: in a page, in a job, in a command. Real transactions, as the web role."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from django.core.management import BaseCommand, call_command
from django.db import ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from frontporch.families.models import Child
from frontporch.places.access import in_district
from tests.make import make_child, make_district

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("clean_tables")]
SENTENCE = "no tenant scope"


def careless_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(child.given_name for child in Child.objects.all()))


class CarelessCommand(BaseCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(Child.objects.count()))


def test_a_page_that_forgets_is_an_error() -> None:
    make_child(at=make_district())
    with pytest.raises(ProgrammingError, match=SENTENCE):
        careless_page(RequestFactory().get("/"))


def test_a_page_that_forgets_is_an_error_on_a_connection_that_was_used_before() -> None:
    district = make_district()
    make_child(at=district)  # this opened and closed a scope on the same connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.districts', true)")
        assert cursor.fetchone() == ("",)
    with pytest.raises(ProgrammingError, match=SENTENCE):
        careless_page(RequestFactory().get("/"))


def test_a_command_that_forgets_is_an_error() -> None:
    make_child(at=make_district())
    with pytest.raises(ProgrammingError, match=SENTENCE):
        call_command(CarelessCommand())


def test_a_job_that_forgets_fails_and_one_that_carries_its_district_works() -> None:
    district = make_district()
    make_child(at=district)
    counted: list[int] = []
    memory = InMemoryConnector()
    with app.replace_connector(memory) as own:

        @own.task(name="tests.careless")
        def careless() -> None:
            counted.append(Child.objects.count())

        @own.task(name="tests.careful")
        @in_district
        def careful(*, district_id: int) -> None:
            counted.append(Child.objects.count())

        careless.defer()
        careful.defer(district_id=district.pk)

        def until_nothing_is_left() -> None:
            asyncio.run(own.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False))

        worker = threading.Thread(target=until_nothing_is_left)
        worker.start()  # browser tests before this one may have left a loop in the main thread
        worker.join()
        jobs = {
            job["task_name"]: job["status"] for job in memory.jobs.values() if job["task_name"].startswith("tests.")
        }
    assert jobs == {"tests.careless": "failed", "tests.careful": "succeeded"}
    assert counted == [1]


def test_a_job_without_its_district_is_an_error() -> None:
    @in_district
    def work(*, district_id: int) -> None:
        raise AssertionError("the work must not begin")

    with pytest.raises(KeyError):
        work()  # type: ignore[call-arg]  # what is tested

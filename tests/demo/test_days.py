"""A demo can be made on any day of the year: a weekend, a break, the first days of a school year, its last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from frontporch.config.preparation import load_content
from frontporch.demo import services
from frontporch.outreach.models import Delivery, Send
from frontporch.places.models import Place
from tests.conftest import inside


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_content()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("day", ["2026-07-01", "2026-08-08", "2026-11-21", "2027-01-03", "2027-06-30"])
def test_a_demo_can_be_made_on(day: str, content: None, settings: Any, tmp_path: Any) -> None:
    settings.OUTBOX = tmp_path
    now = datetime.fromisoformat(f"{day}T20:30:00").replace(tzinfo=ZoneInfo("America/Chicago"))
    with transaction.atomic():
        services.build(children=120, weeks=1, now=now)
        with inside(*Place.objects.tenants()):
            assert Send.objects.exists()
            assert not Delivery.objects.filter(sent_at__gt=now).exists()
        transaction.set_rollback(True)

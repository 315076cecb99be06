"""The engine under test: rounds of work at a moment, and what they left behind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings

from frontporch.audit.models import SYSTEM
from frontporch.families.models import ContactPoint, Guardian
from frontporch.outreach import ledger, services
from frontporch.outreach.channels import Message, Outcome, Result
from frontporch.outreach.channels.outbox import Outbox
from frontporch.outreach.models import Delivery, Greeted
from frontporch.outreach.services import Worked
from frontporch.places.models import Place
from tests.conftest import inside

MONDAY = date(2026, 9, 14)
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)  # 9 AM in Jackson
ZONE = ZoneInfo("America/Chicago")


def at(day: int, hour: int, minute: int = 1, zone: ZoneInfo = ZONE) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=zone)


def work(place: Place, now: datetime) -> Worked:
    """Rounds until nothing is left that is due."""
    total = services.work(district_id=place.district_id or place.pk, by=SYSTEM, now=now)
    done = total
    while done.claimed:
        done = services.work(district_id=place.district_id or place.pk, by=SYSTEM, now=now)
    return total


def files(kind: str = "sms") -> list[dict[str, str]]:
    folder = Path(django_settings.OUTBOX) / kind
    return [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]


def states(place: Place, **which: Any) -> dict[str, str]:
    with inside(place):
        found = Delivery.objects.filter(**which).order_by("due_at", "id")
        return {one.slot: one.why_held or one.state for one in found}


def answer_with(monkeypatch: pytest.MonkeyPatch, outcome: Outcome, code: str = "") -> list[Message]:
    """The outbox of this test says something else of every message."""
    seen: list[Message] = []

    def send(self: Outbox, messages: Sequence[Message]) -> list[Result]:
        seen.extend(messages)
        return [Result(one.key, outcome, code=code or "told-so") for one in messages]

    monkeypatch.setattr(Outbox, "send", send)
    return seen


def greeted(place: Place, *guardians: Guardian) -> None:
    """These adults' numbers know the sender already."""
    with inside(place):
        sender = ledger.senders_of(place.district_id or place.pk)["sms"]
        for point in ContactPoint.objects.filter(guardian__in=guardians):
            Greeted.objects.get_or_create(number_key=point.number_key, sender=sender)

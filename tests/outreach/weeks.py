"""A family's week as the engine leaves it behind: what the tests of the family's pages stand on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import override_settings

from frontporch.families.access import make_link
from frontporch.families.models import Child, Guardian
from frontporch.outcomes.models import Absence
from frontporch.outreach.models import Delivery, Send
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.toolkit.models import Activity
from frontporch.ui import catalogs
from tests.conftest import inside
from tests.make import YEAR, make_activity, make_child, make_guardian, make_school

MONDAY = date(2026, 10, 5)
WEDNESDAY = MONDAY + timedelta(days=2)
NOON = datetime(2026, 10, 7, 17, tzinfo=UTC)  # of that Wednesday, in Mississippi


@pytest.fixture
def october() -> Iterator[None]:
    """It is noon on a Wednesday in October."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def spoken(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Our catalogs, compiled for this test, and the right-to-left test language."""
    folder = tmp_path / "locale"
    for file in sorted(settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po")):
        copy = folder / file.relative_to(settings.LOCALE_PATHS[0])
        copy.parent.mkdir(parents=True)
        copy.write_bytes(file.read_bytes())
    catalogs.compile_all(folder)
    with override_settings(LOCALE_PATHS=[folder]):
        yield


@pytest.fixture
def school() -> Place:
    return make_school(name="Oak Hill School", office_phone="+16015550100")


@pytest.fixture
def jay(school: Place) -> Child:
    return make_child(at=school, given_name="Jay")


@pytest.fixture
def mother(jay: Child) -> Guardian:
    return make_guardian(of=jay, given_name="Rosa")


def send_of(place: Place, week: date = MONDAY) -> Send:
    """The week that a site sent."""
    found, _new = Send.objects.get_or_create(
        district_id=place.district_id, place=place, week=week, purpose="learning",
        defaults={"school_year": YEAR, "status": "released", "released_at": NOON},
    )  # fmt: skip
    return found


def sent_to(
    guardian: Guardian, *children: Child, at: Place, activity: Activity | None = None, **facts: Any
) -> Delivery:
    """A TRY text of that week's activity which has arrived."""
    activity = activity or make_activity()
    week = facts.pop("week", MONDAY)
    due = datetime.combine(week, datetime.min.time(), UTC) + timedelta(days=2, hours=12)
    with scope(guardian.district_id):
        point = guardian.contact_points.first()
        usual = {
            "school_year": YEAR, "district_id": guardian.district_id, "place": at, "send": send_of(at, week),
            "guardian": guardian, "contact_point": point, "number_key": point.number_key if point else "",
            "children": [one.pk for one in children], "channel": "sms", "slot": "try", "purpose": "learning",
            "language": "en", "reads_it": True, "activity": activity.code, "body": "TRY IT: read.",
            "reason": {"because": "Grade 2 reads smoothly.", "area": "reading"},
            "key": f"{week}:{guardian.pk}:{activity.code}", "state": "delivered", "due_at": due, "sent_at": due,
            "delivered_at": due,
        }  # fmt: skip
        return Delivery.objects.create(**{**usual, **facts})


def link(guardian: Guardian) -> str:
    return make_link(guardian)


def absent(child: Child, at: Place, *days: date, share: str = "1") -> None:
    """Days that a child missed, or a share of each."""
    with inside(at):
        for day in days:
            Absence.objects.create(
                school_year=YEAR, district_id=child.district_id, place=at, child=child, date=day, code="excused",
                share_of_day=share,
            )  # fmt: skip

"""A school in the middle of its fall, for the tests of the desk: its week, its paper, what families wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page

from frontporch.families.models import Child, Guardian
from frontporch.outreach.models import Delivery, Pack, Pick, Reply, Send, Touchpoint
from frontporch.places.models import Place
from frontporch.toolkit.models import Activity
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.conftest import inside
from tests.make import YEAR, make_activity, make_child, make_classroom, make_contact_point, make_guardian, make_school

MONDAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 10, 10, 0, tzinfo=ZoneInfo("America/Chicago"))  # a Tuesday in session
Look = tuple[int, Literal["light", "dark"]]
EVERY: tuple[Look, ...] = ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark"))
PICTURES = os.environ.get("PORCH_PICTURES", "")  # a folder: keep a picture of each page for people to look at


@pytest.fixture
def tuesday() -> Iterator[None]:
    """It is a Tuesday morning in November."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def oak_hill(tuesday: None, db: None) -> Place:
    return make_school(name="Oak Hill School", text_name="Oak Hill")


@pytest.fixture
def room(oak_hill: Place) -> Place:
    return make_classroom(oak_hill, name="Room 12")


def tenant(of: Place) -> Place:
    assert of.district is not None, "people live in a district or program"
    return of.district


def make_family(at: Place, name: str = "Jay", *, reads: str = "en", **facts: Any) -> tuple[Child, Guardian]:
    """A child with one adult who can be texted (phone="" for an adult with only paper)."""
    child = make_child(at, given_name=name, family_name="Example")
    return child, make_guardian(child, reads=reads, **facts)


def make_send(at: Place, *, status: str = "planned", week: date = MONDAY, activity: Activity | None = None) -> Send:
    """A send of one activity for grade 2."""
    activity = activity or make_activity()
    with inside(at):
        found, _new = Send.objects.get_or_create(
            district=tenant(at), place=at, school_year=YEAR, week=week, purpose="learning",
            defaults={"status": status, "released_at": NOW if status == "released" else None},
        )  # fmt: skip
        n = found.picks.count()
        Pick.objects.create(
            district=tenant(at), send=found, band="K-3", grade=f"{n % 3 + 1:02d}", months=n // 3 or None,
            activity=activity.code, reason={"area": "reading", "because": "Grade 2 reads smoothly."},
        )  # fmt: skip
        return found


def make_delivery(at: Place, child: Child, guardian: Guardian, **facts: Any) -> Delivery:
    """A message of a send, by text unless said otherwise."""
    with inside(at):
        point = guardian.contact_points.first()
        n = Delivery.objects.count()
        facts = {
            "channel": "sms", "slot": "try", "language": guardian.reads or "en", "reads_it": True if guardian.reads else None,
            "body": f"Oak Hill: TRY IT: Read one page {n + 2} times.", "state": "delivered", "due_at": NOW - timedelta(days=1),
            "contact_point": point, "number_key": point.number_key if point else "", "key": f"test:{n}", **facts,
        }  # fmt: skip
        return Delivery.objects.create(
            district=tenant(at), place=at, school_year=YEAR, guardian=guardian, children=[child.pk], purpose="learning",
            **facts,
        )  # fmt: skip


def make_touchpoint(at: Place, child: Child, guardian: Guardian, kind: str, **facts: Any) -> Touchpoint:
    with inside(at):
        facts = {"channel": "sms", "on": NOW.date() - timedelta(days=2), "reads_it": True, "language": "en", **facts}
        return Touchpoint.objects.create(
            district=tenant(at), place=at, school_year=YEAR, child=child, guardian=guardian, kind=kind, **facts
        )


def make_words(place: Place, guardian: Guardian, words: str = "It was hard.", **facts: Any) -> Reply:
    """Words of a family that wait for a person."""
    with inside(place):
        facts = {"channel": "sms", "at": NOW - timedelta(hours=20), **facts}
        return Reply.objects.create(
            district=tenant(place), place=place, guardian=guardian, school_year=YEAR, words=words, **facts
        )


def make_pack(send: Send, classroom: Place | None, child: Child, guardian: Guardian, **facts: Any) -> Pack:
    """A pack with one half-sheet in it."""
    with inside(send.place):
        pack, _new = Pack.objects.get_or_create(district=send.district, send=send, classroom=classroom, defaults=facts)
    make_delivery(
        send.place, child, guardian, send=send, pack=pack, channel="print", slot="sheet", contact_point=None,
        number_key="", state="sent" if send.status == "released" else "planned", activity=send_activity(send), body="",
    )  # fmt: skip
    return pack


def send_activity(send: Send) -> str:
    with inside(send.place):
        pick = send.picks.first()
    return pick.activity if pick else ""


def reach_by_email(guardian: Guardian) -> None:
    make_contact_point(guardian, kind="email", value=f"adult{guardian.pk}@example.org")


def looks_right(page: Page, client: Client, paths: list[str], looks: tuple[Look, ...] = EVERY) -> None:
    """Nothing for axe, nothing sideways, nothing too small: narrow and wide, light and dark."""
    start = serve(page, client)
    found: list[str] = []
    for path in paths:
        for width, scheme in looks:
            show(page, start + path, width=width, scheme=scheme)
            where = f"{path} {width} {scheme}: "
            found += [where + one for one in problems(page)]
            found += [f"{where}{sideways(page)} px too wide"] if sideways(page) else []
            found += [where + one for one in too_small(page)] if width == 320 else []
            if PICTURES:
                name = path.strip("/").replace("/", "-")
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
    assert not found, "\n".join(found)

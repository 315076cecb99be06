"""How the desk looks and reads, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from frontporch.accounts.models import Membership
from frontporch.places.models import Place
from tests.make import make_activity, make_classroom, make_member
from tests.outreach.desks import (
    MONDAY,
    looks_right,
    make_delivery,
    make_family,
    make_pack,
    make_send,
    make_touchpoint,
    make_words,
    oak_hill,
    room,
    tuesday,
)
from tests.outreach.weeks import spoken
from tests.pages import browser_of

__all__ = ["oak_hill", "room", "spoken", "tuesday"]
pytestmark = pytest.mark.browser


@pytest.fixture
def busy(oak_hill: Place, room: Place) -> Membership:
    """A teacher at a school where everything happens at once."""
    week = make_send(oak_hill)
    make_send(oak_hill, activity=make_activity())
    last = make_send(oak_hill, status="released", week=MONDAY - timedelta(days=7))
    other = make_classroom(oak_hill, name="Ms. Featherstonehaugh-Montgomery, grade 2 and 3")
    names = ("Jay", "Ana", "Maximiliano Alejandro", "Mia", "Lin", "Omar", "Wren")
    for n, name in enumerate(names):
        child, adult = make_family(room if n % 2 else other, name, reads="es" if n % 2 else "en")
        make_delivery(oak_hill, child, adult, send=last)
        make_touchpoint(oak_hill, child, adult, "delivered")
        if n < 2:
            make_words(oak_hill, adult, ("Can I bring my baby Thursday?", "Fue difícil. Se detiene mucho.")[n])
        if n in (3, 4):
            make_pack(last, room if n == 3 else other, child, adult)
        if n == 5:
            make_pack(last, None, child, adult, handed_out_at=week.made_at)
            make_delivery(oak_hill, child, adult, send=last, state="unknown")
    return make_member("principal", oak_hill)


@pytest.mark.parametrize("start", ["", "/ar-xb"])
def test_the_desk_looks_right(busy: Membership, spoken: None, page: Page, start: str) -> None:
    paths = ["today", "send/{week}", "replies", "packs", "not-reached", "unknown", "unknown/{lost}"]
    looks_right(page, browser_of(busy), [f"{start}/s/{path}/".format(**_ids(busy)) for path in paths])


def _ids(member: Membership) -> dict[str, int]:
    from frontporch.outreach.models import Delivery, Send
    from tests.conftest import inside

    with inside(member.place):
        week = Send.objects.get(status="planned", place=member.place)
        return {"week": week.pk, "lost": Delivery.objects.get(state="unknown").id}

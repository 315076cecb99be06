"""How the desk looks and reads, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from frontporch.accounts.models import Membership
from frontporch.audit.models import SYSTEM
from frontporch.outreach import services
from frontporch.outreach.models import Delivery, Send
from frontporch.places.models import Place
from frontporch.toolkit.models import Activity
from tests.browser.look import problems, show, sideways, too_small
from tests.browser.served import serve
from tests.conftest import inside
from tests.make import make_activity, make_child, make_classroom, make_member
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
PATHS = ("today", "send/{week}", "replies", "packs", "not-reached", "unknown", "unknown/{lost}")
TRY = {
    "en": "TRY IT: Have your child read one page 2 times. Time 2: use a silly voice. Then ask, what happened? Reply 1 "
    "when you try it.",
    "es": "PRUEBE: Su hija o hijo lee una hoja 2 veces. La segunda, con voz chistosa. Pregunte: ¿De qué trata? Responda "
    "1 si lo hizo.",
}


def _read_it_twice() -> Activity:
    activity = make_activity()
    for language, title in (("en", "Read It Twice"), ("es", "Dos veces, mejor")):
        activity.texts.filter(language=language).update(title=title, sms_try=TRY[language])
    return activity


@pytest.fixture
def busy(oak_hill: Place, room: Place) -> Membership:
    """A principal on whose desk everything lies at once: long names, lost messages, paper, two languages."""
    activity = _read_it_twice()
    other = make_classroom(oak_hill, name="Ms. Featherstonehaugh-Montgomery, grade 2 and 3")
    last = make_send(oak_hill, status="released", week=MONDAY - timedelta(days=7), activity=activity)
    family = {}
    for n, name in enumerate(("Jay", "Ana", "Maximiliano Alejandro", "Mia", "Lin", "Omar", "Wren", "Sol", "Bo")):
        at, reads = (room if n % 2 else other), ("es" if n % 2 else "" if n == 8 else "en")
        family[name] = make_family(at, name, reads=reads, phone="" if name in ("Mia", "Lin", "Omar") else None)
        if n not in (3, 4, 5):
            make_delivery(oak_hill, *family[name], send=last)
            make_touchpoint(oak_hill, *family[name], "delivered", reads_it=None if n == 8 else True)
        if n < 3:
            make_touchpoint(oak_hill, *family[name], "took-part")
    make_words(oak_hill, family["Jay"][1], "Can I bring my baby Thursday?", activity=activity.code)
    make_words(oak_hill, family["Ana"][1], "Fue difícil. Se detiene en las palabras largas.", at=last.made_at)
    make_pack(last, room, *family["Mia"])
    make_pack(last, other, *family["Lin"])
    make_pack(last, None, *family["Omar"], handed_out_at=last.made_at)
    make_delivery(oak_hill, *family["Sol"], send=last, state="unknown")
    make_child(room, given_name="Nia", family_name="Example")
    with inside(oak_hill):
        services.focus(
            place=oak_hill, goal="test:1", area="reading", because="Grade 2 reads smoothly.", strategy="ST01", activities=[],
            grades=[], starts_on=MONDAY, ends_on=MONDAY + timedelta(days=30), by=SYSTEM,
        )  # fmt: skip
        services.plan_week(place=oak_hill, week=MONDAY, by=SYSTEM)
    return make_member("principal", oak_hill)


def addresses(member: Membership, start: str = "") -> list[str]:
    with inside(member.place):
        week = Send.objects.get(status="planned", place=member.place).pk
        lost = Delivery.objects.get(state="unknown").id
    return [f"{start}/s/{path}/".format(week=week, lost=lost) for path in PATHS]


def test_the_desk_looks_right(busy: Membership, page: Page) -> None:
    looks_right(page, browser_of(busy), addresses(busy))


def test_the_desk_looks_right_from_right_to_left(busy: Membership, spoken: None, page: Page) -> None:
    looks_right(page, browser_of(busy), addresses(busy, "/ar-xb"), looks=((320, "light"), (1280, "dark")))


def test_an_empty_desk_looks_right(oak_hill: Place, page: Page) -> None:
    make_send(oak_hill, status="released")
    paths = [f"/s/{path}/" for path in ("today", "replies", "packs", "not-reached", "unknown")]
    looks_right(page, browser_of(make_member("principal", oak_hill)), paths, looks=((320, "dark"), (1280, "light")))


def test_what_is_to_fix_is_said_where_it_is(busy: Membership, page: Page) -> None:
    start = serve(page, browser_of(busy))
    show(page, f"{start}/s/packs/", width=320)
    page.get_by_label("Code on the sheet").fill("K7M 4Q3")
    page.get_by_role("button", name="Save the answer").click()
    assert page.get_by_role("alert").is_visible()
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])
    show(page, f"{start}/s/replies/", width=320)
    page.get_by_role("button", name="Send the answer").first.click()
    assert page.get_by_text("Write an answer").first.is_visible()
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])
    show(page, start + addresses(busy)[-1], width=320)
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Choose yes or no.").first.is_visible()
    assert (problems(page), sideways(page), too_small(page)) == ([], 0, [])


def test_the_week_goes_out_in_two_clicks(busy: Membership, page: Page) -> None:
    start = serve(page, browser_of(busy))
    show(page, f"{start}/s/today/")
    page.get_by_role("link", name="Look and send").click()
    page.get_by_role("button", name="Send it").click()
    assert page.get_by_text("On its way.").is_visible()

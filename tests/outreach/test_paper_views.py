from __future__ import annotations

import pytest

from frontporch.lib.codes import make_return_code
from frontporch.outreach.models import Pack, Reply
from frontporch.places.models import Place
from tests.conftest import inside
from tests.make import make_activity, make_classroom, make_member, make_school
from tests.outreach.desks import (
    MONDAY,
    make_delivery,
    make_family,
    make_pack,
    make_send,
    oak_hill,
    room,
    tenant,
    tuesday,
)
from tests.pages import asks_as_much_at_three_rows, asks_to_sign_in, browser_of, hides, opens, refuses, words

__all__ = ["oak_hill", "room", "tuesday"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
URL = "/s/packs/"


def pack_for(room: Place, *, status: str = "released") -> Pack:
    assert room.parent is not None
    send = make_send(room.parent, status=status, activity=make_activity())
    child, adult = make_family(room, phone="")
    return make_pack(send, room, child, adult)


def sheet_of(pack: Pack) -> str:
    """The return code on the pack's one sheet."""
    with inside(pack.send.place):
        sheet = pack.deliveries.get()
        sheet.return_code = make_return_code(sheet.id).replace(" ", "")
        sheet.save(update_fields=["return_code"])
    return make_return_code(sheet.id)


def test_a_pack_is_printed_and_handed_out(room: Place) -> None:
    pack = pack_for(room)
    browser = browser_of(make_member("office", room.parent or room))
    page = browser.get(URL)
    said = words(page)
    assert "1 sheet for the bags." in said
    assert "Room 12 1 sheet" in said
    assert "Week of November 9" in said
    assert page.content.count(b'class="btn"') == 1
    assert len(page.content) <= 40_000
    page = browser.post(f"{URL}{pack.pk}/handed-out/", follow=True)
    assert "Handed out. Thank you for carrying it." in words(page)
    assert "No paper to hand out" in words(page)
    assert "November 10" in words(page)
    with inside(room):
        first = Pack.objects.get().handed_out_at
    browser.post(f"{URL}{pack.pk}/handed-out/")
    with inside(room):
        assert Pack.objects.get().handed_out_at == first


def test_a_pack_prints_as_a_pdf_that_nobody_keeps(room: Place) -> None:
    pack = pack_for(room)
    sheet_of(pack)
    response = opens(f"{URL}{pack.pk}.pdf", for_=make_member("office", room.parent or room))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]


def test_an_empty_pack_answers_with_a_sentence(room: Place) -> None:
    assert room.parent is not None
    with inside(room):
        pack = Pack.objects.create(
            district=tenant(room), send=make_send(room.parent, status="released"), classroom=room
        )
    page = browser_of(make_member("office", room.parent)).get(f"{URL}{pack.pk}.pdf", follow=True)
    assert page.status_code == 200
    assert b'class="notice error"' in page.content


def test_paper_of_a_week_that_was_not_sent_is_not_handed_out(room: Place) -> None:
    pack = pack_for(room, status="planned")
    page = browser_of(make_member("office", room.parent or room)).post(f"{URL}{pack.pk}/handed-out/", follow=True)
    assert b'class="notice error"' in page.content
    with inside(room):
        assert Pack.objects.get().handed_out_at is None


@pytest.mark.parametrize(
    ("digit", "answer"),
    [("1", "Saved: they did it."), ("2", "Saved: it was hard."), ("3", "Saved: not this week.")],
)
def test_a_sheet_that_came_back_is_keyed_in(room: Place, digit: str, answer: str) -> None:
    code = sheet_of(pack_for(room))
    browser = browser_of(make_member("office", room.parent or room))
    page = browser.post(f"{URL}key-in/", {"code": code.lower(), "digit": digit}, follow=True)
    assert answer in words(page)
    browser.post(f"{URL}key-in/", {"code": code.lower(), "digit": digit})
    with inside(room):
        assert [one.digit for one in Reply.objects.all()] == [int(digit)]


def test_a_mistyped_code_says_what_to_do_and_keeps_what_was_typed(room: Place) -> None:
    code = sheet_of(pack_for(room))
    wrong = ("3" if code[0] != "3" else "4") + code[1:]
    page = browser_of(make_member("office", room.parent or room)).post(f"{URL}key-in/", {"code": wrong, "digit": "1"})
    assert "One letter or number is not right. Look at the sheet and type it again." in words(page)
    assert f'value="{wrong}"'.encode() in page.content


def test_a_code_of_another_school_is_not_known_here(room: Place) -> None:
    code = sheet_of(pack_for(room))
    page = browser_of(make_member("office", make_school())).post(f"{URL}key-in/", {"code": code, "digit": "1"})
    assert b'id="id_code_error"' in page.content
    with inside(room):
        assert not Reply.objects.exists()


def test_an_empty_form_says_what_to_do(room: Place) -> None:
    browser = browser_of(make_member("office", room.parent or room))
    said = words(browser.post(f"{URL}key-in/", {}))
    assert "Type the code that stands on the sheet." in said
    assert "Choose 1, 2 or 3." in said
    assert browser.get(f"{URL}key-in/")["Location"] == URL


def test_a_teacher_has_the_own_class_only(oak_hill: Place, room: Place) -> None:
    mine, other = pack_for(room), pack_for(make_classroom(oak_hill, name="Room 7"))
    teacher = make_member("teacher", room)
    said = words(opens(URL, for_=teacher))
    assert "Room 12" in said
    assert "Room 7" not in said
    hides(f"{URL}{other.pk}.pdf", from_=teacher)
    hides(f"{URL}{other.pk}/handed-out/", from_=teacher, post=True)
    assert mine.pk != other.pk


def test_strangers_and_neighbors_get_no_paper(room: Place) -> None:
    pack = pack_for(room)
    asks_to_sign_in(URL)
    asks_to_sign_in(f"{URL}{pack.pk}.pdf")
    asks_to_sign_in(f"{URL}{pack.pk}/handed-out/", post=True)
    assert room.parent is not None
    for school in (make_school(room.parent.parent), make_school()):
        neighbor = make_member("principal", school)
        assert "Room 12" not in words(opens(URL, for_=neighbor))
        hides(f"{URL}{pack.pk}.pdf", from_=neighbor)
        hides(f"{URL}{pack.pk}/handed-out/", from_=neighbor, post=True)
    refuses(URL, to=make_member("team", room.parent))


def test_paper_asks_as_much_for_three_packs_as_for_one(oak_hill: Place) -> None:
    send = make_send(oak_hill, status="released", week=MONDAY)

    def one_more() -> None:
        room = make_classroom(oak_hill)
        child, adult = make_family(room, phone="")
        make_pack(send, room, child, adult)
        make_delivery(oak_hill, child, adult, send=send)

    asks_as_much_at_three_rows(URL, for_=make_member("office", oak_hill), one_more=one_more)

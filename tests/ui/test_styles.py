from __future__ import annotations

import base64
import gzip
import hashlib
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from frontporch.ui import pictures, styles
from frontporch.ui.middleware import inlined_styles


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* why */\n.a { color: red; }\n", ".a{color:red}"),
        (".a > .b ,\n.c { margin: 0 auto }", ".a>.b,.c{margin:0 auto}"),
        (".a { inline-size: calc(1px + 2px) }", ".a{inline-size:calc(1px + 2px)}"),
        (".a :is(b, i) { x: y }", ".a :is(b,i){x:y}"),
        (
            "@media (min-width: 4em) and (max-width: 9em) { p { x: y } }",
            "@media (min-width:4em) and (max-width:9em){p{x:y}}",
        ),
    ],
)
def test_a_sheet_is_sent_without_what_means_nothing(written: str, sent: str) -> None:
    assert styles.minify(written) == sent


def test_a_section_named_twice_is_inlined_once_and_paper_comes_last() -> None:
    once, twice = styles.sheet("button card"), styles.sheet("button card button tokens")
    assert once == twice
    assert once.rindex("@media print") > once.index(".btn{")


def test_another_app_may_bring_a_section_of_its_own() -> None:
    assert styles.sheet("ui/button") == styles.sheet("button")


def test_a_section_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        styles.sheet("no-such-section")


def test_the_policy_names_the_hash_of_the_sheet_on_the_page(shown: None) -> None:
    response = Client().get("/gallery/")
    inside = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert len(inside) == 1
    hashed = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{hashed}'" in response["Content-Security-Policy"]


def test_an_unchanged_page_is_not_sent_again_and_keeps_its_policy(shown: None) -> None:
    first = Client().get("/gallery/")
    again = Client().get("/gallery/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere/", 404), ("/gallery/refused/", 403), ("/gallery/failed/", 500)]
)
def test_a_page_for_trouble_has_styles_a_sentence_and_a_way_on(shown: None, path: str, status: int) -> None:
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == status
    assert "'sha256-" in response["Content-Security-Policy"]
    assert "Go to the front page" in response.content.decode()


def test_a_form_from_an_old_page_says_to_send_it_again(shown: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/gallery/check/")
    assert response.status_code == 403
    assert "Send it once more" in response.content.decode()


def test_a_response_without_styles_keeps_the_policy_it_had() -> None:
    response = inlined_styles(lambda request: HttpResponse("plain"))(HttpRequest())
    assert not hasattr(response, "_csp_update")


@pytest.mark.parametrize("path", ["/gallery/frame/", "/gallery/front/", "/gallery/question/?sent", "/gallery/check/"])
def test_a_first_visit_fits_in_14_kilobytes(shown: None, path: str) -> None:
    assert len(gzip.compress(Client().get(path).content)) <= 14_000


def test_the_frame_leaves_two_thirds_of_that_to_the_page(shown: None) -> None:
    assert len(gzip.compress(Client().get("/gallery/frame/").content)) <= 5_000


def test_every_picture_is_small_ours_and_drawn_on_one_board() -> None:
    assert len(pictures.names()) >= 40
    for name in pictures.names():
        drawing = pictures.drawing(name)
        assert len(drawing.encode()) <= pictures.LARGEST, name
        assert drawing.startswith('<svg viewBox="0 0 120 90">'), name
        assert not re.search(r"<(script|style|image|text|use|defs)|href|\bid=", drawing), name


def test_an_unknown_picture_is_the_lamp() -> None:
    assert pictures.drawing("no-such-picture") == pictures.drawing("lamp")

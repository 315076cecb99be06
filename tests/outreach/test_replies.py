# ruff: noqa: E501 - texts as people write them
"""What a family's text means. Both tables grow with every text that was read wrongly."""

from __future__ import annotations

import pytest

from frontporch.outreach.rules import read
from tests.outreach.ordinary import ORDINARY
from tests.outreach.refusals import REFUSALS


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_is_understood_however_it_is_worded(text: str) -> None:
    assert read(text).kind == "stop"


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_refuses_nothing(text: str) -> None:
    assert read(text).kind in ("words", "help")
    assert read(f"{text.rstrip('.')}.").kind in ("words", "help")


@pytest.mark.parametrize(
    "text", ["HELP", "help", "Help!", "help please", "INFO", "AYUDA", "¿Ayuda?", "trợ giúp", "مساعدة"]
)
def test_a_call_for_help_is_answered(text: str) -> None:
    assert read(text).kind == "help"


@pytest.mark.parametrize("text", ["START", "start", "Unstop", "comenzar", "bắt đầu"])
def test_coming_back_is_one_word(text: str) -> None:
    assert read(text).kind == "start"


@pytest.mark.parametrize(
    ("digit", "texts"),
    [
        (1, "1|1.|1!|(1)|#1|\"1\"| 1 |one|One.|uno|Uno|Hice 1?|hice 1|1 hicimos|1 did it|we did it 1|1️⃣|１|١|một|số 1|واحد|did it|"
            "We did it!|lo hicimos|1 thanks|1 gracias|Reply 1|option 1|1 👍|yes 1|1, we tried"),
        (2, "2|2.|two|dos|Dos!|2 hard|2 it was hard|2 - hard|2 fue difícil|2️⃣|٢|hai|it was hard|fue difícil|too hard|opción 2|2 muy difícil"),
        (3, "3|3.|three|tres|3 not now|3 ahora no|3 not this week|3️⃣|٣|ahora no|not now|3 no time"),
    ],
)  # fmt: skip
def test_a_digit_is_read_in_any_usual_form(digit: int, texts: str) -> None:
    assert {text: read(text) for text in texts.split("|")} == {text: ("digit", digit) for text in texts.split("|")}


@pytest.mark.parametrize("text", ["0", "4", "11", "1 or 2", "1 2", "we have 2 kids", "He is 3", "grade 3 has a test?", "", "👍", "not 1", "1 hard", "2 pm",
                                  "3 of us came", "601 555 0101"])  # fmt: skip
def test_what_is_no_answer_goes_to_a_person(text: str) -> None:
    assert read(text).kind == "words"


@pytest.mark.parametrize("text", ["LINK", "link please", "My link!", "ENLACE", "mi página", "رابط"])
def test_asking_for_the_page_is_understood(text: str) -> None:
    assert read(text).kind == "link"


@pytest.mark.parametrize("text", ["We link arms when we walk", "the link you sent was nice", "mi página 3 está rota"])
def test_an_ordinary_sentence_about_links_is_words(text: str) -> None:
    assert read(text).kind == "words"

from __future__ import annotations

import pytest

from frontporch.toolkit.rules import Words, door_for, faults, picture_for, window_fault

GOOD = {
    "en": Words(language="en", reading="Read one page. Read it again.", steps=["Read.", "Ask.", "Talk."]),
    "es": Words(language="es", reading="Lea una hoja. Lea otra vez.", steps=["Lea.", "Pregunte.", "Hable."]),
}


def said(language: str = "en", *, reading: str = "", steps: list[str] | None = None, sms: str = "") -> list[str]:
    good = GOOD[language]
    words = Words(language=language, reading=reading or good.reading, steps=steps or good.steps, sms={"try": sms})
    return [" ".join(found) for found in faults(words)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_short_plain_words_pass(language: str) -> None:
    assert said(language, sms="TRY IT: It helps.") == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a" * 144, None),
        ("a" * 145, "sms.en.try has 145 units. Shorten it by 1"),
        ("[" * 73, "sms.en.try has 146 units."),
        ("Say “hi”", 'sms.en.try holds “ ”, which make a text cost double. Write " for “.'),
        ("¿Qué día?", "holds í, which make a text cost double. Use another word"),
        ("¿Qué tal, señor? ¡Inglés, también!", None),
    ],
)
def test_a_text_message_fits_one_segment_with_a_name(text: str, finding: str | None) -> None:
    found = said(sms=text)
    assert found == [] if finding is None else finding in found[0]


@pytest.mark.parametrize(
    ("step", "finding"),
    [
        ("Count the spoons on the table with your child and then count again.", "has 13 words."),
        ('Ask: "Which of these two is the one that you would rather have with you today?" Wait.', None),
        ("Count the spoons", "does not end in a period."),
        ("Ask: Do we have enough?", "does not end in a period."),
        ('Say "one for you."', None),
    ],
)
def test_a_step_is_short_and_ends(step: str, finding: str | None) -> None:
    found = said(steps=[step, "Ask.", "Talk."])
    assert found == [] if finding is None else finding in found[0]


def test_an_activity_has_three_steps() -> None:
    assert said(steps=["Read.", "Ask."]) == ["try.en has 2 steps. Write exactly 3."]


def test_hard_words_are_flagged_in_both_languages() -> None:
    hard = "Phonological awareness considerably facilitates subsequent orthographic development."
    dura = "La conciencia fonológica facilita considerablemente el subsiguiente desarrollo ortográfico infantil."
    assert "en reads at grade" in said(reading=hard)[0]
    assert "es has a reading ease of" in said("es", reading=dura)[0]


@pytest.mark.parametrize(
    ("bands", "unit", "span", "finding"),
    [
        (["K-3"], "grades", (0, 3), ""),
        (["K-3"], "grades", (2, 5), "leaves band K-3"),
        (["K-3", "4-8"], "grades", (2, 5), ""),
        (["K-3"], "months", (60, 70), "counts months, which band K-3 does not"),
        (["3-5"], "years", (3, 5), ""),
        (["birth-2"], "months", (9, 3), "runs backward"),
        (["birth-2"], "months", (0, 48), "leaves band"),
        (["9-12", "4-8"], "grades", (8, 10), ""),
    ],
)
def test_a_window_belongs_to_its_bands(bands: list[str], unit: str, span: tuple[int, int], finding: str) -> None:
    found = window_fault(bands, unit, *span)
    assert finding in found
    assert bool(found) == bool(finding)


def test_a_door_is_four_digits_the_same_each_time_and_never_one_that_is_taken() -> None:
    first = door_for("k3-read-022", set())
    assert first == door_for("k3-read-022", set())
    assert len(first) == 4
    assert first.isdigit()
    assert door_for("k3-read-022", {first}) != first


def test_doors_do_not_run_out_for_five_thousand_activities() -> None:
    taken: set[str] = set()
    for n in range(5_000):
        taken.add(door_for(f"k3-read-{n:04}", taken))
    assert len(taken) == 5_000
    assert not [door for door in taken if door.startswith("911") or len(set(door)) < 3]


def test_an_icon_finds_the_nearest_drawing() -> None:
    known = {"book", "moon", "area-math"}
    assert picture_for("moon", "math", known) == "moon"
    assert picture_for("page-loop", "math", known) == "book"
    assert picture_for("iceberg", "math", known) == "area-math"


def test_when_every_door_is_taken_nobody_gets_a_second_hand_one() -> None:
    with pytest.raises(ValueError, match="taken"):
        door_for("k3-read-022", {str(n) for n in range(1000, 10_000)})

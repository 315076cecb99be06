import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.sms import GSM_CHARACTERS, Segments, measure

INVITATION = (
    "Oak School: Family Reading Night is Thu Oct 9, 6 PM. "
    "Dinner, child care, ride. Reply 1 = coming, 2 = can't, 3 = ride."
)
AUTHORED = [
    (138, "TRY IT: When your baby makes a sound, say it back. Wait. Count to 5. Let baby answer. "
          "Do it 3 times at bath time. Reply 1 when you try it."),
    (143, "PRUEBE: Cuando su bebé haga un sonido, repita ese sonido. Espere. Cuente hasta 5. "
          "Deje que responda. 3 veces en el baño. Responda 1 si lo hizo."),
    (140, "PRUEBE: Esta noche preparen 3 cosas: ropa, mochila, transporte. Pregunte: "
          "¿Qué nos puede atrasar? Piensen en un plan. Responda 1 si lo hizo."),
]  # fmt: skip


@pytest.mark.parametrize(("units", "text"), AUTHORED)
def test_authored_texts_measure_as_the_design_says(units: int, text: str) -> None:
    assert measure(text) == Segments("gsm-7", units, 1, ())


def test_an_english_invitation_is_one_segment() -> None:
    assert measure(INVITATION) == Segments("gsm-7", len(INVITATION), 1, ())


@pytest.mark.parametrize("character", list("éñüàÉÑÜ¿¡èìòù@£¥§"))
def test_these_accents_are_free(character: str) -> None:
    assert measure(character).encoding == "gsm-7"


@pytest.mark.parametrize("character", list("áíóúÁÍÓÚ“”…–—\t\x1bم你đ"))
def test_these_characters_turn_the_whole_text_into_ucs_2(character: str) -> None:
    assert measure("a" + character + "a" + character) == Segments("ucs-2", 4, 1, (character,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("gsm-7", 0, 0)),
        ("a" * 160, ("gsm-7", 160, 1)),
        ("a" * 161, ("gsm-7", 161, 2)),
        ("a" * 306, ("gsm-7", 306, 2)),
        ("a" * 307, ("gsm-7", 307, 3)),
        ("€" * 80, ("gsm-7", 160, 1)),
        ("a" * 152 + "€" + "a" * 10, ("gsm-7", 164, 2)),
        ("á" * 70, ("ucs-2", 70, 1)),
        ("á" * 71, ("ucs-2", 71, 2)),
        ("á" * 134, ("ucs-2", 134, 2)),
        ("á" * 135, ("ucs-2", 135, 3)),
        ("😀" * 35, ("ucs-2", 70, 1)),
        ("😀" * 36, ("ucs-2", 72, 2)),
        ("first\nsecond\n", ("gsm-7", 13, 1)),
    ],
)
def test_the_borders_of_segments(text: str, expected: tuple[str, int, int]) -> None:
    assert measure(text)[:3] == expected


def test_costly_characters_are_named_once_in_the_order_of_first_use() -> None:
    assert measure("papá, mamá, adiós").costly == ("á", "ó")


@given(st.text(alphabet=sorted(GSM_CHARACTERS)))
def test_gsm_text_has_at_least_as_many_units_as_characters(text: str) -> None:
    measured = measure(text)
    assert measured.encoding == "gsm-7"
    assert len(text) <= measured.units <= 2 * len(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_segments_never_hold_more_than_they_can(text: str) -> None:
    measured = measure(text)
    single = 160 if measured.encoding == "gsm-7" else 70
    assert (measured.segments <= 1) == (measured.units <= single)
    assert bool(measured.costly) == (measured.encoding == "ucs-2")

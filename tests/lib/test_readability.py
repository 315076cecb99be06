import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.readability import (
    english_grade,
    longest_step_words,
    sentences,
    spanish_ease,
    syllables,
    words,
)

BY_SYLLABLES = {
    1: "make the you shoes asked jumped played makes names loved don't can't league style knee 5 school's",
    2: "table tables wanted boxes nation social going jumping people wishes circled isn't doesn't agree "
       "argue quiet create safely movement prism baby's watches don't-go eating something two-step 18",
    3: "idea together sentences easier quietly serious family museum library period opinion radio element "
       "influence audience created attendance read-aloud 601",
    4: "kindergarten experience variety usually interesting everybody",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, row in BY_SYLLABLES.items() for word in row.split()]
)
def test_syllables_of_common_words(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text())
def test_every_word_has_a_syllable_and_every_text_a_grade(text: str) -> None:
    assert all(syllables(word) >= 1 for word in words(text))
    assert english_grade(text) >= -15.59
    assert bool(words(text)) == bool(sentences(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wait. Count to 5. Let baby answer.", ["Wait.", "Count to 5.", "Let baby answer."]),
        ("Dr. Lee is here at 6 p.m. on Monday.", ["Dr. Lee is here at 6 p.m. on Monday."]),
        ("It took 2.5 hours! Really?", ["It took 2.5 hours!", "Really?"]),
        ("¿Faltan? ¡Cuenten juntos!", ["¿Faltan?", "¡Cuenten juntos!"]),
        ("一句话。两句话。", ["一句话。", "两句话。"]),
        ("كم عددها؟ نعم.", ["كم عددها؟", "نعم."]),
        ('Say "Hello." Then wait.', ['Say "Hello.', "Then wait."]),
        ("A line\nanother line\n...\n", ["A line", "another line"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    assert words("Don't stop: the read-aloud, at 2.5!") == ["Don't", "stop", "the", "read-aloud", "at", "2.5"]


def test_the_grade_is_the_published_formula() -> None:
    # 10 words, 2 sentences, 11 syllables
    assert english_grade("The cat sat on the mat. It was very big.") == pytest.approx(0.39 * 5 + 11.8 * 1.1 - 15.59)


def test_family_texts_are_easy_and_statutes_are_hard() -> None:
    easy = "Babies learn to talk by taking turns. Wait for a sound or a look. Say it back. Smile."
    hard = (
        "Local educational agencies shall coordinate and integrate parental involvement strategies "
        "with comprehensive early intervention programs to the extent feasible and appropriate."
    )
    assert english_grade(easy) < 3
    assert english_grade(hard) > 12


def test_spanish_is_measured_offline() -> None:
    easy = "Su hija o hijo lee una hoja. La lee otra vez con voz chistosa. Hablen en español o inglés."
    hard = (
        "Las instituciones educativas correspondientes implementarán procedimientos administrativos "
        "extraordinarios conforme a las disposiciones reglamentarias establecidas anteriormente."
    )
    assert spanish_ease(easy) > 70
    assert spanish_ease(hard) < 40


def test_a_text_without_words_is_as_easy_as_can_be() -> None:
    assert (english_grade(" … "), spanish_ease(" … ")) == (0.0, 206.84)


def test_a_step_is_measured_without_what_is_said_aloud() -> None:
    steps = [
        'Ask: "What happened to the big red dog in the book?"',
        "Pregunte: «¿Qué pasó?» Espere.",
        "One two.",
    ]
    assert longest_step_words(steps) == 2
    assert longest_step_words([]) == 0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.codes import ALPHABET, check_code, make_return_code, read_return_code

NUMBERS = st.integers(min_value=0, max_value=2**63)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4821", "4821"),
        (" 48 21 ", "4821"),
        ("48-21", "4821"),
        ("#4821.", "4821"),
        ("O1l0", "0110"),
        ("i0Io", "1010"),
        ("٤٨٢١", "4821"),
        ("４８２１", "4821"),
        ("482", None),
        ("48211", None),
        ("48A1", None),
        ("²222", "2222"),
        ("", None),
        ("STOP", None),
    ],
)
def test_a_door_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert check_code(typed) == code


@given(st.text(max_size=12))
def test_a_door_code_is_four_plain_digits_or_nothing(typed: str) -> None:
    code = check_code(typed)
    assert code is None or (len(code) == 4 and code.isascii() and code.isdigit())


def test_return_codes_look_like_this() -> None:
    assert make_return_code(0).replace(" ", "")[:5] == "22222"
    assert len(make_return_code(23**5 - 1)) == 7
    assert len(make_return_code(23**5)) == 9


@given(NUMBERS)
def test_a_return_code_reads_back_as_its_number(number: int) -> None:
    code = make_return_code(number)
    assert read_return_code(code) == number
    assert read_return_code(code.lower().replace(" ", "-")) == number
    assert not set("01OILAEU") & set(code)


@given(NUMBERS, st.data())
def test_any_single_wrong_character_is_caught(number: int, data: st.DataObject) -> None:
    code = make_return_code(number).replace(" ", "")
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != code[place]]))
    assert read_return_code(code[:place] + wrong + code[place + 1 :]) is None


@given(NUMBERS, st.data())
def test_a_character_outside_the_alphabet_never_reads_as_another_number(number: int, data: st.DataObject) -> None:
    code = make_return_code(number).replace(" ", "")
    place = data.draw(st.integers(0, len(code) - 1))
    typed = code[:place] + data.draw(st.characters()) + code[place + 1 :]
    assert read_return_code(typed) in (number, None)


@given(NUMBERS, st.data())
def test_two_neighbors_swapped_are_caught(number: int, data: st.DataObject) -> None:
    code = make_return_code(number).replace(" ", "")
    place = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_return_code(swapped) == (number if swapped == code else None)


@given(st.text(max_size=30))
def test_reading_anything_at_all_gives_a_number_or_none(typed: str) -> None:
    number = read_return_code(typed)
    assert number is None or number >= 0


def test_one_character_repeated_is_nobodys_code() -> None:
    assert [c for c in ALPHABET if read_return_code(c * 6) == 0] == []


def test_a_longer_code_with_a_leading_zero_was_never_made() -> None:
    checked = [read_return_code("2" + make_return_code(7).replace(" ", "")[:5] + c) for c in ALPHABET]
    assert checked == [None] * len(ALPHABET)


@pytest.mark.parametrize("number", [-1, 23**21])
def test_numbers_that_have_no_code(number: int) -> None:
    with pytest.raises(ValueError, match="sheet number"):
        make_return_code(number)

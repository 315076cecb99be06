import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontporch.lib.phones import keyed_hash, normalize, show


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("601 555 0100", "+16015550100"),
        ("(601) 555-0100", "+16015550100"),
        ("1-601-555-0100", "+16015550100"),
        ("+1 601 555 0100", "+16015550100"),
        ("٦٠١ ٥٥٥ ٠١٠٠", "+16015550100"),
        ("+52 55 1234 5678", "+525512345678"),
        ("555-0100", None),
        ("911", None),
        ("601 555 0100 x12", None),
        ("call my sister", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_type_it(raw: str, expected: str | None) -> None:
    assert normalize(raw) == expected


def test_a_number_without_country_belongs_to_the_region() -> None:
    assert normalize("55 1234 5678", region="MX") == "+525512345678"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("+16015550100", "(601) 555-0100"),
        ("+525512345678", "+52 55 1234 5678"),
        ("not a number", "not a number"),
    ],
)
def test_a_number_is_shown_as_people_write_it(stored: str, expected: str) -> None:
    assert show(stored) == expected


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_stable_number_or_none(raw: str) -> None:
    number = normalize(raw)
    assert number is None or normalize(number) == number


def test_a_keyed_hash_depends_on_the_number_and_the_key() -> None:
    hashed = keyed_hash("+16015550100", "a key")

    assert len(hashed) == 64
    assert hashed == keyed_hash("+16015550100", b"a key")
    assert hashed != keyed_hash("+16015550101", "a key")
    assert hashed != keyed_hash("+16015550100", "another key")


def test_a_hash_without_a_key_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        keyed_hash("+16015550100", "")

"""Codes that people copy by hand: the four digits of a door, and the return code of a sheet.

Door codes are data: an activity is given its four digits once and keeps them by text, web, phone and
paper. Return codes name one printed sheet, so that a family's circles can be keyed in; they are made
from a number and carry a check character. Neither is a secret.
"""

import unicodedata

# No vowels (no words by accident), no 0 O 1 I L, and none of the letters that photocopy like a digit
# (B 8, G 6, S 5, Z 2, Q 0). 23 is prime, which is what makes the check character catch every slip below.
ALPHABET = "23456789CDFHJKMNPRTVWXY"
BASE = len(ALPHABET)
LOOKALIKES = str.maketrans("BGSZ", "8652")
DATA_CHARACTERS = 5
OFFSET = 1  # so that a row of one character, such as 222 222, is not the code of sheet 0
LONGEST = BASE - 1  # weights run from 1 to the length and must differ modulo BASE


def check_code(text: str) -> str | None:
    """The four digits of a door code from what somebody typed, or None if they are not four digits.

    Spaces, hyphens, dots and # are dropped; O reads as 0, I and L as 1; digits of any script count.
    """
    digits = ""
    for character in unicodedata.normalize("NFKC", text).upper():
        if character in " -.#\t\r\n":
            continue
        digits += {"O": "0", "I": "1", "L": "1"}.get(character, character)
    if len(digits) != 4 or not all(character.isdecimal() for character in digits):
        return None
    return "".join(str(unicodedata.decimal(character)) for character in digits)


def make_return_code(number: int) -> str:
    """The code of sheet `number` (0 or more), in groups of three: `K7M 4Q2` style, six characters or more.

    The last character is a check: any one wrong character and any two neighbors swapped are noticed.
    """
    if number < 0:
        raise ValueError("A sheet number is 0 or more.")
    data = ""
    while number or len(data) < DATA_CHARACTERS:
        number, rest = divmod(number, BASE)
        data = ALPHABET[rest] + data
    if len(data) + 1 > LONGEST:
        raise ValueError("A sheet number has at most 21 characters.")
    code = data + ALPHABET[-_weighted_sum(data + ALPHABET[0]) % BASE]
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def read_return_code(text: str) -> int | None:
    """The sheet number from what somebody typed, or None if any character must be wrong.

    Spaces and hyphens do not matter, nor small or capital; B G S Z read as the 8 6 5 2 they look like.
    """
    code = "".join(text.split()).replace("-", "").upper().translate(LOOKALIKES)
    if not DATA_CHARACTERS < len(code) <= LONGEST or any(c not in ALPHABET for c in code):
        return None
    if len(code) > DATA_CHARACTERS + 1 and code[0] == ALPHABET[0]:
        return None  # longer than the number needs: never made by us
    if _weighted_sum(code) % BASE:
        return None
    number = 0
    for character in code[:-1]:
        number = number * BASE + ALPHABET.index(character)
    return number


def _weighted_sum(code: str) -> int:
    """Each character's value times its place from the right, the scheme of ISBN-10 with a prime base."""
    return OFFSET + sum(place * ALPHABET.index(c) for place, c in enumerate(reversed(code), start=1))

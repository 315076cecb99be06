"""Telephone numbers that belong to nobody.

555-0100 to 555-0199 are kept free for stories in every area code. There are nearly 78,000 of them; a whole state needs
more, and gets numbers under area codes N9X, which the numbering plan gives to no place.
"""

from __future__ import annotations

_AT_HOME = (601, 662, 769, 228)
_CODES = (
    *_AT_HOME,
    *(
        code
        for code in range(201, 990)
        if code not in _AT_HOME
        and code % 100 != 11
        and code // 10 % 10 != 9
        and code // 10 not in (37, 96)
        and code not in (456, 500, 555, 600, 700, 710, 800, 822, 833, 844, 855, 866, 877, 880, 888, 900, 950, 976)
    ),
)
_FOR_OFFICES = 20  # of the hundred numbers of each area code: the last ones
_EACH = 100 - _FOR_OFFICES
STORIES = len(_CODES) * _EACH


def family_number(index: int) -> str:
    """The number with that index, as a student system writes it: 601-555-0123. Different indexes, different numbers."""
    if index < STORIES:
        return f"{_CODES[index // _EACH]}-555-01{index % _EACH:02}"
    rest = index - STORIES
    code, line = divmod(rest, 100_000)
    return f"{2 + code // 10 % 8}9{code % 10}-{550 + line // 10_000 + 10 * (code // 80)}-{line % 10_000:04}"


def office_number(index: int) -> str:
    """A number for an office, never a family's while there are enough."""
    code, line = divmod(index % (len(_CODES) * _FOR_OFFICES), _FOR_OFFICES)
    return f"{_CODES[code]}-555-01{_EACH + line:02}"

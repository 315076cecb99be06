"""How many segments a text message takes, and which characters make it dear.

A text whose characters all belong to GSM-7 (3GPP TS 23.038) holds 160 units in one segment, 153 in each
of several; one character outside turns the whole text into UCS-2, with 70 and 67. The alphabet and the
splitting are the `smsutil` package's; é ñ ü à are inside, á í ó ú are not.
"""

from typing import Literal, NamedTuple

import smsutil
from smsutil.codecs import GSM_CHARSET

# smsutil counts the escape itself as a character; sent alone, phones show a space or nothing.
GSM_CHARACTERS = frozenset(GSM_CHARSET) - {"\x1b"}


class Segments(NamedTuple):
    """What one text costs: units of its encoding, billed segments, and what forced UCS-2."""

    encoding: Literal["gsm-7", "ucs-2"]
    units: int
    segments: int
    costly: tuple[str, ...]


def measure(text: str) -> Segments:
    """Measure a text as a phone company would send it.

    `units` are septets for GSM-7 (the ten of the extension table, such as € and [, take two) and 16-bit
    units for UCS-2 (an emoji takes two). `costly` names each character outside GSM-7 once, in the order
    of first use. An empty text has no segment.
    """
    if not text:
        return Segments("gsm-7", 0, 0, ())
    costly = tuple(dict.fromkeys(character for character in text if character not in GSM_CHARACTERS))
    if costly:
        split = smsutil.unicode_split(text)
        return Segments("ucs-2", split.total_bytes // 2, len(split.parts), costly)
    split = smsutil.gsm_split(text)
    return Segments("gsm-7", split.total_bytes, len(split.parts), ())

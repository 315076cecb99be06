"""What a family's text means: a digit, a refusal, a call for help or for its link, or words for a person.

A refusal counts however it is worded (47 CFR 64.1200(a)(10): "any reasonable means"), and an ordinary sentence with
the word *stop* in it never counts. So single words refuse only when they stand alone, and phrases only when they say
what shall stop and stand at the head of a clause, as a request does.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from frontporch.outreach.rules.phrases import LEAD_INS, PHRASES
from frontporch.outreach.rules.refusals import (
    FILLERS,
    HELP,
    LINK,
    ONE_DIGIT,
    SAID_IN_WORDS,
    START,
    STOP,
    WITH_DIGIT,
)


class Reading(NamedTuple):
    """`digit` is 1, 2 or 3 for kind digit and None otherwise."""

    kind: Literal["digit", "stop", "help", "link", "start", "words"]
    digit: int | None = None


WORDS = Reading("words")
_STOP_AND_NUMBERS = {"stop", "alto", "1", "2", "3"}


def read(text: str) -> Reading:
    """Understand one text. Refusals come first: "stop 1" stops."""
    spelled = _spell(text, keep_accents=True)
    bare = _spell(text, keep_accents=False)
    if _refuses(text, spelled, bare):
        return Reading("stop")
    core = _without_fillers(bare)
    if core in HELP:
        return Reading("help")
    if core in LINK:
        return Reading("link")
    if core in START:
        return Reading("start")
    digit = _digit(bare)
    return Reading("digit", digit) if digit else WORDS


def _spell(text: str, *, keep_accents: bool) -> str:
    """Small letters and single spaces. Without accents also the Arabic letters that people write either way."""
    text = unicodedata.normalize("NFKC", text.replace("\ufe0f", "").replace("\u20e3", " ")).casefold()
    text = re.sub("[’‘`´ʼ]", "'", text)
    if not keep_accents:
        text = text.replace("đ", "d").replace("ı", "i")
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = text.translate(str.maketrans("أإآٱىة", "اااايه")).replace("\u0640", "")
    text = re.sub(r"[^\w'.!?,;:\n]+", " ", text.replace("_", " "))
    return re.sub(r"[ \t]+", " ", text).strip()


def _words(spelled: str) -> str:
    return re.sub(r"[\W]+", " ", spelled.replace("'", "")).strip()


def _without_fillers(spelled: str) -> str:
    """The message without its politeness, as one line: "STOP please!!" is "stop"."""
    core = f" {_words(spelled)} "
    for filler in FILLERS:
        core = core.replace(f" {filler} ", " ")
    return core.strip()


def _refuses(text: str, spelled: str, bare: str) -> bool:
    for line in (spelled, bare):
        core = _without_fillers(line)
        if core in STOP or (set(core.split()) <= _STOP_AND_NUMBERS and not core.replace(" ", "").isdecimal() and core):
            return True
    if _shouts_first(text):
        return True
    return any(_asks_to_end(clause) for clause in re.split(r"[.!?,;:\n]+", bare))


def _shouts_first(text: str) -> bool:
    """STOP in capitals as a sentence of its own, whatever follows: "STOP. I have no child there"."""
    first = re.split(r"[.!?\n,:;-]", text.strip(), maxsplit=1)[0].strip()
    return first in {"STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "ALTO", "OPT OUT", "OPTOUT"}


def _asks_to_end(clause: str) -> bool:
    """Whether a clause, or what is left of it without its polite beginning, is one of the phrases."""
    said = _words(clause)
    while not any(phrase.match(said) for phrase in PHRASES):
        polite = LEAD_INS.match(said)
        if not polite:
            return False
        said = said[polite.end() :].strip()
    return True


def _digit(bare: str) -> int | None:
    said = _words(bare)
    if said in SAID_IN_WORDS:
        return SAID_IN_WORDS[said]
    found = [(n, word) for n, word in enumerate(said.split()) if word in ONE_DIGIT]
    if len(found) != 1 or len(said.split()) > 8:
        return None
    at, word = found[0]
    digit = ONE_DIGIT[word]
    rest = [other for n, other in enumerate(said.split()) if n != at]
    return digit if all(other in WITH_DIGIT[0] or other in WITH_DIGIT[digit] for other in rest) else None

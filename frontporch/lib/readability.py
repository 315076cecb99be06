"""Reading grade and ease of what families read. Formulas only flag; people decide.

English: Flesch-Kincaid grade (Kincaid et al. 1975) with a syllable counter of our own, because textstat's
English fetches a dictionary when it runs. Spanish: Fernández-Huerta (1959) through textstat, whose
Spanish works offline.
"""

import re
from collections.abc import Iterable

# A dot after these does not end a sentence.
_ABBREVIATIONS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|Jr|St|vs|etc|No|e\.g|i\.e|a\.m|p\.m)\.(?=\s+\S)", re.I)
_SENTENCE_END = re.compile(r"""(?<=[.!?…؟])["'”’»)]*\s+|(?<=[。！？।])\s*|\n+""")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|「[^」]*」')
_VOWELS = re.compile(r"[aeiouy]+")

_SILENT = tuple(
    re.compile(rule)
    for rule in (
        r"[^aeiouy]e$",  # make; ta-ble comes back below
        r"[^aeiouytd]ed$",  # jumped, but want-ed
        r"[^aeiouyscxzg](?<![cs]h)es$",  # makes, but box-es, wish-es
        r"[aeo]gue$|que$",  # league
        r"[^aeiou]e(?:ly|ments?|less|ness|ful|fully)$",  # safe-ly
        r"[ctsg]i[ao]|(?<=[ln])io",  # na-tion, mil-lion
    )
)
_SPOKEN_IN_TWO = tuple(
    re.compile(rule)
    for rule in (
        r"[^aeiouylr]le[sd]?$",  # ta-ble, cir-cled
        r"i[ao]|(?<![ct])ie(?:r$|st$|t|nc)|[ei]ous|[ae]u(?=m)",  # ra-di-o, eas-i-er, qui-et, mu-se-um
        r"(?<![gq])u(?:a|en|ou)|eo(?!us|n$|ple)",  # us-u-al, flu-ent, vid-e-o
        r"[ou]ing|yi|eate",  # go-ing, say-ing, cre-ate
        r"sm$|(?<=[sd])n't$",  # pris-m, is-n't
    )
)

# What the rules above get wrong among words that such texts use.
_KNOWN = {
    "a.m": 2, "area": 3, "areas": 3, "baseball": 2, "being": 2, "business": 2, "client": 2, "cruel": 2,
    "element": 3, "evening": 2, "every": 2, "everybody": 4, "everyday": 3, "everything": 3, "fireworks": 2,
    "fuel": 2, "giant": 2, "homework": 2, "hundred": 2, "id": 2, "idea": 3, "ideas": 3, "lion": 2,
    "maybe": 2, "notebook": 2, "notebooks": 2, "ok": 2, "p.m": 2, "placemat": 2, "pm": 2, "poem": 2,
    "poems": 2, "poetry": 3, "react": 2, "recipe": 3, "recipes": 3, "safety": 2, "science": 2, "seeing": 2,
    "sidewalk": 2, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "therefore": 2, "tv": 2,
    "wednesday": 2, "whiteboard": 2,
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a text in any of our scripts; a line break ends one too, and so does a list item."""
    joined = _ABBREVIATIONS.sub(lambda found: found[0].replace(".", "․"), text)
    pieces = (piece.replace("․", ".").strip() for piece in _SENTENCE_END.split(joined))
    return [piece for piece in pieces if _WORD.search(piece)]


def words(text: str) -> list[str]:
    """The words of a text, numbers among them; "don't", "read-aloud" and "2.5" are one word each."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1; a number counts one for each of its digits."""
    bare = word.lower().replace("’", "'")
    if bare in _KNOWN:
        return _KNOWN[bare]
    if "-" in bare:
        return sum(syllables(part) for part in bare.split("-") if part)
    digits = sum(character.isdigit() for character in bare)
    letters = re.sub(r"'(?:s|d|ll|m|re|ve)$", "", bare)
    return max(1, digits + _spoken_vowels(re.sub(r"[^a-z']", "", letters)))


def _spoken_vowels(word: str) -> int:
    """Groups of vowels, less the silent ones, plus the groups that are spoken in two."""
    count = len(_VOWELS.findall(word))
    count -= sum(len(rule.findall(word)) for rule in _SILENT)
    return count + sum(len(rule.findall(word)) for rule in _SPOKEN_IN_TWO)


def english_grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text: 0.39 words/sentence + 11.8 syllables/word - 15.59.

    A US school grade; very easy texts fall below 0. A text without words is grade 0.
    """
    found = words(text)
    if not found:
        return 0.0
    spoken = sum(syllables(word) for word in found)
    return 0.39 * len(found) / len(sentences(text)) + 11.8 * spoken / len(found) - 15.59


def spanish_ease(text: str) -> float:
    """The Fernández-Huerta reading ease of a Spanish text; 70 or more is easy, 100 is grade 4 or less.

    textstat does not count a sentence of one or two words as one, so choppy texts come out a little
    harder than they read. A text without words is as easy as can be.
    """
    from textstat.backend.metrics import fernandez_huerta  # 0.4 s to import, only checks of content need it

    if not words(text):
        return 206.84
    return float(fernandez_huerta(text, "es"))


def longest_step_words(steps: Iterable[str]) -> int:
    """The words of the longest step, without what stands in quotation marks: those are said, not read."""
    return max((len(words(_QUOTED.sub(" ", step))) for step in steps), default=0)

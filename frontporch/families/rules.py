"""Decisions about adults and children: which tier a relation begins with, and what a language is called."""

from __future__ import annotations

import re
from functools import cache

LEGAL = frozenset({"parent", "guardian"})
DECIDES, LEARNS_WITH, NONE = "decides", "learns-with", "none"

# What feeds call an adult, in small letters without spaces: the relation that we keep, in OneRoster's and SDS's words.
_RELATIONS = {
    **dict.fromkeys(("parent", "mother", "father", "mom", "dad", "adoptiveparent"), "parent"),
    **dict.fromkeys(("guardian", "legalguardian", "courtappointedguardian"), "guardian"),
    **dict.fromkeys(("relative", "stepparent", "stepmother", "stepfather", "grandparent", "grandmother", "grandfather",
                     "aunt", "uncle", "cousin", "kin", "foster", "fosterparent"), "relative"),
    **dict.fromkeys(("aide", "caregiver", "caseworker", "childcareprovider"), "aide"),
    **dict.fromkeys(("other", "friend", "familyfriend", "neighbor"), "other"),
    **dict.fromkeys(("emergency", "emergencycontact", "emergencyonly", "doctor", "physician"), "emergency"),
}  # fmt: skip


def relation_of(word: str) -> str | None:
    """The relation that a feed's word means: parent, guardian, relative, aide, other or emergency; None if unknown."""
    return _RELATIONS.get(re.sub(r"[^a-z]", "", word.lower()))


def tier_of(relation: str) -> str:
    """The tier a new edge begins with. A person changes it later; a feed never does.

    FERPA (34 CFR 99.4) gives each parent and guardian full rights unless a paper on file says otherwise. Kin and others
    who care for a child can learn with it today, without papers. Who is only called in an emergency gets no tier.
    """
    if relation in LEGAL:
        return DECIDES
    return NONE if relation == "emergency" else LEARNS_WITH


def needs_document(*, relation: str, before: str, after: str) -> bool:
    """Whether a change of tier needs a paper on file: a parent's or guardian's rights shrink, or no contact is lifted."""
    if before == after:
        return False
    return before == "no-contact" or (relation in LEGAL and after != DECIDES)


# -- languages -----------------------------------------------------------------------------------------------------

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII)
_UNSAID = frozenset(
    {"", "unknown", "undetermined", "und", "mul", "mis", "zxx", "other", "none", "declined", "n/a", "na"}
)
_CHINESE = {"cn": "zh-Hans", "sg": "zh-Hans", "tw": "zh-Hant", "hk": "zh-Hant", "mo": "zh-Hant"}
_THREE = {"hmn": "hmn", "cho": "cho"}  # languages without a two-letter code that families here speak
_SAID_OTHERWISE = {
    "mandarin": "zh", "cantonese": "yue", "tagalog": "tl", "haitian": "ht", "creole": "ht", "haitian creole": "ht",
    "farsi": "fa", "castilian": "es", "spanish; castilian": "es", "mam": "mam", "quiche": "quc", "k'iche'": "quc",
    "karen": "kar", "hmong": "hmn", "chinese": "zh", "american sign language": "ase", "asl": "ase",
}  # fmt: skip


def language_tag(word: str) -> str | None:
    """The BCP 47 tag of a language as feeds and people write it: es, es-MX, spa, Spanish, Español.

    "" when the word says that it is not known; None when nobody could tell what it means. A region falls away
    (families who read es-MX read es), a script stays, and Chinese takes its script from the region.
    """
    said = word.strip().lower()
    if said in _UNSAID:
        return ""
    if found := _TAG.fullmatch(said):
        base, script, region = found.groups()
        if base in _known_codes():
            code = _known_codes()[base]
            if script:
                return f"{code}-{script.title()}"
            return _CHINESE.get(region or "", code) if code == "zh" else code
    return _SAID_OTHERWISE.get(said) or _known_names().get(said)


@cache
def _known_codes() -> dict[str, str]:
    """Two- and three-letter codes (ISO 639-1, -2 and -3) to the shortest code."""
    from babel import Locale
    from babel.core import get_global

    codes = {str(code): str(code) for code in Locale("en").languages if re.fullmatch("[a-z]{2,3}", str(code))}
    aliases = {str(old): str(new) for old, new in get_global("language_aliases").items()}
    longer = {old: new for old, new in aliases.items() if len(old) in (2, 3) and new.isalpha()}
    return {**codes, **longer, **_THREE}


@cache
def _known_names() -> dict[str, str]:
    """Names in English and Spanish, and the own names of languages common in schools."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, str] = {}
    for locale in ("es", "en"):
        pairs = Locale(locale).languages.items()
        names |= {str(name).lower(): str(code) for code, name in pairs if re.fullmatch("[a-z]{2,3}", str(code))}
    for code in ("ar", "de", "es", "fa", "fr", "gu", "hi", "ja", "ko", "ne", "pa", "pl", "pt", "ru", "so", "sw", "te",
                 "tr", "uk", "ur", "vi", "zh"):  # fmt: skip
        try:
            own = Locale(code).display_name
        except UnknownLocaleError:
            continue
        if own:
            names[own.lower()] = code
    return names

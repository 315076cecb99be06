"""Languages as people call them, in the reader's own language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext


def language_name(tag: str) -> str:
    """A BCP 47 tag in words; "" is a language nobody asked for, and `zxx` (no linguistic content) does not read."""
    if not tag:
        return gettext("Language not known")
    if tag == "zxx":
        return gettext("Does not read")
    name = _names(get_language() or "en").get(tag.split("-", maxsplit=1)[0], tag)
    return name[:1].upper() + name[1:]


@cache
def _names(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(language, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return Locale("en").languages

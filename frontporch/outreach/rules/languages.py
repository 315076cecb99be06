"""In which language an adult gets a text. What they read belongs to them; not known is not English."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

DEFAULT = "en"


class Spoken(NamedTuple):
    """The language of the words sent, and whether this adult named it; None: what they read is not known."""

    language: str
    reads_it: bool | None


def language_for(reads: str, texts: Collection[str], default: str = DEFAULT) -> Spoken:
    """The adult's language where we have the text in it, else the default.

    `reads` is a BCP 47 tag; a text in the plain language serves its regions and scripts do not mix (zh-Hans gets zh,
    never zh-Hant). "" is unknown: the default goes out and counts as unknown. "zxx" reads none.
    """
    if not reads:
        return Spoken(default, None)
    for tag in (reads, reads.split("-", maxsplit=1)[0]):
        if tag in texts:
            return Spoken(tag, True)
    return Spoken(default, False)

"""Message catalogs: compiled with babel, and one made by machine to try right-to-left pages on.

The made one (`ar_XB`, no language) is our English with accents, a third longer, between right-to-left marks:
whatever stays plain English on a page was never marked for translation, and whatever breaks was too narrow.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

MADE = "ar_XB"
DOMAIN = "django"
RIGHT_TO_LEFT_MARK = "\u200f"
ACCENTS = str.maketrans("aceginorsuyzACEGINORSUYZ", "àçéğîñöŕšûýžÀÇÉĞÎÑÖŔŠÛÝŽ")

# What a reader never sees as words, and what must therefore stay: placeholders, tags, entities.
KEPT = re.compile(r"%\(\w+\)[#0\- +]?[\d.]*[a-zA-Z]|%%|%[a-zA-Z]|\{[^{}]*\}|<[^<>]*>|&#?\w+;|\n")


def pseudo(text: str) -> str:
    """English that looks foreign: accented, about a third longer, right-to-left marks around it.

    Placeholders, tags, entities and line ends stay as they are. No words, no change.
    """
    if not re.search(r"[A-Za-z]", KEPT.sub("", text)):
        return text
    out, last = [], 0
    for kept in KEPT.finditer(text):
        out += [_stretch(text[last : kept.start()]), kept.group()]
        last = kept.end()
    out.append(_stretch(text[last:]))
    body = "".join(out)
    inner = body.strip("\n")
    start = len(body) - len(body.lstrip("\n"))
    marked = f"{RIGHT_TO_LEFT_MARK}{inner}{RIGHT_TO_LEFT_MARK}"
    return f"{body[:start]}{marked}{body[start + len(inner) :]}"


def mirror(catalogs: dict[str, Catalog]) -> Catalog:
    """The made catalog: every message of these (by language), from our own English where there is some."""
    made = Catalog(locale=MADE, domain=DOMAIN, fuzzy=False, charset="utf-8")  # babel knows no such locale
    for language in sorted(catalogs, key=lambda language: language != "en"):  # the first to say a message keeps it
        for message in catalogs[language]:
            if not message.id:
                continue
            english = tuple(map(pseudo, _english(message, own=language == "en")))
            plural = isinstance(message.id, list | tuple)
            made.add(message.id, english if plural else english[0], context=message.context, flags=message.flags)
    return made


def compile_all(folder: Path) -> list[str]:
    """Write a `.mo` beside each `.po` under `folder`, and the made one; gives the languages there are."""
    files = sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    read = {_language(file): _read(file) for file in files}
    read[MADE] = mirror(read)
    for language, catalog in read.items():
        file = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_mo(out, catalog)
    return sorted(read)


def _language(file: Path) -> str:
    return file.parent.parent.name


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=_language(file), domain=DOMAIN)


def _english(message: Message, *, own: bool) -> tuple[str, ...]:
    """What the message says in English: our own words for it, or the message id."""
    ids = tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)
    said = tuple(message.string) if isinstance(message.string, list | tuple) else (message.string or "",)
    return said if own and all(said) and len(said) == len(ids) and not message.fuzzy else ids


def _stretch(text: str) -> str:
    longer = re.sub(r"(?i)([aeo])(?=\w)", r"\1\1", text)
    return longer.translate(ACCENTS)

"""Message catalogs: compiled with babel, and one made by machine to try right-to-left pages on.

The made one (`ar_XB`, no language) is our English with accents, a third longer, between right-to-left marks:
whatever stays plain English on a page was never marked for translation, and whatever breaks was too narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

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


def mirror(catalogs: list[Catalog]) -> Catalog:
    """The made catalog: every message of these, English when one of them has its own English for it."""
    made = Catalog(locale=None, domain=DOMAIN, fuzzy=False, charset="utf-8")
    made.locale_identifier = MADE  # babel knows no such locale, and should not
    for message in _all(catalogs):
        if isinstance(message.id, (list, tuple)):
            made.add(
                message.id,
                tuple(map(pseudo, _english(message))),
                context=message.context,
                flags=message.flags,
            )
        else:
            made.add(message.id, pseudo(_english(message)[0]), context=message.context, flags=message.flags)
    return made


def compile_all(folder: Path) -> list[str]:
    """Write the made catalog and a `.mo` beside each `.po` under `folder`; gives the languages there are."""
    read = {
        file: _read(file)
        for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
        if MADE not in file.parts
    }
    made = folder / MADE / "LC_MESSAGES" / f"{DOMAIN}.po"
    made.parent.mkdir(parents=True, exist_ok=True)
    # English last, so that its own words win over the bare message ids of the others.
    read[made] = mirror(sorted(read.values(), key=lambda catalog: catalog.locale_identifier == "en"))
    with made.open("wb") as out:
        write_po(out, read[made], width=0, omit_header=False)
    for file, catalog in read.items():
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalog)
    return sorted(file.parent.parent.name for file in read)


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=file.parent.parent.name, domain=DOMAIN)


def _all(catalogs: list[Catalog]) -> Iterator[Message]:
    for catalog in catalogs:
        english = catalog.locale_identifier == "en"
        for message in catalog:
            if message.id:
                yield (
                    message if english else Message(message.id, context=message.context, flags=message.flags)
                )


def _english(message: Message) -> tuple[str, ...]:
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    own = message.string and all(said) and len(said) == len(ids) and not message.fuzzy
    return tuple(said) if own else tuple(ids)


def _stretch(text: str) -> str:
    longer = re.sub(r"(?i)([aeo])(?=\w)", r"\1\1", text)
    return longer.translate(ACCENTS)

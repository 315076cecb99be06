"""Whatever a family can see is said in Spanish too, and a translation keeps what the program fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PORCH = Path(__file__).resolve().parents[2] / "frontporch"
TEMPLATES = [
    *PORCH.glob("outreach/templates/outreach/family_*.html"),
    *(
        file
        for app in ("families", "toolkit", "framework", "web", "ui")
        for file in PORCH.glob(f"{app}/templates/**/*.html")
    ),
]
STAFF = ("place", "staff")  # pages that only staff open begin with these
PROGRAMS = [
    *PORCH.glob("outreach/family_page.py"),
    *PORCH.glob("toolkit/[fpmv]*.py"),
    *PORCH.glob("framework/[pv]*.py"),
    *PORCH.glob("web/*.py"),
    *PORCH.glob("ui/*.py"),
    *PORCH.glob("ui/templatetags/*.py"),
]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
}
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def _catalog(language: str) -> Catalog:
    with (PORCH / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def _said_in(file: Path) -> Iterator[str]:
    text = file.read_text()
    if file.suffix == ".html":  # what is no message becomes X, which reads as a program once nothing is indented
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _line, _function, said, _comments in extract_python(BytesIO(text.encode()), KEYWORDS, [], {}):
        if first := _forms(said)[0]:
            yield first


def _forms(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, list | tuple) else (str(words or ""),)


def test_everything_a_family_can_see_is_in_spanish() -> None:
    spanish = {_forms(message.id)[0]: message for message in _catalog("es") if message.id}
    missing = sorted(
        f"{file.relative_to(PORCH)}: {said}"
        for file in (*TEMPLATES, *PROGRAMS)
        if not file.name.startswith(STAFF)
        for said in _said_in(file)
        if said not in spanish or spanish[said].fuzzy or not all(_forms(spanish[said].string))
    )
    assert missing == []


def test_the_pages_are_really_read_for_their_words() -> None:
    said = {words for file in (*TEMPLATES, *PROGRAMS) for words in _said_in(file)}
    assert {"How did it go?", "%(n)s minute", "By phone call.", "This week with %(names)s", "Math"} <= said


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    wrong = [
        f"{_forms(message.id)[0]} -> {form}"
        for message in _catalog(language)
        if message.id and not message.fuzzy  # guesses are never shown
        for form in _forms(message.string)
        if form
        and sorted(FILLED_IN.findall(form)) not in [sorted(FILLED_IN.findall(own)) for own in _forms(message.id)]
    ]
    assert wrong == []


def test_spanish_speaks_to_adults_as_usted() -> None:
    """Words that only *tú* uses; a few that every family page would be spoiled by (content guide, Spanish)."""
    familiar = re.compile(r"\b(tú|tus|tu|contigo|puedes|tienes|quieres|haz|dinos|escríbenos|llámanos)\b", re.IGNORECASE)
    found = [
        form for message in _catalog("es") if message.id for form in _forms(message.string) if familiar.search(form)
    ]
    assert found == []

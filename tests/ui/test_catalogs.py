from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from frontporch.ui.catalogs import KEPT, MADE, RIGHT_TO_LEFT_MARK, compile_all, pseudo
from tests.ui.conftest import LOCALE

PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
)


def write(folder: Path, language: str, body: str) -> None:
    """One small catalog."""
    file = folder / language / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO + body)


@pytest.mark.parametrize(
    ("english", "kept"),
    [
        ("Hello %(name)s, you have %(n)d cards", ["%(name)s", "%(n)d"]),
        ("<strong>Text</strong> STOP &amp; we stop", ["<strong>", "</strong>", "&amp;"]),
        ("100%% of {group}", ["%%", "{group}"]),
    ],
)
def test_placeholders_tags_and_entities_stay_as_they_are(english: str, kept: list[str]) -> None:
    assert KEPT.findall(pseudo(english)) == kept


def test_a_made_sentence_is_longer_accented_and_marked() -> None:
    made = pseudo("Talk to a person")
    assert made.startswith(RIGHT_TO_LEFT_MARK)
    assert made.endswith(RIGHT_TO_LEFT_MARK)
    assert len(made) > len("Talk to a person") * 1.2
    assert not re.search("[aeio]", made)


@given(st.text())
def test_what_must_stay_stays_whatever_the_text(english: str) -> None:
    made = pseudo(english)
    assert KEPT.findall(made) == KEPT.findall(english)
    assert [made.startswith("\n"), made.endswith("\n")] == [english.startswith("\n"), english.endswith("\n")]


def test_the_made_language_uses_our_own_english_where_there_is_some(tmp_path: Path) -> None:
    write(tmp_path, "en", 'msgid "This field is required."\nmsgstr "Answer this."\n')
    write(tmp_path, "es", 'msgid "This field is required."\nmsgstr "Conteste."\n\nmsgid "%(n)d card"\nmsgid_plural "%(n)d cards"\nmsgstr[0] "%(n)d tarjeta"\nmsgstr[1] "%(n)d tarjetas"\n')  # fmt: skip  # noqa: E501  # one catalog
    assert compile_all(tmp_path) == [MADE, "en", "es"]
    with (tmp_path / MADE / "LC_MESSAGES" / "django.mo").open("rb") as made:
        catalog = read_mo(made)
    assert catalog["This field is required."].string == pseudo("Answer this.")
    plural = catalog["%(n)d card"].string
    assert plural is not None
    assert list(plural) == [pseudo("%(n)d card"), pseudo("%(n)d cards")]


def test_the_command_says_which_languages_there_are(tmp_path: Path) -> None:
    write(tmp_path, "es", 'msgid "Back"\nmsgstr "Atrás"\n')
    said = StringIO()
    with override_settings(LOCALE_PATHS=[tmp_path]):
        call_command("catalogs", stdout=said)
    assert said.getvalue() == "Compiled: ar_XB, es.\n"
    assert (tmp_path / "es" / "LC_MESSAGES" / "django.mo").exists()


def test_collecting_words_without_gettext_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="Install GNU gettext first"):
        call_command("messages")


def test_every_word_of_the_frame_is_said_in_spanish() -> None:
    from babel.messages.pofile import read_po

    with (LOCALE / "es" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file, locale="es")
    missing = [
        message.id
        for message in catalog
        if message.id and any(place.startswith("frontporch/ui/") for place, _line in message.locations)
        if not all(message.string if isinstance(message.string, tuple) else (message.string,)) or message.fuzzy
    ]
    assert missing == []

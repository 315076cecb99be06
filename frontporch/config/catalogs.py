"""Message catalogs, compiled with babel so that no system needs `msgfmt`: `python -m frontporch.config.catalogs`."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_under(folder: Path) -> list[Path]:
    """Compile each catalog whose source is newer than its result. Returns the sources that were compiled."""
    done = []
    for source in sorted(folder.rglob("LC_MESSAGES/*.po")):
        result = source.with_suffix(".mo")
        if result.exists() and result.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as reading:
            catalog = read_po(reading, locale=_babel_locale(source.parent.parent.name))
        fresh = result.with_suffix(".new")
        with fresh.open("wb") as writing:
            write_mo(writing, catalog)
        fresh.rename(result)
        done.append(source)
    return done


def _babel_locale(folder: str) -> str | None:
    """Our right-to-left test language is unknown to CLDR: its plural forms come from the catalog's own header."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(folder))
    except (UnknownLocaleError, ValueError):
        return None


if __name__ == "__main__":
    compile_under(Path(__file__).resolve().parents[1])

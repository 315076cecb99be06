"""Activities as YAML files, one each: read and checked, nothing written.

The format is described in `docs/content.md`. Start reading at `read_activity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from frontporch.lib.records import Fields, Finding, read
from frontporch.toolkit import rules
from frontporch.ui import pictures

FORMAT = b"1"  # raise it when the same file would be loaded differently
AREAS = ("reading", "math", "attendance", "behavior", "social")
BANDS = tuple(rules.WINDOWS)
LANGUAGES = ("en", "es")  # those that every activity must have
ORIGINS = ("person", "machine", "machine+person")
STATES = ("draft", "read", "reviewed", "certified")
ACCESS = ("hearing", "vision", "movement", "speech", "attention", "senses")
MESSAGES = ("why", "try", "next", "easier")


@dataclass(frozen=True)
class ActivityFile:
    """One activity as its file says: columns of its row, and of its texts by language."""

    code: str
    columns: dict[str, Any]
    texts: dict[str, dict[str, Any]]


def files(folder: Path) -> list[Path]:
    """Every activity file of a library, in a stable order."""
    return sorted(folder.glob("*/*.yaml"))


def by_code(folder: Path, findings: list[Finding]) -> dict[str, Path]:
    """The files by the id that their names promise; the same id in two folders is a finding."""
    paths: dict[str, Path] = {}
    for path in files(folder):
        if path.stem in paths:
            says = f"“{path.stem}” is used twice, also in {paths[path.stem].parent.name}."
            findings.append(Finding(f"{path.parent.name}/{path.name}", "id", says, "Give each its own."))
        paths.setdefault(path.stem, path)
    return paths


def check(folder: Path, *, codes: dict[str, frozenset[str]], findings: list[Finding]) -> int:
    """Read every activity of a library for what must be fixed, and say how many there are."""
    paths = by_code(folder, findings)
    if not paths:
        findings.append(Finding(folder.name, "", "holds no activities.", "Put them in <band>/<id>.yaml."))
    for path in paths.values():
        read_activity(path, codes=codes, findings=findings)
    return len(paths)


def fingerprint(path: Path) -> str:
    """Changes when the file does, or the way that it is read."""
    return sha256(FORMAT + path.read_bytes()).hexdigest()


def read_activity(path: Path, *, codes: dict[str, frozenset[str]], findings: list[Finding]) -> ActivityFile | None:
    """One activity; what must be fixed is added to `findings`, and then None is given.

    `codes` are the framework's, by table, that an activity may cite.
    """
    before = len(findings)
    fields = read(path, shown=f"{path.parent.name}/{path.name}", findings=findings)
    if fields is None:
        return None
    columns = {**_columns(fields, path), **_citations(fields, codes)}
    texts = {language: _text(fields, language) for language in _languages(fields)}
    fields.asked |= {"grade_level", "audio"}  # worked out, and not yet read
    fields.unasked()
    if len(findings) > before:
        return None
    for language, text in texts.items():
        for where, says, mend in rules.faults(_words(language, text)):
            fields.fault(where, says, mend)
    return ActivityFile(path.stem, columns, texts) if len(findings) == before else None


def _columns(fields: Fields, path: Path) -> dict[str, Any]:
    if (code := fields.text("id", longest=40)) != path.stem:
        fields.fault("id", f"“{code}” is not the file's name.", "Make the two the same.")
    band = fields.choice("band", BANDS)
    if band and band != path.parent.name:
        fields.fault("band", f"is “{band}”, and the file lies in {path.parent.name}.", "Move the file, or correct it.")
    also = fields.choices("also_bands", BANDS)
    access = fields.within("access", needed=False)
    minutes = fields.integer("minutes", least=1, most=60)
    return {
        "version": fields.integer("version", least=1, most=32_000),
        "band": band,
        "also_bands": also,
        "areas": fields.choices("goals", AREAS, needed=True),
        "progression": fields.text("progression", longest=10, needed=False),
        "tags": fields.texts("tags", longest=4),
        "pins": list(_pins(fields)),
        "minutes": minutes,
        "where": fields.texts("where", longest=60),
        "materials": fields.texts("materials", longest=60),
        "caregiver_reading": fields.choice("caregiver_reading", ("none", "some")),
        "siblings_ok": bool(fields.flag("siblings_ok")),
        "icon": fields.text("icon", longest=40, needed=False),
        "pictures": _pictures(fields),
        "access_kind": access.choice("kind", ACCESS, needed=False),
        "license": fields.text("license", longest=20),
        **_window(fields, [band, *also]),
    }


def _window(fields: Fields, bands: list[str]) -> dict[str, Any]:
    window = fields.within("window")
    unit = window.choice("unit", ("months", "years", "grades"))
    lowest = window.integer("from", least=-2, most=216) or 0
    highest = window.integer("to", least=-2, most=216) or 0
    if bands[0] and unit and (wrong := rules.window_fault(bands, unit, lowest, highest)):
        fields.fault("window", wrong, "Correct the window, or the bands.")
    return {"window_unit": unit, "window_from": lowest, "window_to": highest}


def _citations(fields: Fields, codes: dict[str, frozenset[str]]) -> dict[str, Any]:
    standards = codes["standards"] | codes["indicators"]
    cited = {
        "framework_refs": (fields.texts("framework_refs", longest=30, needed=True), standards, "standards"),
        "strategies": (fields.texts("strategies", longest=30, needed=True), codes["strategies"], "strategies"),
        "evidence": (fields.texts("evidence", longest=30), codes["evidence"], "evidence rows"),
    }
    for key, (found, known, what) in cited.items():
        for code in found:
            if code not in known:
                fields.fault(key, f"names “{code}”, which is not among the framework's {what}.", "Correct it.")
    return {key: found for key, (found, _known, _what) in cited.items()}


def _pins(fields: Fields) -> Iterator[dict[str, Any]]:
    for pin in fields.items("pins", needed=False):
        yield {"moment": pin.text("moment", longest=40), "only": bool(pin.flag("only", unknown=True))}
        pin.unasked()


def _pictures(fields: Fields) -> list[str]:
    names = fields.texts("pictures", longest=40)
    if len(names) not in (0, rules.STEPS):
        fields.fault("pictures", f"names {len(names)}.", "Name three, one a step, or none.")
    for name in names:
        if name not in pictures.names():
            fields.fault(
                "pictures", f"names “{name}”, which is not drawn.", f"Use: {', '.join(sorted(pictures.names()))}."
            )
    return names


def _languages(fields: Fields) -> list[str]:
    """The two that everybody gets, and every further one that has a title."""
    title = fields.values.get("title")
    further = [str(each) for each in title if each not in LANGUAGES] if isinstance(title, dict) else []
    return [*LANGUAGES, *further]


def _text(fields: Fields, language: str) -> dict[str, Any]:
    def said(key: str, *, longest: int = 600, needed: bool = True) -> str:
        return fields.within(key, needed=needed).text(language, longest=longest, needed=needed)

    sms = fields.within("sms").within(language)
    paper = fields.within("print", needed=False).within(language, needed=False)
    note = fields.within("access", needed=False).within("note", needed=False)
    origin = fields.within("origin").choice(language, ORIGINS)
    state = fields.within("state").choice(language, STATES)
    reviewer = fields.within("reviewed_by", needed=False).values.get(language) or {}
    if state in ("reviewed", "certified") and not reviewer:
        fields.fault(f"reviewed_by.{language}", f"is empty, and the state is {state}.", "Say who, in what role, when.")
    return {
        "origin": origin,
        "state": state,
        "reviewed_by": reviewer,
        "title": said("title", longest=120),
        "skill": said("skill", longest=200, needed=False),
        "why": said("why"),
        "steps": fields.within("try").texts(language, longest=300, needed=True),
        "look_for": said("look_for"),
        "next": said("next"),
        "easier": said("easier"),
        "access_note": note.text(language, longest=600, needed=False),
        "caption": paper.text("caption", longest=200, needed=False),
        **{f"sms_{name}": sms.text(name, longest=320) for name in MESSAGES},
    }


def _words(language: str, text: dict[str, Any]) -> rules.Words:
    reading = [text["why"], *text["steps"], text["look_for"], text["next"], text["easier"]]
    return rules.Words(
        language=language,
        reading="\n".join(reading),
        steps=text["steps"],
        sms={name: text[f"sms_{name}"] for name in MESSAGES},
    )

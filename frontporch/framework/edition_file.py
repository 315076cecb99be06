"""An edition of the framework as a folder of YAML files: read whole, checked whole, nothing written.

The format is described in `docs/content.md`. Start reading at `read_edition`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from frontporch.lib.records import Fields, Finding, read

Rows = dict[str, dict[str, Any]]  # code -> the columns of its row, in the order of the files

AREAS = ("reading", "math", "attendance", "behavior", "social")
BANDS = ("birth-2", "3-5", "K-3", "4-8", "9-12")
DESIGNS = ("RCT", "QED", "correlational", "descriptive", "meta-analysis")
FINDINGS = ("positive", "mixed", "null", "negative")
VERDICTS = ("without-reservations", "with-reservations", "does-not-meet", "not-reviewed")
HOLDERS = ("district", "school", "both", "center", "state")


@dataclass
class EditionFile:
    """What a folder says: the edition's own columns, and the rows of each table by code."""

    edition: dict[str, Any] = field(default_factory=dict)
    levels: dict[int, dict[str, Any]] = field(default_factory=dict)
    goals: Rows = field(default_factory=dict)
    standards: Rows = field(default_factory=dict)
    indicators: Rows = field(default_factory=dict)
    descriptors: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    strategies: Rows = field(default_factory=dict)
    evidence: Rows = field(default_factory=dict)
    duties: Rows = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    fingerprint: str = ""
    _where: dict[str, Fields] = field(default_factory=dict)
    _cited: list[tuple[Fields, str, str, list[str]]] = field(default_factory=list)

    def keep(self, rows: Rows, fields: Fields, columns: dict[str, Any]) -> str:
        """Add a row under its id; an id used before anywhere in the folder is a finding."""
        code = fields.text("id", longest=20)
        if code in self._where:
            fields.fault("id", f"“{code}” is used twice, first in {self._where[code].file}.", "Give each its own.")
        elif code:
            self._where[code] = fields
            rows[code] = {"order": len(rows) + 1, **columns}
        return code

    def cite(self, fields: Fields, key: str, what: str, codes: list[str]) -> list[str]:
        """Remember that these codes must be rows of the table `what`, which may be read later."""
        self._cited.append((fields, key, what, codes))
        return list(dict.fromkeys(codes))

    def check_citations(self) -> None:
        """A code that leads nowhere is a finding."""
        for fields, key, what, codes in self._cited:
            for code in codes:
                if code not in getattr(self, what):
                    fields.fault(key, f"names “{code}”, which is not among the {what}.", "Correct it, or add that one.")


def read_edition(folder: Path) -> EditionFile:
    """Everything in the folder, with what must be fixed in `findings`; load only what has none."""
    found = EditionFile(fingerprint=fingerprint(folder))
    edition = _read(folder, "edition.yaml", found)
    if edition is None:
        return found
    _edition(edition, found)
    for code in edition.texts("goals", longest=20, needed=True):
        if goal := _read(folder, f"{code.lower()}.yaml", found):
            if goal.values.get("id") != code:
                goal.fault("id", f"is not “{code}”, as edition.yaml calls it.", "Make the two the same.")
            _goal(goal, found)
    edition.unasked()
    for name, keep in (("evidence", _evidence), ("duties", _duty), ("strategies", _strategy)):
        if file := _read(folder, f"{name}.yaml", found):
            for fields in file.items(name, named="id"):
                keep(fields, found)
                fields.unasked()
            file.unasked()
    found.check_citations()
    return found


def fingerprint(folder: Path) -> str:
    """Changes when any YAML file of the folder does, or its name."""
    digest = sha256()
    for path in sorted(folder.glob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read(folder: Path, name: str, found: EditionFile) -> Fields | None:
    return read(folder / name, shown=f"{folder.name}/{name}", findings=found.findings)


def _edition(fields: Fields, found: EditionFile) -> None:
    code, version = fields.text("id", longest=20), fields.text("version", longest=18)
    namespace = fields.text("namespace")
    try:
        uuid.UUID(namespace)
    except ValueError:
        fields.fault("namespace", "is not a UUID.", "Make one once with `python -m uuid`, and never change it.")
    found.edition = {
        "code": f"{code}-{version}",
        "version": version,
        "title": fields.text("title", longest=200),
        "status": fields.choice("status", ("draft", "published")),
        "effective_from": fields.date("effective_from"),
        "license": fields.text("license", longest=40),
        "namespace": namespace,
        "notice": fields.text("notice"),
    }
    level_set = fields.within("level_set")
    level_set.text("id", longest=40)
    for level in level_set.items("levels", named="name"):
        number = level.integer("level", least=1, most=9)
        if number in found.levels:
            level.fault("level", f"{number} is used twice.", "Number the levels 1, 2, 3 …")
        if number is not None:
            found.levels[number] = {
                "name": level.text("name", longest=40),
                **{name: level.text(name, longest=300) for name in ("breadth", "depth", "voice")},
                "breadth_from": level.integer("breadth_from", most=100, needed=False),
                "breadth_to": level.integer("breadth_to", most=100, needed=False),
            }
    if not 3 <= len(found.levels) <= 5 or set(found.levels) != set(range(1, len(found.levels) + 1)):
        level_set.fault("levels", "are not 3 to 5 levels numbered from 1.", "Add the one that is missing.")


def _goal(fields: Fields, found: EditionFile) -> None:
    columns = {
        "title": fields.text("title", longest=200),
        "topic": fields.text("topic", longest=200),
        "question": fields.text("question", longest=300, needed=False),
    }
    code = found.keep(found.goals, fields, columns)
    for standard in fields.items("standards", named="id"):
        columns = {
            "goal": code,
            "title": standard.text("title", longest=200),
            "question": standard.text("question", longest=300, needed=False),
        }
        standard_code = found.keep(found.standards, standard, columns)
        for indicator in standard.items("indicators", named="id"):
            _indicator(indicator, standard_code, found)
        standard.unasked()
    fields.unasked()


def _indicator(fields: Fields, standard: str, found: EditionFile) -> None:
    crosswalk = fields.within("crosswalk", needed=False)
    found.cite(crosswalk, "duties", "duties", crosswalk.texts("duties"))
    found.cite(crosswalk, "evidence", "evidence", crosswalk.texts("evidence"))
    columns = {
        "standard": standard,
        "title": fields.text("title", longest=120),
        "statement": fields.text("statement"),
        "family": fields.text("family", needed=False),
        "who": fields.texts("who", longest=20),
        "settings": fields.texts("settings", longest=20),
        "evidence": fields.texts("evidence", longest=300),
        "crosswalk": crosswalk.values,
    }
    code = found.keep(found.indicators, fields, columns)
    for level in fields.items("levels"):
        number = level.integer("level", least=1, most=9)
        if number is None:
            continue
        if (code, number) in found.descriptors:
            fields.fault("levels", f"describe level {number} twice.", "Keep one of them.")
        found.descriptors[code, number] = {
            "descriptor": level.text("descriptor"),
            "example_birth5": level.text("example_birth5", needed=False),
            "example_k12": level.text("example_k12", needed=False),
        }
        level.unasked()
    for number in sorted(set(found.levels) ^ {n for of, n in found.descriptors if of == code}):
        if number in found.levels:
            fields.fault("levels", f"leave out level {number} ({found.levels[number]['name']}).", "Describe it too.")
        else:
            fields.fault("levels", f"describe level {number}, which the level set does not have.", "Take it out.")
    fields.unasked()


def _evidence(fields: Fields, found: EditionFile) -> None:
    wwc = fields.within("wwc")
    wwc.choice("verdict", VERDICTS)
    columns = {
        "design": fields.choice("design", DESIGNS),
        "n": fields.integer("n", needed=False),
        "site_count": fields.integer("site_count", needed=False),
        "multi_site": fields.flag("multi_site", unknown=True),
        "finding": fields.choice("finding", FINDINGS),
        "findings": list(_findings(fields)),
        "wwc": {"verdict": wwc.text("verdict"), "note": wwc.text("note", needed=False)},
        "to_verify": bool(fields.flag("to_verify")),
        **_short(fields, 300, "title", "study"),
        **_short(fields, 300, "population", "outcome", "dose", "comparison", needed=False),
        **_short(fields, 200, "sites", "setting", "cost", needed=False),
        **_short(fields, 100, "ages", needed=False),
        **_short(fields, 60, "n_unit", needed=False),
        **_short(fields, 2000, "caution", "source", needed=False),
    }
    found.keep(found.evidence, fields, columns)


def _findings(fields: Fields) -> Iterator[dict[str, Any]]:
    for each in fields.items("findings"):
        yield {
            **_short(each, 200, "outcome", "words"),
            **_short(each, 60, "unit", "subgroup", needed=False),
            **{name: each.number(name) for name in ("effect", "low", "high")},
            "significant": each.flag("significant", unknown=True),
        }
        each.unasked()


def _strategy(fields: Fields, found: EditionFile) -> None:
    columns = {
        "who_does": fields.texts("who_does", longest=20),
        "standards": found.cite(fields, "serves", "standards", fields.texts("serves", needed=True)),
        "areas": fields.choices("areas", AREAS),
        "bands": fields.choices("bands", BANDS),
        "evidence": found.cite(fields, "evidence", "evidence", fields.texts("evidence")),
        "cost_per_child": fields.choice("cost_per_child", ("$", "$$", "$$$")),
        "fidelity": list(_fidelity(fields)),
        "practice_wisdom": bool(fields.flag("practice_wisdom")),
        "to_verify": bool(fields.flag("to_verify")),
        **_short(fields, 200, "title"),
        **_short(fields, 2000, "what", "moves", "does_not_move"),
        **_short(fields, 300, "studied_in", needed=False),
        **_short(fields, 60, "staff_time"),
    }
    if not columns["evidence"] and not columns["practice_wisdom"]:
        fields.fault("evidence", "is empty.", "Name its rows, or set practice_wisdom: true.")
    found.keep(found.strategies, fields, columns)


def _fidelity(fields: Fields) -> Iterator[dict[str, Any]]:
    for each in fields.items("fidelity"):
        yield {
            **_short(each, 200, "what", "unit", "words"),
            "target": each.number("target"),
            "comparison": each.choice("comparison", (">=", "<=", "=")),
        }
        each.unasked()


def _duty(fields: Fields, found: EditionFile) -> None:
    columns = {
        "holder": fields.choice("holder", HOLDERS),
        "force": fields.choice("force", ("shall", "may")),
        "usual_months": [month for month in fields.values.get("usual_months") or [] if month in range(1, 13)],
        "evidence": fields.texts("evidence", longest=300),
        "effective_from": fields.date("effective_from", needed=False),
        "review_by": fields.date("review_by"),
        "to_verify": bool(fields.flag("to_verify")),
        **_short(fields, 120, "statute", "cadence", needed=False),
        **_short(fields, 200, "title"),
        **_short(fields, 2000, "words"),
        **_short(fields, 2000, "source", needed=False),
    }
    fields.asked.add("usual_months")
    found.keep(found.duties, fields, columns)


def _short(fields: Fields, longest: int, *names: str, needed: bool = True) -> dict[str, Any]:
    return {name: fields.text(name, longest=longest, needed=needed) for name in names}

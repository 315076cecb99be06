"""The generated folder, read back as the demo needs it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frontporch.demo.generator.writing import ABSENCES, BUNDLE, STAFF, STATE_FILE, TRUTH


@dataclass(frozen=True)
class TenantFiles:
    """One district or program: what state.json says of it, and its folder."""

    facts: dict[str, Any]
    folder: Path

    @property
    def code(self) -> str:
        return str(self.facts["code"])

    @property
    def bundle(self) -> Path:
        return self.folder / BUNDLE

    @property
    def absences(self) -> Path:
        return self.folder / ABSENCES

    def truth(self) -> dict[str, list[str]]:
        """Adults (by their identifier in the feed) by what is true of them and stands in no feed."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in _rows(self.folder / TRUTH):
            found[row["note"]].append(row["adult"])
        return found

    def staff(self) -> Iterator[dict[str, str]]:
        """Who works there: school, classroom (or nothing), role, name, email."""
        yield from _rows(self.folder / STAFF)


@dataclass(frozen=True)
class StateFiles:
    """The whole generated state."""

    facts: dict[str, Any]
    tenants: list[TenantFiles]

    @property
    def first_day(self) -> date:
        return date.fromisoformat(self.facts["term"]["first_day"])

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.facts["term"]["last_day"])

    @property
    def today(self) -> date:
        return date.fromisoformat(self.facts["term"]["today"])

    @property
    def days_out(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.facts["term"]["days_out"]]

    @property
    def year(self) -> int:
        return int(self.facts["term"]["year"])


def read_state(folder: Path) -> StateFiles:
    """What `writing.write` wrote."""
    facts = json.loads((folder / STATE_FILE).read_text())
    return StateFiles(facts, [TenantFiles(one, folder / one["code"]) for one in facts["tenants"]])


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)

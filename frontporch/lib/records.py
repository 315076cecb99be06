"""Reading a stranger's YAML record: each value asked for by name and kind, each fault a finding with its mend.

Words: a *finding* names the file, the field and what to do; a *fields* object is one mapping of one file.
Nothing here stops at the first fault: reading goes on with an empty value, so that a person sees all of them
at once. Start reading at `read` and `Fields`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

LARGEST = 2 * 2**20  # bytes; our longest file has 120 kB


class Finding(NamedTuple):
    """One thing to fix: in which file, in which field of it, what is the matter and what to do."""

    file: str
    field: str
    says: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.field}" if self.field else self.file
        return f"{where}: {self.says} {self.mend}"


@dataclass
class Fields:
    """One mapping of a YAML file. A value that is missing or of another kind becomes a finding."""

    file: str
    values: dict[Any, Any]
    findings: list[Finding]
    path: str = ""
    asked: set[str] = field(default_factory=set)

    def fault(self, key: str, says: str, mend: str) -> None:
        """Note one thing to fix in the field `key` of this mapping."""
        self.findings.append(Finding(self.file, self._at(key), says, mend))

    def text(self, key: str, *, longest: int = 10_000, needed: bool = True, default: str = "") -> str:
        """Words. Control characters and marks that turn the direction of writing are refused."""
        value = self._value(key, needed)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self.fault(key, "is not text.", "Write words, in quotation marks if they hold a colon.")
            return default
        words = str(value).strip()
        if not words and needed:
            self.fault(key, "is empty.", "Write it.")
        if len(words) > longest:
            self.fault(key, f"has {len(words)} characters.", f"Shorten it to {longest}.")
        if hidden := _hidden(words):
            self.fault(key, f"holds the hidden character {hidden}.", "Type the words again instead of pasting them.")
        return words

    def texts(self, key: str, *, longest: int = 10_000, needed: bool = False) -> list[str]:
        """A list of words; `needed` wants at least one."""
        found = self._list(key, needed)
        inner = Fields(self.file, {str(n): each for n, each in enumerate(found)}, self.findings, self._at(key))
        return [inner.text(str(n), longest=longest) for n in range(len(found))]

    def choice(self, key: str, allowed: Collection[str], *, needed: bool = True) -> str:
        """One of a few words."""
        word = self.text(key, needed=needed)
        if word and word not in allowed:
            self.fault(key, f"is “{word}”.", f"Use one of: {', '.join(allowed)}.")
            return ""
        return word

    def choices(self, key: str, allowed: Collection[str], *, needed: bool = False) -> list[str]:
        """A list of a few words, each once."""
        found = self.texts(key, needed=needed)
        for word in found:
            if word not in allowed:
                self.fault(key, f"holds “{word}”.", f"Use only: {', '.join(allowed)}.")
        if len(set(found)) < len(found):
            self.fault(key, "names something twice.", "Name each once.")
        return [word for word in dict.fromkeys(found) if word in allowed]

    def integer(self, key: str, *, least: int = 0, most: int = 2**31 - 1, needed: bool = True) -> int | None:
        """A whole number between two bounds; None when it may be missing and is."""
        value = self._value(key, needed)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, f"is “{value}”.", "Write a whole number.")
            return None
        if not least <= value <= most:
            self.fault(key, f"is {value}.", f"Write a number from {least} to {most}.")
            return None
        return value

    def number(self, key: str) -> float | None:
        """Any number; None when it is not known."""
        value = self._value(key, needed=False)
        if isinstance(value, bool) or not isinstance(value, (int, float, type(None))):
            self.fault(key, f"is “{value}”.", "Write a number, or null if it is not known.")
            return None
        return value

    def flag(self, key: str, *, unknown: bool = False) -> bool | None:
        """True or false; with `unknown`, null too."""
        value = self._value(key, needed=not unknown)
        if value is not None and not isinstance(value, bool):
            self.fault(key, f"is “{value}”.", "Write true or false.")
            return None
        return value

    def date(self, key: str, *, needed: bool = True) -> dt.date | None:
        """A day, as 2027-08-01."""
        value = self._value(key, needed)
        if value is None:
            return None
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            self.fault(key, f"is “{value}”.", "Write a day as 2027-08-01.")
            return None
        return value

    def within(self, key: str, *, needed: bool = True) -> Fields:
        """The mapping inside a field; empty when it is missing."""
        value = self._value(key, needed)
        if value is not None and not isinstance(value, dict):
            self.fault(key, "is not a group of fields.", "Write its fields indented below it.")
        return Fields(self.file, value if isinstance(value, dict) else {}, self.findings, self._at(key))

    def items(self, key: str, *, needed: bool = True, named: str = "") -> Iterator[Fields]:
        """The mappings in a list. `named` is the field that each is known by in findings, such as id."""
        for n, value in enumerate(self._list(key, needed)):
            place = f"{key}[{n + 1}]"
            if not isinstance(value, dict):
                self.fault(place, "is not a group of fields.", "Write its fields indented below it.")
                continue
            label = str(value[named]) if value.get(named) else self._at(place)
            yield Fields(self.file, value, self.findings, label)

    def unasked(self) -> None:
        """Note the fields that nobody read: most are misspelled."""
        for key in self.values:
            if key not in self.asked:
                self.fault(str(key), "is not a field that we know.", "Correct its name, or take it out.")

    def _at(self, key: str) -> str:
        return f"{self.path} {key}" if self.path else key

    def _value(self, key: str, needed: bool) -> Any:
        self.asked.add(key)
        value = self.values.get(key)
        if value is None and needed:
            self.fault(key, "is missing.", "Write it.")
        return value

    def _list(self, key: str, needed: bool) -> list[Any]:
        value = self._value(key, needed)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "is not a list.", "Write it as [one, two], or as lines that begin with a hyphen.")
            return []
        if needed and not value:
            self.fault(key, "is empty.", "Name at least one.")
        return value


def read(path: Path, *, shown: str, findings: list[Finding]) -> Fields | None:
    """The record in a YAML file, which findings call `shown`; None when it cannot be read at all.

    A key written twice, a tag that would make an object, and a file over 2 MB are findings too.
    """
    try:
        if path.stat().st_size > LARGEST:
            findings.append(Finding(shown, "", "is larger than 2 MB.", "Split it; no file of ours is that long."))
            return None
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        findings.append(
            Finding(shown, line, f"cannot be read as YAML: {error.problem or error.context}.", "Correct it.")
        )
    except (YAMLError, ValueError, RecursionError):
        findings.append(
            Finding(shown, "", "cannot be read as YAML.", "Save it as plain text in UTF-8, and correct it.")
        )
    except OSError as error:
        findings.append(Finding(shown, "", f"cannot be opened ({error.strerror}).", "Put the file there."))
    else:
        if isinstance(found, dict):
            return Fields(shown, found, findings)
        findings.append(Finding(shown, "", "holds no fields.", "Write `name: value` lines."))
    return None


def _hidden(words: str) -> str:
    """The first control or direction-turning character, as U+202E; line breaks are fine."""
    for character in words:
        # bidi controls (UAX 9) can make a line read as another; zero-width joiners shape real scripts and stay
        if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" or (
            unicodedata.category(character) == "Cc" and character != "\n"
        ):
            return f"U+{ord(character):04X}"
    return ""

"""What readers share: columns under their several names, and the fields of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from frontporch.families.queries import language_tag
from frontporch.lib import phones
from frontporch.lib.dates import grade_number, read_date
from frontporch.lib.refusal import Refusal
from frontporch.lib.tabular import Fault
from frontporch.roster.files import Files
from frontporch.roster.records import At, Person, Roster

LONGEST = 120  # characters of an identifier or a name
LONGEST_EMAIL = 254  # RFC 5321
MAPPED = ("reads", "speaks")
# Columns outside the standard whose meaning their last word tells, whatever stands before it (metadata., ext_vendor_).
_BY_LAST_WORD = {
    "reads": ("readslanguage", "readlanguage", "writtenlanguage", "correspondencelanguage", "contactlanguage",
              "preferredlanguage", "homelanguage", "language", "languagecode", "primarylanguage", "nativelanguage"),
    "speaks": ("speakslanguage", "spokenlanguage"),
    "relation": ("relationship", "relation", "relationshiptype", "contacttype"),
    "called": ("preferredgivenname", "preferredfirstname", "nickname"),
}  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_NANP = re.compile(r"(?:\+?1)?([2-9]\d{9})", re.ASCII)
_NO_GRADE = frozenset({"", "ug", "other", "ps", "13", "ungraded", "as", "ab"})


@dataclass(frozen=True)
class Options:
    """What a person said about a bundle. An empty column name: found by its likely names."""

    reads_column: str = ""
    speaks_column: str = ""


@dataclass(slots=True)
class Line:
    """One row, read by the names of the standard; a column that is not there reads as empty."""

    at: At
    values: Mapping[str, str]
    columns: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        column = self.columns.get(name)
        return self.values[column] if column else ""

    @property
    def deleted(self) -> bool:
        return self["status"].lower() in ("tobedeleted", "inactive")


def find_columns(said: Sequence[str], wanted: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Our name to the file's name of each wanted column that is there, whatever its case; aliases come second."""
    by_small = {column.lower(): column for column in said}
    found = {}
    for name in wanted:
        for spelling in (name, *aliases.get(name, ())):
            if spelling.lower() in by_small:
                found[name] = by_small[spelling.lower()]
                break
    return found


def find_mapped(said: Sequence[str], options: Options) -> dict[str, str]:
    """Columns that no standard names: languages, the relation in words, the name a child is called by.

    Refuses a column that a person named and the file does not have.
    """
    found: dict[str, str] = {}
    for name, words in _BY_LAST_WORD.items():
        last = {column: re.split(r"[._\-\s]", column.lower())[-1] for column in said}
        joined = {column: re.sub(r"^(metadata\.|ext_[a-z0-9]+_|ext_)|[_\-\s]", "", column.lower()) for column in said}
        for word in words:
            column = next((one for one in said if word in (last[one], joined[one])), "")
            if column:
                found[name] = column
                break
    for name, column in (("reads", options.reads_column), ("speaks", options.speaks_column)):
        if column:
            if column not in said:
                raise Refusal("missing-column", f"There is no column {column}. The columns are: {', '.join(said)}.")
            found[name] = column
    return found


def lines(
    files: Files, name: str, roster: Roster, *, required: Sequence[str], known: Sequence[str] = (),
    aliases: Mapping[str, Sequence[str]] | None = None, options: Options | None = None,
) -> Iterator[Line]:  # fmt: skip
    """The rows of one file; rows that cannot be read are set aside. `options` asks for mapped columns too.

    Refuses a file without a required column.
    """
    rows = files.rows(name)
    columns = find_columns(rows.columns, (*required, *known, "status"), aliases or {})
    missing = [column for column in required if column not in columns]
    if missing:
        said = " and ".join(missing)
        raise Refusal("missing-column", f"{name} has no column {said}. Add it to the export and send it again.")
    if options is not None:
        columns = {**find_mapped(rows.columns, options), **columns}
    for row in rows:
        roster.rows += 1
        if isinstance(row, Fault):
            what = row.sentence.removeprefix(f"{name}, line {row.line}, ")
            roster.aside(At(name, row.line), row.code, f"this row {what}")
        else:
            yield Line(At(name, row.line), row.values, columns)


def identity(line: Line, seen: Mapping[str, object], roster: Roster, column: str = "sourcedId") -> str:
    """The row's own identifier, or nothing after setting the row aside: missing, too long, or said before."""
    found = line[column]
    if not found:
        roster.aside(line.at, "missing-id", f"there is no {column}. Each row needs one.")
    elif len(found) > LONGEST:
        roster.aside(line.at, "too-long", f"the {column} is longer than {LONGEST} characters.")
    elif found in seen:
        roster.aside(line.at, "duplicate-id", f"{column} {found} stands on an earlier line too. Only that one is used.")
    else:
        return found
    return ""


def day(line: Line, column: str, roster: Roster) -> tuple[date | None, bool]:
    """The date in a column, and whether the row may be used: a date that is no date sets it aside."""
    said = line[column]
    if not said:
        return None, True
    try:
        return read_date(said), True
    except Refusal as no:
        roster.aside(line.at, no.code, f"{column}: {no.message}")
        return None, False


def grade_of(said: str) -> str | None:
    """The CEDS code of a grade; "" for none or ungraded, None for a word that is no grade. The first of a list counts."""
    word = said.split(",", maxsplit=1)[0].strip()
    if word.lower() in _NO_GRADE or word.lower().startswith("ps"):
        return ""
    number = grade_number(word)
    if number is None:
        return None
    return f"{number:02}" if number > 0 else {"K": "KG", "PRE-K": "PK"}.get(word.upper(), word.upper())


def person(line: Line, key: str, roster: Roster, *, is_child: bool) -> Person | None:
    """The person on a row. A field that cannot be used is set aside alone; only a row without a name is lost."""
    given, family = line["givenName"] or line["familyName"], line["familyName"]
    if not given:
        roster.aside(line.at, "missing-name", "there is no name. Each person needs one.")
        return None
    if max(len(given), len(family)) > LONGEST:
        roster.aside(line.at, "too-long", f"the name is longer than {LONGEST} characters.")
        return None
    if not line["givenName"]:
        roster.aside(line.at, "missing-name", "there is no given name. The family name stands for it.", counts=False)
    found = Person(key, given, family, line.at, called=line["called"][:LONGEST] if is_child else "")
    found.phones, found.email = _phones(line, roster), _email(line, roster)
    if not is_child:
        found.relation = line["relation"]
        found.reads = _language(line, "reads", roster)
        found.speaks = _language(line, "speaks", roster) or found.reads
    return found


def _phones(line: Line, roster: Roster) -> tuple[tuple[str, bool], ...]:
    """Numbers for texts first. A number that stands only in the voice column beside another one takes no texts."""
    found: dict[str, bool] = {}
    for column in ("sms", "phone"):
        said = line[column]
        if not said:
            continue
        number = _number(said)
        if number is None:
            roster.aside(
                line.at,
                "unusable-number",
                f"the number in {column} is not complete. The person is kept without it.",
                counts=False,
            )
        elif number not in found:
            found[number] = column == "sms" or not found
    return tuple(found.items())


@lru_cache(maxsize=65536)
def _number(said: str) -> str | None:
    """As `phones.normalize`, with a short way for the common spellings of North American numbers."""
    digits = re.sub(r"[\s().\-]", "", said)
    if plain := _NANP.fullmatch(digits):
        return f"+1{plain[1]}"
    return phones.normalize(said)


def _email(line: Line, roster: Roster) -> str:
    said = line["email"].lower()
    if said and (len(said) > LONGEST_EMAIL or not _EMAIL.fullmatch(said)):
        roster.aside(
            line.at,
            "unusable-email",
            "the e-mail address is not complete. The person is kept without it.",
            counts=False,
        )
        return ""
    return said


def _language(line: Line, column: str, roster: Roster) -> str:
    said = line[column]
    tag = _tag(said)
    if tag is None:
        roster.aside(
            line.at,
            "unknown-language",
            f"“{said[:40]}” names no language we know. It is kept as unknown.",
            counts=False,
        )
    return tag or ""


_tag = lru_cache(maxsize=4096)(language_tag)

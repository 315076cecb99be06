"""Small bundles, written by hand: a test says only what is different."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, str]
Tables = dict[str, list[dict[str, str]]]
HEADERS = {
    "orgs": "sourcedId status name type parentSourcedId",
    "academicSessions": "sourcedId status title type startDate endDate schoolYear",
    "classes": "sourcedId status title classType schoolSourcedId termSourcedIds",
    "users": (
        "sourcedId status orgSourcedIds role givenName familyName email sms phone agentSourcedIds grades password "
        "metadata.homeLanguage metadata.relationship"
    ),
    "enrollments": "sourcedId status classSourcedId schoolSourcedId userSourcedId role beginDate endDate",
    "demographics": "sourcedId status birthDate",
    "roles": "sourcedId userSourcedId role orgSourcedId",
}


def small() -> Tables:
    """One school with two homerooms; Ada with her mother (Spanish, texts) and an emergency contact; Ben without adults."""
    return {
        "orgs": [
            {"sourcedId": "D", "name": "Invented District", "type": "district"},
            {"sourcedId": "S1", "name": "Oak Hill School", "type": "school", "parentSourcedId": "D"},
        ],
        "academicSessions": [
            {
                "sourcedId": "Y",
                "title": "Year",
                "type": "schoolYear",
                "startDate": "2026-08-06",
                "endDate": "2027-05-25",
            }
        ],
        "classes": [
            {
                "sourcedId": "K1",
                "title": "Room 1",
                "classType": "homeroom",
                "schoolSourcedId": "S1",
                "termSourcedIds": "Y",
            },
            {
                "sourcedId": "K2",
                "title": "Room 2",
                "classType": "homeroom",
                "schoolSourcedId": "S1",
                "termSourcedIds": "Y",
            },
        ],
        "users": [
            child("ada", "Ada", grades="2", agentSourcedIds="ma,em", sms="601-555-0199"),
            child("ben", "Ben", grades="KG"),
            adult(
                "ma", "Maria", sms="(601) 555-0111", email="Maria@Example.org", **{"metadata.homeLanguage": "Spanish"}
            ),
            adult("em", "Emil", role="relative", phone="6015550112", **{"metadata.relationship": "Emergency Contact"}),
            {"sourcedId": "t1", "orgSourcedIds": "S1", "role": "teacher", "givenName": "Tess", "familyName": "Teach"},
        ],
        "enrollments": [
            enrolled("e1", "ada", "K1"),
            enrolled("e2", "ben", "K2"),
            enrolled("e3", "t1", "K1", role="teacher"),
        ],
        "demographics": [{"sourcedId": "ada", "birthDate": "2018-10-01"}],
    }


def child(key: str, given: str, **facts: str) -> dict[str, str]:
    return {
        "sourcedId": key,
        "orgSourcedIds": "S1",
        "role": "student",
        "givenName": given,
        "familyName": "Kid",
        **facts,
    }


def adult(key: str, given: str, **facts: str) -> dict[str, str]:
    return {
        "sourcedId": key,
        "orgSourcedIds": "S1",
        "role": "parent",
        "givenName": given,
        "familyName": "Grown",
        **facts,
    }


def enrolled(key: str, user: str, room: str, **facts: str) -> dict[str, str]:
    return {"sourcedId": key, "classSourcedId": room, "schoolSourcedId": "S1", "userSourcedId": user, "role": "student",
            **facts}  # fmt: skip


def many(count: int) -> Tables:
    """Children enough that one lost row is far below the limit."""
    found = small()
    found["users"] += [child(f"c{n}", f"Child{n}", grades="1") for n in range(count)]
    found["enrollments"] += [enrolled(f"x{n}", f"c{n}", "K1") for n in range(count)]
    return found


def text(name: str, rows: Iterable[Row], header: Iterable[str] = ()) -> str:
    out = io.StringIO()
    columns = list(header) or HEADERS[name].split()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def zipped(path: Path, tables: Tables, **files: bytes | None) -> Path:
    """A zip of the tables; `files` adds or replaces whole files by their name without .csv (None leaves one out)."""
    members: dict[str, bytes | None] = {name: text(name, rows).encode() for name, rows in tables.items()}
    members.update(files)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            if content is not None:
                out.writestr(f"{name}.csv", content)
    return path

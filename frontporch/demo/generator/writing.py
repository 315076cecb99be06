"""From a wish to a folder: one bundle and one absence file for each district and program, and what no feed says."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontporch.demo.generator import absences, mess, oneroster, sds
from frontporch.demo.generator.classes import classes
from frontporch.demo.generator.people import people
from frontporch.demo.generator.places import STATE, Plot, plots, settle
from frontporch.demo.generator.tables import write_zip
from frontporch.demo.generator.wishes import Tenant, Term, Wish, term_until

BUNDLE, ABSENCES, STATE_FILE = "roster.zip", "absences.csv", "state.json"
TRUTH, STAFF, FAULTS = "truth.csv", "staff.csv", "faults.csv"


@dataclass(frozen=True)
class Written:
    """How much one tenant came to."""

    code: str
    name: str
    children: int
    adults: int
    enrollments: int
    absences: int


def write(wish: Wish, folder: Path) -> Iterator[Written]:
    """Write the state into `folder`, tenant by tenant; nothing is written for a tenant that is not asked for yet.

    Beside each bundle lie `truth.csv`, what the demo must set through people because no student system says it (who
    has no contact, which number is dead), and `staff.csv`, who is invited to sign in.
    """
    term = term_until(wish.today)
    folder.mkdir(parents=True, exist_ok=True)
    found = plots(wish)
    tenants = [settle(plot, wish) for plot in found]
    (folder / STATE_FILE).write_text(json.dumps(_state(tenants, term, wish), indent=1, ensure_ascii=False))
    for plot, tenant in zip(found, tenants, strict=True):
        yield _write_tenant(plot, tenant, wish, folder, term)


def tenant_of(plot: Plot, wish: Wish, term: Term) -> Tenant:
    """One district or program with everybody in it."""
    tenant = settle(plot, wish)
    people(tenant, plot, wish, term)
    classes(tenant, wish, plot.number)
    return tenant


def _write_tenant(plot: Plot, empty: Tenant, wish: Wish, folder: Path, term: Term) -> Written:
    tenant = tenant_of(plot, wish, term)
    home = folder / empty.code
    home.mkdir(exist_ok=True)
    reader = sds if tenant.reader == "sds" else oneroster
    tables = reader.bundle(tenant, term, plot.number % 3)
    if wish.mess:
        _write_rows(home / FAULTS, ("file", "line", "code"), mess.plant(tables, f"{wish.seed}:{plot.number}"))
    write_zip(home / BUNDLE, tables)
    missed = _write_rows(home / ABSENCES, absences.HEADER, absences.absences(tenant, wish, term, plot.number))
    _write_rows(home / TRUTH, ("adult", "note"), ((a.sourced_id, note) for a in tenant.adults for note in a.notes))
    _write_rows(home / STAFF, ("school", "classroom", "role", "name", "email"), _staff(tenant))
    enrolled = sum(len(one.children) for school in tenant.schools for one in school.classes)
    return Written(tenant.code, tenant.name, len(tenant.children), len(tenant.adults), enrolled, missed)


def _staff(tenant: Tenant) -> Iterator[tuple[object, ...]]:
    for school in tenant.schools:
        rooms = {one.teacher: one.sourced_id for one in school.classes if not one.subject}
        for one in school.staff:
            name = f"{one.given_name} {one.family_name}"
            yield school.sourced_id, rooms.get(one.sourced_id, ""), one.role, name, one.email


def _write_rows(file: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> int:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007 - the count is what is asked for
            writer.writerow(row)
    return count


def _state(tenants: list[Tenant], term: Term, wish: Wish) -> dict[str, object]:
    return {
        "notice": "Everything in here is invented. Any likeness to a person or place is chance.",
        "state": {"code": wish.code, "name": f"State of {STATE}"},
        "term": {
            "year": term.year, "first_day": term.first_day.isoformat(), "last_day": term.last_day.isoformat(),
            "today": term.today.isoformat(), "days_out": [day.isoformat() for day, _why in term.days_out],
        },
        "tenants": [
            {
                "code": tenant.code, "name": tenant.name, "text_name": tenant.text_name, "kind": tenant.kind,
                "regime": tenant.regime, "reader": tenant.reader, "office_phone": tenant.office_phone,
                "schools": [
                    {"code": one.sourced_id, "name": one.name, "setting": one.setting, "grades": list(one.grades),
                     "office_phone": one.office_phone}
                    for one in tenant.schools
                ],
            }
            for tenant in tenants
        ],
    }  # fmt: skip

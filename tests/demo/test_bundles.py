"""What the generator writes is what the importer reads: every row of it, and every planted fault."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import BUNDLE, FAULTS, STATE_FILE, write
from frontporch.families.models import Child, Edge, Enrollment, Guardian
from frontporch.places.models import Place
from frontporch.roster import services as roster
from tests.conftest import inside
from tests.make import make_district

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def written(folder: Path, **wishes: object) -> list[tuple[Place, Path, int]]:
    wish = Wish(children=700, seed=5, today=TODAY, **wishes)  # type: ignore[arg-type] # one maker for every wish
    sizes = {one.code: one.children for one in write(wish, folder)}
    tenants = json.loads((folder / STATE_FILE).read_text())["tenants"]
    return [(make_district(one["kind"], code=one["code"]), folder / one["code"], sizes[one["code"]]) for one in tenants]


def test_a_generated_bundle_has_no_row_to_set_aside(tmp_path: Path) -> None:
    for tenant, home, children in written(tmp_path):
        with inside(tenant):
            run = roster.check(file=home / BUNDLE, district=tenant, by=SYSTEM, on=TODAY)
            assert [one.reason for one in run.set_aside.all()] == []
            assert run.effects["children_new"] == children


def test_every_planted_fault_is_found_at_its_line(tmp_path: Path) -> None:
    planted_anywhere = 0
    for tenant, home, _children in written(tmp_path, mess=True):
        with (home / FAULTS).open() as lines:
            planted = {(row["file"], int(row["line"]), row["code"]) for row in csv.DictReader(lines)}
        planted_anywhere += len(planted)
        with inside(tenant):
            run = roster.check(file=home / BUNDLE, district=tenant, by=SYSTEM, on=TODAY)
            found = {(one.file, one.line, one.code) for one in run.set_aside.filter(counts=True)}
        assert planted == found
    assert planted_anywhere > 15


def test_applied_twice_it_writes_once(tmp_path: Path) -> None:
    tenant, home, children = written(tmp_path)[0]
    with inside(tenant):
        roster.apply(file=home / BUNDLE, district=tenant, by=SYSTEM, on=TODAY)
        assert Child.objects.count() == children
        again = roster.apply(file=home / BUNDLE, district=tenant, by=SYSTEM, on=TODAY)
        assert set(again.effects.values()) == {0}


def test_an_imported_state_keeps_what_was_invented(tmp_path: Path) -> None:
    tenant, home, _children = written(tmp_path)[0]
    with inside(tenant):
        roster.apply(file=home / BUNDLE, district=tenant, by=SYSTEM, on=TODAY)
        tiers = set(Edge.objects.values_list("tier", flat=True))
        assert tiers == {Edge.Tier.DECIDES, Edge.Tier.LEARNS_WITH, Edge.Tier.NONE}
        assert Guardian.objects.filter(reads="").exists()
        assert Guardian.objects.filter(reads="es").exists()
        assert not Enrollment.objects.filter(homeroom=None).exists()
        assert not Enrollment.objects.filter(band="").exists()

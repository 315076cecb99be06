"""The invented state goes through the real importers, and every fault planted in it is found on its line."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import write
from frontporch.families.models import Child
from frontporch.outcomes import services as outcomes
from frontporch.places.access import scope
from frontporch.roster import services
from tests.make import make_district

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("mess", [False, True])
def test_an_invented_state_is_taken_in_and_planted_faults_are_found(db: None, tmp_path: Path, mess: bool) -> None:
    wish = Wish(children=240, seed=3, districts=1, today=TODAY, subjects=False, mess=mess)
    for one in write(wish, tmp_path / "state"):
        home = tmp_path / "state" / one.code
        district = make_district(code=one.code)
        with scope(district):
            run = services.check(file=home / "roster.zip", district=district, by=SYSTEM, on=TODAY)
            found = set(run.set_aside.values_list("file", "line"))
            assert _planted(home) - found == set()
            if not mess:
                assert found == set()
                services.apply(file=home / "roster.zip", district=district, by=SYSTEM, on=TODAY)
                assert Child.objects.count() == one.children
                taken = outcomes.import_absences(file=home / "absences.csv", district=district, by=SYSTEM, on=TODAY)
                assert (taken.new, taken.set_aside) == (one.absences, [])


def _planted(home: Path) -> set[tuple[str, int]]:
    file = home / "faults.csv"
    if not file.exists():
        return set()
    return {(row["file"], int(row["line"])) for row in csv.DictReader(file.read_text().splitlines())}

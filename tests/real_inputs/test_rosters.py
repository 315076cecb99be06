"""Bundles by vendors and standards bodies, as they are: known counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian
from frontporch.lib.refusal import Refusal
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.roster import services
from tests.make import make_district

SNAPWIZ = "snapwiz/dist/oneroster-import-js/data/samples/OneRosterv1p1BaseCSV"


@pytest.fixture
def district(db: None) -> Iterator[Place]:
    found = make_district()
    with scope(found):
        yield found


@pytest.fixture
def rosters(data: Path) -> Path:
    return data / "oneroster"


@pytest.mark.parametrize("name", ["oneroster.zip", "."])
def test_roster_hub_is_complete_quoted_everywhere_and_has_no_guardians(
    rosters: Path, district: Place, name: str
) -> None:
    file = rosters / "roster-hub" / "storage" / "sample_csv" / "en" / name

    run = services.apply(file=file, district=district, by=SYSTEM)

    assert (run.reader, run.lost) == ("oneroster", 0)
    assert (Child.objects.count(), Guardian.objects.count()) == (20, 0)
    assert Place.objects.filter(kind="classroom", district=district).count() == 5
    assert run.notices["children_without_guardian"] == 20
    assert set(Enrollment.objects.values_list("school_year", flat=True)) == {2020}


def test_snapwiz_has_three_demographics_that_tell_about_nobody(rosters: Path, district: Place) -> None:
    """Its one ragged row, in academicSessions.csv, has one blank field too many: it is used."""
    run = services.apply(file=rosters / SNAPWIZ, district=district, by=SYSTEM)

    assert [(one.file, one.line, one.code) for one in run.set_aside.all()] == [
        ("demographics.csv", line, "unknown-user") for line in (13, 14, 15)
    ]
    assert run.lost == 0
    assert Child.objects.count() == 7  # of eleven users three teach and one administrates
    assert run.rows == 53


def test_school_data_sync_has_three_guardian_edges(rosters: Path, district: Place) -> None:
    run = services.apply(file=rosters / "microsoft-sds" / "CSV Samples" / "SDS v2.1", district=district, by=SYSTEM)

    assert (run.reader, run.lost) == ("sds", 0)
    edges = Edge.objects.order_by("child__sourced_id").values_list("child__sourced_id", "guardian__sourced_id", "tier")
    assert list(edges) == [
        ("114001", "114002", "decides"),
        ("114003", "114002", "learns-with"),
        ("114004", "114005", "decides"),
    ]
    assert ContactPoint.objects.filter(kind="email").count() == 2
    assert run.notices["elsewhere"] == 1  # a student of a college
    assert set(Guardian.objects.values_list("reads", flat=True)) == {""}


def test_the_smaller_school_data_sync_bundle_is_read_too(rosters: Path, district: Place) -> None:
    run = services.apply(file=rosters / "microsoft-sds" / "CSV Samples" / "SDS v2", district=district, by=SYSTEM)

    assert (run.reader, run.lost, Child.objects.count()) == ("sds", 0, 14)


def test_oat_sa_with_vendor_columns_is_read(rosters: Path, district: Place) -> None:
    folder = rosters / "oat-sa" / "data" / "samples" / "OneRosterv1p1BaseCSV"
    run = services.apply(file=folder, district=district, by=SYSTEM)

    assert (run.lost, Child.objects.count(), Enrollment.objects.count()) == (0, 2, 2)


def test_a_bundle_of_headers_alone_changes_nothing(rosters: Path, district: Place) -> None:
    run = services.apply(file=rosters / "nicelion" / "oneroster-example-csv", district=district, by=SYSTEM)

    assert (run.rows, set(run.effects.values())) == (0, {0})


@pytest.mark.parametrize("folder", ["hostile/frictionless-csv", "hostile/csv-spectrum", "hostile/udhr"])
def test_folders_of_other_things_are_refused_in_a_sentence(data: Path, district: Place, folder: str) -> None:
    for path in sorted({file.parent for file in (data / folder).rglob("*") if file.is_file()}):
        with pytest.raises(Refusal):
            services.check(file=path, district=district, by=SYSTEM)

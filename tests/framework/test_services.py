from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontporch.audit.models import SYSTEM, Entry
from frontporch.framework import queries, services
from frontporch.framework.edition_file import read_edition
from frontporch.framework.models import Edition, Evidence, Indicator, LevelDescriptor, Strategy
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Installation
from frontporch.places.services import mark

CONTENT = Path(__file__).resolve().parents[2] / "content" / "framework"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our framework, to be broken."""
    return Path(shutil.copytree(CONTENT, tmp_path / "framework"))


def change(file: Path, old: str, new: str) -> None:
    words = file.read_text()
    assert old in words
    file.write_text(words.replace(old, new, 1))


def test_our_own_framework_has_nothing_to_fix() -> None:
    assert [str(found) for found in read_edition(CONTENT).findings] == []


@pytest.mark.django_db
def test_loading_makes_the_whole_edition_and_says_who(folder: Path) -> None:
    edition = services.load(folder=folder, by=SYSTEM)
    assert queries.current() == edition
    assert len(queries.tree()) == 4
    assert Indicator.objects.count() == 48
    assert LevelDescriptor.objects.count() == 48 * 4
    assert Strategy.objects.count() == 50
    assert Entry.objects.get(verb="framework.load").facts["standards"] == 12


@pytest.mark.django_db
def test_unchanged_files_write_nothing(folder: Path) -> None:
    services.load(folder=folder, by=SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        services.load(folder=folder, by=SYSTEM)
    assert [query["sql"] for query in asked if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


@pytest.mark.django_db
def test_loading_takes_the_same_few_statements_for_any_number_of_rows(folder: Path) -> None:
    with CaptureQueriesContext(connection) as asked:
        services.load(folder=folder, by=SYSTEM)
    assert len(asked) < 50


@pytest.mark.django_db
def test_a_published_edition_stays_what_it_was(folder: Path) -> None:
    mark(kind=Installation.Kind.PRODUCTION, by=SYSTEM)
    services.load(folder=folder, by=SYSTEM)
    change(folder / "g2.yaml", "A weekly activity that fits", "Something else")
    with pytest.raises(Refusal) as no:
        services.load(folder=folder, by=SYSTEM)
    assert no.value.code == "edition-published"
    assert "new version" in no.value.message
    assert Indicator.objects.get(code="G2.S1.I1").title == "A weekly activity that fits"


@pytest.mark.django_db
def test_a_new_version_supersedes_the_old_one_and_leaves_it_whole(folder: Path) -> None:
    old = services.load(folder=folder, by=SYSTEM)
    change(folder / "edition.yaml", 'version: "1.0"', 'version: "1.1"')
    change(folder / "g2.yaml", "A weekly activity that fits", "Something else")
    new = services.load(folder=folder, by=SYSTEM)
    old.refresh_from_db()
    assert (old.status, new.status) == (Edition.Status.SUPERSEDED, Edition.Status.PUBLISHED)
    assert queries.current() == new
    assert Indicator.objects.get(edition=old, code="G2.S1.I1").title == "A weekly activity that fits"
    assert Strategy.objects.get(edition=old, code="ST01").evidence.count() == 3


@pytest.mark.django_db
def test_a_demo_takes_changed_files_in_place_and_keeps_its_rows(folder: Path) -> None:
    mark(kind=Installation.Kind.DEMO, by=SYSTEM)
    services.load(folder=folder, by=SYSTEM)
    before = Indicator.objects.get(code="G2.S1.I1").pk
    change(folder / "g2.yaml", "A weekly activity that fits", "Something else")
    words = (folder / "strategies.yaml").read_text()
    (folder / "strategies.yaml").write_text(words[: words.index("  - id: ST50")])
    services.load(folder=folder, by=SYSTEM)
    assert Indicator.objects.get(pk=before).title == "Something else"
    assert not Strategy.objects.filter(code="ST50").exists()
    assert Strategy.objects.get(code="ST01").standards.count() == 1


BROKEN = [
    ("g2.yaml", "title: Children who grow", "title: [unclosed", "line", "cannot be read as YAML"),
    ("g2.yaml", "          - level: 2\n", "          - level: 7\n", "G2.S1.I1 levels", "leave out level 2 (Building)"),
    ("g2.yaml", "id: G2.S1.I2", "id: G2.S1.I1", "G2.S1.I1 id", "used twice"),
    ("g2.yaml", "evidence: [E1, E3]", "evidence: [E1, E99]", "crosswalk evidence", "E99"),
    ("strategies.yaml", "evidence: [E1, E2, E3]", "evidence: [E1, E77]", "ST01 evidence", "E77"),
    ("strategies.yaml", "serves: [G2.S1]", "serves: [G9.S1]", "ST01 serves", "G9.S1"),
    ("strategies.yaml", "    moves: Learning talk", "    movez: Learning talk", "ST01 moves", "is missing"),
    ("strategies.yaml", 'cost_per_child: "$"', 'cost_per_child: "5 dollars"', "ST01 cost_per_child", "5 dollars"),
    ("evidence.yaml", "n: 644", "n: many", "E2 n", "whole number"),
    ("evidence.yaml", "design: RCT", "design: rumor", "E1 design", "RCT, QED"),
    ("duties.yaml", "review_by: 2027-08-01", "review_by: someday", "L1 review_by", "2027-08-01"),
    ("edition.yaml", "    - level: 4\n      name: Shared", "    - level: 3\n      name: Shared", "Shared level", "twice"),
    ("edition.yaml", "namespace: 6d9bd5b4", "namespace: zz", "namespace", "UUID"),
    ("edition.yaml", "title: Front Porch starter framework", 'title: "Front \\u202e Porch"', "title", "U+202E"),
    ("edition.yaml", "id: front-porch", "id: front-porch\nid: again", "line", "duplicate key"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "field", "says"), BROKEN)
def test_a_broken_file_is_named_with_field_and_mend(
    folder: Path, file: str, old: str, new: str, *, field: str, says: str
) -> None:
    change(folder / file, old, new)
    lines = [str(found) for found in read_edition(folder).findings if says in str(found)]
    assert any(f"framework/{file}: " in line and field in line for line in lines), lines


@pytest.mark.django_db
def test_a_folder_with_something_to_fix_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    services.load(folder=CONTENT, by=SYSTEM)
    change(folder / "evidence.yaml", "n: 644", "n: many")
    with pytest.raises(CommandError, match="1 to fix; nothing was loaded"):
        call_command("framework", "check", str(folder))
    assert "framework/evidence.yaml: E2 n: is “many”. Write a whole number." in capsys.readouterr().out
    with pytest.raises(Refusal) as no:
        services.load(folder=folder, by=SYSTEM)
    assert no.value.code == "framework-to-fix"
    assert Evidence.objects.count() == 22


def test_a_folder_without_files_says_which_one_is_missing(tmp_path: Path) -> None:
    assert [str(one) for one in read_edition(tmp_path).findings] == [
        f"{tmp_path.name}/edition.yaml: cannot be opened (No such file or directory). Put the file there."
    ]


@pytest.mark.django_db
def test_the_command_loads_and_says_what_stands_now(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("framework", "check")
    call_command("framework", "load")
    assert "12 standards, 48 indicators, 50 strategies" in capsys.readouterr().out
    assert Edition.objects.get().status == "published"


@pytest.mark.django_db
def test_the_tiers_of_our_strategies_come_from_their_rows() -> None:
    services.load(folder=CONTENT, by=SYSTEM)
    words = {strategy.code: queries.weigh(strategy).word for strategy in queries.strategies()}
    assert words["ST11"] == "moderate"
    assert words["ST15"] == "promising"
    assert words["ST07"] == "unclear"
    assert words["ST20"] == "rationale"
    assert words["ST09"] == "wisdom"
    assert "strong" not in words.values()

from __future__ import annotations

import json
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child
from frontporch.lib.refusal import Refusal
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.roster import services
from frontporch.roster.models import Run
from tests.make import make_district
from tests.roster.bundles import many, small, zipped


def _say(*words: str, **options: object) -> str:
    out = StringIO()
    call_command("roster", *words, stdout=out, **options)
    return out.getvalue()


def test_checking_says_in_sentences_what_would_change_and_changes_nothing(db: None, tmp_path: Path) -> None:
    district = make_district(code="dx")

    said = _say("check", str(zipped(tmp_path / "b.zip", small())))

    assert "2 children are new." in said
    assert "14 rows read, 0 set aside." in said
    assert "Nothing changed yet." in said
    with scope(district):
        assert not Child.objects.exists()


def test_the_same_as_json_for_programs(db: None, tmp_path: Path) -> None:
    make_district(code="dx")

    said = json.loads(_say("check", str(zipped(tmp_path / "b.zip", small())), json=True))

    assert said["status"] == "checked"
    assert said["effects"]["children_new"] == 2
    assert said["set_aside"] == []


def test_applying_names_the_district_by_its_code(db: None, tmp_path: Path) -> None:
    make_district(code="other")
    district = make_district(code="dx")

    said = _say("apply", str(zipped(tmp_path / "b.zip", small())), district="dx")

    assert "Applied." in said
    with scope(district):
        assert Child.objects.count() == 2


def test_a_folder_is_as_good_as_a_zip(db: None, tmp_path: Path) -> None:
    import zipfile

    district = make_district(code="dx")
    with zipfile.ZipFile(zipped(tmp_path / "b.zip", small())) as packed:
        packed.extractall(tmp_path / "folder")
    (tmp_path / "folder" / "notes.txt").write_text("not looked at")

    _say("apply", str(tmp_path / "folder"), district="dx")

    with scope(district):
        assert Child.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Say which district: --district CODE. The codes are: dx, dy"),
        ("zz", "no district or program with the code zz"),
    ],
)
def test_a_district_that_is_not_clear_ends_with_the_codes_there_are(
    db: None, tmp_path: Path, code: str, sentence: str
) -> None:
    make_district(code="dx")
    make_district(code="dy")
    with pytest.raises(CommandError, match=sentence):
        _say("check", str(zipped(tmp_path / "b.zip", small())), district=code)


def test_a_refusal_is_one_sentence_and_json_has_its_code(db: None, tmp_path: Path) -> None:
    make_district(code="dx")
    file = tmp_path / "b.zip"
    file.write_bytes(b"")
    out = StringIO()
    with pytest.raises(CommandError, match="is empty"):
        call_command("roster", "check", str(file), json=True, stdout=out)
    assert json.loads(out.getvalue())["code"] == "empty-file"


def test_a_bundle_that_may_not_be_applied_ends_with_its_reason_after_the_rows(db: None, tmp_path: Path) -> None:
    make_district(code="dx")
    tables = small()
    for row in tables["enrollments"]:
        row["userSourcedId"] = "nobody"
    out = StringIO()
    with pytest.raises(CommandError, match="Fewer than 5 in 100"):
        call_command("roster", "check", str(zipped(tmp_path / "b.zip", tables)), stdout=out)
    assert "enrollments.csv, line 2: no user has the sourcedId nobody." in out.getvalue()


@pytest.mark.real
def test_a_second_import_of_the_same_district_is_refused_while_the_first_runs(
    clean_tables: None, tmp_path: Path
) -> None:
    district, other = make_district(), make_district()
    file = zipped(tmp_path / "b.zip", many(3))
    told: list[str] = []

    def second() -> None:
        for place in (district, other):
            try:
                with scope(place):
                    told.append(services.apply(file=file, district=place, by=SYSTEM).status)
            except Refusal as no:
                told.append(no.code)
        connection.close()

    with scope(district):
        services.apply(file=file, district=district, by=SYSTEM)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=60)

    assert told == ["import-running", "applied"]
    with scope(district):
        assert services.apply(file=file, district=district, by=SYSTEM).effects["children_new"] == 0


@pytest.mark.real
def test_an_error_in_the_middle_leaves_everything_as_it_was(
    clean_tables: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frontporch.roster import changes

    district = make_district()
    file = zipped(tmp_path / "b.zip", small())
    monkeypatch.setitem(changes.ENROLLMENTS, "enrollments_ended", "SELECT 1/0")

    with pytest.raises(Exception, match="division by zero"), scope(district):
        services.apply(file=file, district=district, by=SYSTEM)

    with scope(district):
        assert (Child.objects.count(), Run.objects.count(), Place.objects.filter(code="S1").count()) == (0, 0, 0)

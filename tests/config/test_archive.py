from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from frontporch.config.embedded import WEB
from tests.config import running
from tests.config.running import Home

pytestmark = pytest.mark.real

COUNT = "SELECT count(*) FROM config_step WHERE name = 'test'"


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[Home, Path]]:
    """An installation with one row of ours in it, and a backup of it."""
    with running.home() as made:
        assert made.porch("prepare", "--production").returncode == 0
        start_and(made, "INSERT INTO config_step (name, mark, at) VALUES ('test', 'é “quoted”', now())")
        file = made.path / "porch.backup"
        done = made.porch("backup", str(file))
        assert done.returncode == 0, done.stderr
        yield made, file


def start_and(place: Home, query: str) -> list[tuple[object, ...]]:
    """Run one query as the web role."""
    from frontporch.config.holding import held

    with held(place.cluster), psycopg.connect(place.cluster.url(WEB), autocommit=True) as db:
        done = db.execute(query)
        return list(done.fetchall()) if done.description else []


def test_a_backup_is_readable_by_its_owner_alone_and_has_its_keys_beside_it(kept: tuple[Home, Path]) -> None:
    _place, file = kept

    for written in (file, file.with_name("porch.backup.keys")):
        assert written.stat().st_size > 0
        assert written.stat().st_mode & 0o077 == 0


def test_a_backup_comes_back_on_a_new_machine_with_its_keys_and_rights(kept: tuple[Home, Path]) -> None:
    place, file = kept
    with running.home() as other:
        done = other.porch("restore", str(file))

        assert done.returncode == 0, done.stderr
        assert start_and(other, "SELECT mark FROM config_step WHERE name = 'test'") == [("é “quoted”",)]
        for key in ("key", "number-key"):
            assert (other.var / "secrets" / key).read_text() == (place.var / "secrets" / key).read_text()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            start_and(other, "DELETE FROM audit_entry")
        assert other.porch("prepare").returncode == 0


def test_a_database_that_holds_something_is_replaced_only_when_told_so(kept: tuple[Home, Path]) -> None:
    place, file = kept
    start_and(place, "UPDATE config_step SET mark = 'later' WHERE name = 'test'")

    refused = place.porch("restore", str(file))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert start_and(place, "SELECT mark FROM config_step WHERE name = 'test'") == [("later",)]

    assert place.porch("restore", str(file), "--replace").returncode == 0
    assert start_and(place, "SELECT mark FROM config_step WHERE name = 'test'") == [("é “quoted”",)]


@pytest.mark.parametrize("missing", [1, 1000], ids=["in its data", "in the last table"])
def test_a_backup_cut_off_in_its_data_changes_nothing(kept: tuple[Home, Path], missing: int) -> None:
    place, file = kept
    damaged = place.path / "damaged.backup"
    shutil.copy(file, damaged)
    with damaged.open("r+b") as out:
        out.truncate(file.stat().st_size - missing)

    refused = place.porch("restore", str(damaged), "--replace")

    assert refused.returncode == 1
    assert "Nothing was changed" in refused.stderr
    assert start_and(place, COUNT) == [(1,)]


@pytest.mark.parametrize(("content", "word"), [(None, "There is no file"), (b"hello", "is not a backup")])
def test_what_is_no_backup_is_named(kept: tuple[Home, Path], content: bytes | None, word: str) -> None:
    place, _file = kept
    other = place.path / "other"
    if content is not None:
        other.write_bytes(content)

    refused = place.porch("restore", str(other), "--replace")

    assert refused.returncode == 1
    assert word in refused.stderr
    other.unlink(missing_ok=True)


def test_a_backup_to_a_place_that_cannot_be_written_is_refused(kept: tuple[Home, Path]) -> None:
    place, _file = kept

    refused = place.porch("backup", "/no/such/folder/porch.backup")

    assert refused.returncode == 1
    assert "name another place" in refused.stderr

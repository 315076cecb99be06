from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from frontporch.config.keys import made_once


def test_a_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "key"

    first = made_once(file)

    assert len(first) > 50
    assert made_once(file) == first
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_file_left_empty_by_a_killed_run_gets_its_secret(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch()

    assert made_once(file)
    assert made_once(file) == file.read_text()


def test_all_who_ask_at_once_get_the_same_secret(tmp_path: Path) -> None:
    file = tmp_path / "key"

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _n: made_once(file), range(40)))) == 1

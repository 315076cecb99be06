from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frontporch.demo.generator.writing import FAULTS


def generate(folder: Path, *options: str) -> str:
    said = StringIO()
    call_command("generate", str(folder), *options, stdout=said)
    return said.getvalue()


def test_it_writes_the_state_and_says_how_much(tmp_path: Path) -> None:
    said = generate(tmp_path / "new", "--children", "200", "--districts", "2", "--today", "2026-11-20")
    assert "200 children" in said
    assert said.strip().endswith("All invented.")
    assert len(list((tmp_path / "new").glob("*/roster.zip"))) == 4


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        generate(tmp_path, "--children", "200")
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]


def test_it_asks_for_enough_children(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="at least 520"):
        generate(tmp_path / "new", "--children", "300", "--districts", "50")


def test_mess_says_where_its_faults_are(tmp_path: Path) -> None:
    generate(tmp_path / "new", "--children", "300", "--mess", "--today", "2026-11-20")
    assert all(file.read_text().startswith("file,line,code") for file in (tmp_path / "new").glob(f"*/{FAULTS}"))
    assert list((tmp_path / "new").glob(f"*/{FAULTS}"))

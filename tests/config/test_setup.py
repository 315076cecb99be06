"""`bin/setup` and the Makefile on machines that lack something; what a whole installation does is tried by `make run`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The installer in a folder of its own, whose lock file asks for nothing that exists."""
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "bin" / "setup", tmp_path / "bin")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("core.txt", "test.txt"):
        (tmp_path / "requirements" / name).write_text("./no-such-package --hash=sha256:0\n")
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def setup(checkout: Path, before: str = "pass", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installer in a Python in which `before` was done first."""
    code = (
        f"import runpy, sys; {before}; sys.argv = ['setup', 'core']; runpy.run_path('bin/setup', run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_old_python_is_named_with_the_command_that_brings_a_newer(checkout: Path) -> None:
    done = setup(checkout, "sys.version_info = (3, 9, 2)", PATH="/nowhere")

    assert done.returncode == 1
    assert "needs Python 3.11 or newer and this is 3.9: run `apt-get install python3 python3-venv`" in done.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_named_with_the_command_that_brings_it(checkout: Path, module: str) -> None:
    done = setup(checkout, f"sys.modules[{module!r}] = None")

    assert done.returncode == 1
    assert "run `apt-get install python3-venv`" in done.stderr
    assert not (checkout / ".venv").exists()


def test_packages_that_cannot_be_installed_end_in_a_sentence_and_begin_anew_next_time(checkout: Path) -> None:
    first = setup(checkout)
    assert first.returncode == 1, first.stdout + first.stderr
    rest = checkout / ".venv" / "rest-of-a-run-that-was-cut-off"
    rest.touch()
    second = setup(checkout)

    assert second.returncode == 1
    assert "Packages could not be installed" in first.stderr
    assert "an earlier run was cut off" in second.stdout
    assert not rest.exists()


def test_a_missing_python_is_named_before_anything_else(checkout: Path) -> None:
    done = subprocess.run(
        ["make", "run", "PYTHON=no-such-python"], cwd=checkout, capture_output=True, text=True, check=False
    )

    assert done.returncode != 0
    assert "apt-get install python3 python3-venv" in done.stdout


def test_the_installer_can_be_read_by_an_old_python() -> None:
    """Up to its sentence, so: no syntax newer than 3.6."""
    import ast

    ast.parse((ROOT / "bin" / "setup").read_text(), feature_version=(3, 6))

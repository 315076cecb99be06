"""A PostgreSQL for the tests: made once per change of the migrations, copied for each run, one database per worker.

Loaded before Django (`-p tests.plugin`), because settings read PORCH_VAR. Nothing here survives the run but a copy
of the migrated data folder in the user's cache, so that the next run starts in a second.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
_MADE: list[Path] = []

if not _WORKER and "PORCH_TEST_HOME" not in os.environ:
    # A folder that the database's service user may enter, made before anybody reads the settings.
    home = Path(tempfile.mkdtemp(prefix="porch-test-", dir="/tmp"))
    home.chmod(0o755)
    _MADE.append(home)
    os.environ["PORCH_TEST_HOME"] = str(home)
os.environ["PORCH_VAR"] = str(Path(os.environ["PORCH_TEST_HOME"]) / "var")
for _name in ("DATABASE_URL", "DATABASE_OWNER_URL", "EMAIL_URL", "PUBLIC_URL", "HTTPS", "DEBUG"):
    os.environ.pop(_name, None)


def _fingerprint() -> str:
    """What the migrated database depends on: our migrations, the locked packages, and how the folder is made."""
    files = [*sorted((ROOT / "frontporch").glob("*/migrations/*.py")), ROOT / "requirements" / "core.txt"]
    files += [ROOT / "frontporch" / "config" / name for name in ("embedded.py", "database.py")]
    files += [ROOT / "frontporch" / "places" / "access.py", Path(__file__)]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _kept() -> Path:
    return Path("/tmp") / f"porch-tests-of-{os.getuid()}" / _fingerprint()


if _MADE and _kept().exists():  # before the settings read its passwords
    subprocess.run(["cp", "-a", str(_kept()), os.environ["PORCH_VAR"]], check=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server once, in the process that leads the run."""
    if _WORKER or not _MADE:
        return
    from frontporch.config.embedded import Cluster, start, stop

    var = Path(os.environ["PORCH_VAR"])
    kept = _kept()
    cluster = Cluster(var)
    if not kept.exists():
        start(cluster)
        _migrate()
        stop(cluster)
        _keep(var, kept)
    (var / "postgres" / "postgresql.auto.conf").write_text(
        "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
    )
    start(cluster)


def _keep(var: Path, kept: Path) -> None:
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}.new")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.parent.chmod(0o755)
    for old in sorted(fresh.parent.iterdir(), key=lambda one: one.stat().st_mtime)[:-4]:
        shutil.rmtree(old, ignore_errors=True)
    subprocess.run(["cp", "-a", str(var), str(fresh)], check=True)
    try:
        fresh.rename(kept)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)  # another run was first


def _migrate() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command as call\n"
        "call('migrate', database='owner', verbosity=0)\n"
        "from frontporch.config.database import grant; grant(web_role='porch_web')\n"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "frontporch.config.settings"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, env=env, cwd=ROOT)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _WORKER or not _MADE:
        return
    from frontporch.config.embedded import Cluster, stop

    stop(Cluster(Path(os.environ["PORCH_VAR"])))
    shutil.rmtree(_MADE.pop(), ignore_errors=True)

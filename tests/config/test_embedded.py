from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from frontporch.config import embedded
from frontporch.config.embedded import OWNER, WEB, Cluster, start, stop
from frontporch.config.holding import held
from frontporch.lib.refusal import Refusal
from tests.config import running
from tests.config.running import wait_until

pytestmark = pytest.mark.real

HOLD = (
    "import signal, sys, time; from pathlib import Path; from frontporch.config.embedded import Cluster\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born deaf to it\n"
    "from frontporch.config.holding import held\n"
    "with held(Cluster(Path(sys.argv[1]))): print('held', flush=True); time.sleep(600)\n"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running.home() as made:
        yield made.cluster


@pytest.fixture(autouse=True)
def _stopped(cluster: Cluster) -> Iterator[None]:
    yield
    if cluster.exists:
        stop(cluster)


def holder(cluster: Cluster) -> subprocess.Popen[str]:
    started = subprocess.Popen([sys.executable, "-c", HOLD, str(cluster.home)], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    started.stdout.close()
    return started


def test_two_roles_are_made_and_only_the_owner_may_make_tables(cluster: Cluster) -> None:
    with held(cluster):
        with psycopg.connect(cluster.url(OWNER)) as db:
            db.execute("CREATE TABLE kept (id int)")
        with psycopg.connect(cluster.url(WEB)) as db:
            role = db.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")
            assert role.fetchone() == (False, False, False)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute("CREATE TABLE other (id int)")


def test_the_last_holder_stops_the_server(cluster: Cluster) -> None:
    with held(cluster):
        with held(cluster):
            pass
        assert cluster.running
    assert not cluster.running


def test_another_process_keeps_the_server_running(cluster: Cluster) -> None:
    other = holder(cluster)
    with held(cluster):
        pass
    assert cluster.running

    other.send_signal(signal.SIGINT)
    other.wait(running.LONG)

    assert not cluster.running


def test_what_a_killed_holder_left_is_adopted_and_stopped(cluster: Cluster) -> None:
    other = holder(cluster)
    orphan = cluster.pid
    other.kill()
    other.wait()
    assert cluster.pid == orphan

    with held(cluster):
        assert cluster.pid == orphan
    assert not cluster.running


def test_a_killed_server_starts_again(cluster: Cluster) -> None:
    start(cluster)
    assert cluster.pid is not None
    os.kill(cluster.pid, signal.SIGKILL)
    wait_until(lambda: not cluster.running)

    assert start(cluster)

    with psycopg.connect(cluster.url(WEB)) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("number", [os.getpid(), 2**22 + 1], ids=["another program's", "nobody's"])
def test_a_stale_process_number_does_not_keep_the_server_from_starting(cluster: Cluster, number: int) -> None:
    start(cluster)
    stale = (cluster.data / "postmaster.pid").read_text().split("\n", 1)[1]
    stop(cluster)
    (cluster.data / "postmaster.pid").write_text(f"{number}\n{stale}")
    assert not cluster.running

    assert start(cluster)


def test_starting_twice_says_so(cluster: Cluster) -> None:
    assert start(cluster)
    assert not start(cluster)


def test_a_half_made_data_folder_is_made_anew() -> None:
    with running.home() as fresh:
        half = fresh.var / "postgres.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18")

        with held(fresh.cluster):
            assert fresh.cluster.running

        assert not half.exists()


def test_data_without_its_passwords_are_named(cluster: Cluster) -> None:
    with held(cluster):
        pass
    secrets, away = cluster.home / "secrets", cluster.home / "away"
    secrets.rename(away)
    try:
        with pytest.raises(Refusal, match=r"is missing.*put the folder"):
            start(cluster)
    finally:
        away.rename(secrets)


def test_data_of_another_version_are_named(cluster: Cluster) -> None:
    with held(cluster):
        pass
    (cluster.data / "PG_VERSION").write_text("17\n")
    try:
        with pytest.raises(Refusal, match="was made by PostgreSQL 17"):
            start(cluster)
    finally:
        (cluster.data / "PG_VERSION").write_text("18\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_a_folder_that_the_databases_user_cannot_enter_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(Refusal, match=r"cannot enter .*PORCH_VAR"):
        start(Cluster(tmp_path / "var"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_a_folder_made_under_a_narrow_umask_is_opened(cluster: Cluster) -> None:
    cluster.home.mkdir(exist_ok=True)
    cluster.home.chmod(0o700)

    with held(cluster):
        assert cluster.running


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="cannot write to"):
        start(Cluster(tmp_path / "file" / "var"))


def test_a_long_path_gets_a_short_folder_for_its_socket() -> None:
    far = Cluster(Path("/srv") / ("a" * 90))
    assert len(str(far.sockets)) < 60
    assert far.sockets != Cluster(Path("/srv") / ("b" * 90)).sockets


def test_the_programs_are_found() -> None:
    assert (embedded.programs() / "pg_dump").exists()

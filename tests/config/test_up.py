"""`porch up` with real processes: whatever ends it, nothing stays behind and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator

import psycopg
import pytest

from frontporch.config.embedded import OWNER, WEB
from tests.config import running
from tests.config.running import Home, children, free_port, status, surroundings, wait_until

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def prepared() -> Iterator[Home]:
    with running.home() as made:
        done = made.porch("prepare", "--production")
        assert done.returncode == 0, done.stdout + done.stderr
        yield made


@pytest.fixture
def place(prepared: Home) -> Iterator[Home]:
    """A prepared installation of this test's own."""
    with running.home() as made:
        subprocess.run(["cp", "-a", str(prepared.var), str(made.var)], check=True)
        yield made


def serve(place: Home, *words: str, **more: str) -> tuple[subprocess.Popen[str], int]:
    port = free_port()
    served = place.up(*words, PORT=str(port), **more)
    wait_until(lambda: "Press Ctrl-C" in place.said.read_text() or served.poll() is not None)
    assert served.poll() is None, place.said.read_text()
    return served, port


def test_serving_answers_and_prints_the_address(place: Home) -> None:
    _served, port = serve(place)

    assert status(port) == 200
    assert f"http://127.0.0.1:{port}/" in place.said.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("to_all", [False, True], ids=["to the parent", "to the whole group"])
def test_a_stop_leaves_no_process_behind(place: Home, number: signal.Signals, *, to_all: bool) -> None:
    served, _port = serve(place)

    (os.killpg if to_all else os.kill)(served.pid, number)

    assert served.wait(running.LONG) == 0
    assert place.left() == []


def test_a_terminal_that_goes_away_stops_everything_in_order(place: Home) -> None:
    with place.said.open("w") as said:
        served = subprocess.Popen(
            [*running.PORCH, "up", "--production"],
            env=place.environment(PORT=str(free_port())), stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
    place.started.append(served)
    assert served.stdout is not None
    for line in served.stdout:
        if "Ctrl-C" in line:
            break

    served.stdout.close()
    served.send_signal(signal.SIGHUP)

    assert served.wait(running.LONG) == 0
    assert place.left() == []
    assert "shutting down" not in place.said.read_text()


def test_all_of_it_is_one_process_group(place: Home) -> None:
    served, _port = serve(place)

    ours = [pid for pid in place.left() if b"frontporch" in running.words(pid)]

    assert len(ours) >= 4
    assert {os.getpgid(pid) for pid in ours} == {served.pid}


def test_pages_and_jobs_never_see_the_owners_account(place: Home) -> None:
    served, _port = serve(place)

    secrets = [place.cluster.secret(name).encode() for name in (OWNER, "postgres")]
    for pid in children(served.pid):
        told = surroundings(pid)
        assert b"DATABASE_URL=postgres://porch_web" in told
        assert b"DATABASE_OWNER_URL" not in told
        assert not any(secret in told for secret in secrets)


def test_after_kill_9_of_the_parent_pages_and_jobs_end_and_the_next_run_stops_the_database(place: Home) -> None:
    served, port = serve(place)
    database = place.cluster.pid

    served.kill()
    served.wait()

    wait_until(lambda: place.left() and set(place.left()) <= _database(place))
    assert place.cluster.pid == database
    again, port = serve(place)
    assert place.cluster.pid == database
    assert status(port) == 200
    again.terminate()
    assert again.wait(running.LONG) == 0
    assert place.left() == []


@pytest.mark.parametrize("word", ["web", "worker"])
def test_a_killed_child_is_started_again(place: Home, word: str) -> None:
    served, port = serve(place)
    first = running.child(served.pid, word)
    grandchildren = children(first)

    os.kill(first, signal.SIGKILL)

    wait_until(lambda: [pid for pid in children(served.pid) if pid != first and word.encode() in running.words(pid)])
    wait_until(lambda: status(port) == 200)
    assert not set(grandchildren) & set(place.left())
    served.terminate()
    assert served.wait(running.LONG) == 0
    assert place.left() == []


def test_a_killed_database_is_started_again_and_keeps_what_was_committed(place: Home) -> None:
    served, port = serve(place)
    with psycopg.connect(place.cluster.url(WEB), autocommit=True) as db:
        db.execute("INSERT INTO config_step (name, mark, at) VALUES ('test', 'kept', now())")
    first = place.cluster.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)

    wait_until(lambda: place.cluster.pid not in (None, first))
    wait_until(lambda: status(port) == 200)
    with psycopg.connect(place.cluster.url(WEB)) as db:
        assert db.execute("SELECT mark FROM config_step WHERE name = 'test'").fetchone() == ("kept",)
    served.terminate()
    assert served.wait(running.LONG) == 0
    assert place.left() == []


def test_a_busy_port_is_named_with_a_free_one(place: Home) -> None:
    _served, port = serve(place)

    second = place.porch("up", PORT=str(port))

    assert second.returncode == 1
    assert f"Port {port} is in use" in second.stderr
    assert "PORT=" in second.stderr
    assert status(port) == 200


def test_a_command_beside_a_running_server_does_not_stop_its_database(place: Home) -> None:
    _served, port = serve(place)

    beside = place.porch("prepare")

    assert beside.returncode == 0, beside.stderr
    assert status(port) == 200


def test_stopping_while_it_still_starts_leaves_nothing(place: Home) -> None:
    served = place.up(PORT=str(free_port()))
    wait_until(lambda: place.cluster.running)

    served.terminate()

    served.wait(running.LONG)
    assert place.left() == []


def test_a_stop_while_the_data_folder_is_made_is_made_good_by_the_next_run() -> None:
    with running.home() as fresh:
        served = fresh.up(PORT=str(free_port()))
        wait_until((fresh.var / "postgres.new").exists)
        os.killpg(served.pid, signal.SIGKILL)
        served.wait()
        wait_until(lambda: not fresh.left())

        done = fresh.porch("migrate", "places", "--skip-checks", "--verbosity=0")

        assert done.returncode == 0, done.stderr
        assert not (fresh.var / "postgres.new").exists()


def test_stops_with_the_process_that_started_it_if_asked_to(place: Home) -> None:
    port = free_port()
    shell = subprocess.Popen(
        ["sh", "-c", f'{" ".join(running.PORCH)} up --production --with-parent; true'],
        env=place.environment(PORT=str(port)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_until(lambda: status(port) == 200)

    shell.kill()
    shell.wait()

    wait_until(lambda: place.left() == [])


def test_a_demo_is_not_served_in_public() -> None:
    with running.home() as fresh:
        refused = fresh.porch("up", HOST="0.0.0.0", PORT=str(free_port()))

        assert refused.returncode == 1
        assert "demo" in refused.stderr
        assert "0.0.0.0" in refused.stderr
        assert fresh.left() == []


def _database(place: Home) -> set[int]:
    first = place.cluster.pid
    return set() if first is None else {first, *children(first)}

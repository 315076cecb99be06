"""Somebody's own PostgreSQL, the oldest that we promise to work with, where this machine has one."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from frontporch.config.embedded import prepare_database, prepare_roles
from frontporch.config.safety import OLDEST_POSTGRES
from tests.config import running
from tests.config.running import Home, free_port, wait_until

pytestmark = pytest.mark.real

PROGRAMS = Path(f"/usr/lib/postgresql/{OLDEST_POSTGRES}/bin")


class OwnServer:
    """A server on a port of this machine, with the two roles."""

    def __init__(self, place: Home) -> None:
        self.data, self.port = place.path / "own", free_port()
        self.log = self.data / "log"
        self.account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())
        self.data.mkdir()
        os.chown(self.data, self.account.pw_uid, self.account.pw_gid)
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")

    def run(self, *words: str) -> None:
        who = {"user": self.account.pw_uid, "group": self.account.pw_gid} if os.geteuid() == 0 else {}
        program = [str(PROGRAMS / words[0]), *words[1:]]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL, cwd="/", **who)  # type: ignore[call-overload]  # both or neither

    def pg_ctl(self, what: str) -> None:
        options = f"-p {self.port} -k '' -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.log), "-o", options, "-m", "fast", what)

    def url(self, role: str, database: str = "theirs") -> str:
        return f"postgres://{role}:x@127.0.0.1:{self.port}/{database}"

    @property
    def urls(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url("porch_web"), "DATABASE_OWNER_URL": self.url("porch_owner")}


@pytest.fixture(scope="module")
def own() -> Iterator[tuple[Home, OwnServer]]:
    if not PROGRAMS.exists():
        pytest.skip(f"PostgreSQL {OLDEST_POSTGRES} is not installed here")
    with running.home() as place:
        server = OwnServer(place)
        server.pg_ctl("start")
        try:
            superuser = server.url("postgres", "postgres")
            prepare_roles(superuser, passwords={"porch_owner": "x", "porch_web": "x"})
            prepare_database(superuser, "theirs")
            done = place.porch("prepare", "--production", **server.urls)
            assert done.returncode == 0, done.stderr
            yield place, server
        finally:
            server.pg_ctl("stop")


def test_the_oldest_server_is_prepared_and_served(own: tuple[Home, OwnServer]) -> None:
    place, server = own
    port = free_port()

    served = place.up(PORT=str(port), **server.urls)
    wait_until(lambda: running.status(port) == 200 or served.poll() is not None)
    served.terminate()

    assert served.wait(running.LONG) == 0, place.said.read_text()
    assert not (place.var / "postgres").exists()


def test_the_oldest_server_is_backed_up_and_restored(own: tuple[Home, OwnServer]) -> None:
    place, server = own
    file = place.path / "own.backup"

    assert place.porch("backup", str(file), **server.urls).returncode == 0
    with psycopg.connect(server.url("porch_web"), autocommit=True) as db:
        db.execute("DELETE FROM config_step")
    done = place.porch("restore", str(file), "--replace", **server.urls)

    assert done.returncode == 0, done.stderr
    with psycopg.connect(server.url("porch_web")) as db:
        assert db.execute("SELECT name FROM config_step").fetchall() == [("content",)]

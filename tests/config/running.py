"""A real `porch` in a folder of its own, and what is left of it."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from frontporch.config.embedded import Cluster

PORCH = [sys.executable, "-m", "frontporch.config.porch"]
LONG = 90.0  # seconds until a test gives up waiting; nothing measures them


class Home:
    """A folder for one installation, which the database's service user may enter."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="porch-config-", dir="/tmp"))
        self.path.chmod(0o755)
        self.var = self.path / "var"
        self.started: list[subprocess.Popen[str]] = []

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.var)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("PORCH_", "DATABASE_"))}
        return {**kept, "PORCH_VAR": str(self.var), "PYTHONWARNINGS": "ignore", "WEB_WORKERS": "1", **more}

    def porch(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*PORCH, *words], env=self.environment(**more), capture_output=True, text=True, timeout=LONG, check=False
        )

    def up(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Begin to serve, as the leader of a process group, with its words in `self.said`."""
        with self.said.open("w") as said:
            running = subprocess.Popen(
                [*PORCH, "up", "--production", *words],
                env=self.environment(**more), stdout=said, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            )  # fmt: skip
        self.started.append(running)
        return running

    @property
    def said(self) -> Path:
        return self.path / "said"

    def left(self) -> list[int]:
        """Processes that know this folder: ours and the database's."""
        mark = os.fsencode(self.var)
        return [pid for pid in processes() if pid != os.getpid() and (mark in words(pid) or mark in surroundings(pid))]

    def remove(self) -> None:
        for running in self.started:
            running.kill()
            running.wait()
        for pid in self.left():
            with _gone():
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not self.left())
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def home() -> Iterator[Home]:
    made = Home()
    try:
        yield made
    finally:
        made.remove()


def processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def words(pid: int) -> bytes:
    with _gone():
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def surroundings(pid: int) -> bytes:
    with _gone():
        return Path(f"/proc/{pid}/environ").read_bytes()
    return b""


def children(pid: int) -> list[int]:
    """The processes that this one started itself."""
    with _gone():
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def child(pid: int, word: str) -> int:
    """The one child whose command line holds this word."""
    found = [one for one in children(pid) if word.encode() in words(one).split(b"\0")]
    assert len(found) == 1, (word, found)
    return found[0]


def _gone() -> suppress:
    """A process may end, or be another account's, while it is looked at."""
    return suppress(FileNotFoundError, ProcessLookupError, PermissionError)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


def status(port: int, path: str = "/healthz") -> int:
    """The status of a page; 0 when nobody answers."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asking.request("GET", path)
        answer = asking.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        asking.close()


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)

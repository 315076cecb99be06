"""Who needs the embedded server now: it runs while anybody does, and the last one stops it.

Each holder keeps a shared lock on a file for as long as it lives. The kernel drops the lock of a killed holder, so a
server that a `kill -9` left behind is adopted by the next command and stopped at its end.
"""

from __future__ import annotations

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontporch.config.embedded import Cluster, check_home, start, stop


@contextmanager
def held(cluster: Cluster) -> Iterator[None]:
    """Keep the server running inside the `with`; start it if nobody did, stop it if nobody else needs it."""
    check_home(cluster)
    with _opened(cluster.home / "server.users") as users:
        try:
            with _alone(cluster):
                start(cluster)
                fcntl.flock(users, fcntl.LOCK_SH)
            yield
        finally:
            with _undisturbed(), _alone(cluster):
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # somebody else still needs it
                else:
                    stop(cluster)


@contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    with _opened(cluster.home / "server.gate") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(file: Path) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not keep the server from being stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)

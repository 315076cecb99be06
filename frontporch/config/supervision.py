"""Processes that are started together, watched, started again when they die, and stopped together."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

from frontporch.lib.refusal import Refusal

log = logging.getLogger(__name__)

_TICK = 0.5  # seconds between two looks
_TOO_OFTEN, _WITHIN = 5, 60.0  # a process that dies this often within these seconds is not started again


@dataclass
class Child:
    """One process of the group. `name` is the word that people read."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=_TOO_OFTEN))

    def start(self) -> None:
        environment = {**self.environment, "PORCH_PARENT": str(os.getpid())}
        self.process = subprocess.Popen(self.command, env=environment, stdin=subprocess.DEVNULL)

    def revive(self) -> None:
        """Start again if it died; refuse when it keeps dying."""
        if self.process is None or (status := self.process.poll()) is None:
            return
        self.deaths.append(time.monotonic())
        if len(self.deaths) == _TOO_OFTEN and self.deaths[-1] - self.deaths[0] < _WITHIN:
            raise Refusal(
                "keeps-stopping",
                f"The {self.name} stopped {_TOO_OFTEN} times within a minute; the lines above say why.",
            )
        log.warning("the %s stopped with status %s and is started again", self.name, status)
        self.start()


class Told:
    """Whether a signal has told us to stop.

    Not a `threading.Event`: its lock is held for a moment while waiting, and a signal handler that sets it in that
    moment waits for itself forever. Writing one byte to a pipe needs no lock.
    """

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._writing, False)
        self._said = False

    def tell(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Fit to be a signal handler; may be called any number of times."""
        self._said = True
        with suppress(BlockingIOError):
            os.write(self._writing, b".")

    def wait(self, seconds: float) -> bool:
        """Sleep at most this long, less when told meanwhile. True once told."""
        if not self._said:
            select.select([self._reading], [], [], seconds)
        return self._said

    def close(self) -> None:
        os.close(self._reading)
        os.close(self._writing)


@contextmanager
def told_to_stop() -> Iterator[Told]:
    """Told by Ctrl-C, by SIGTERM and when the terminal goes away."""
    told = Told()
    before = {one: signal.signal(one, told.tell) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield told
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        told.close()


def watch(children: Sequence[Child], *, told: Told, each_time: Callable[[], object]) -> None:
    """Keep the children running until told to stop; `each_time` is called between two looks."""
    while not told.wait(_TICK):
        each_time()
        for child in children:
            child.revive()


def stop(children: Sequence[Child], *, within: float) -> None:
    """Ask every child to finish, all at once, and end those that have not finished in time (in seconds)."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + within
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

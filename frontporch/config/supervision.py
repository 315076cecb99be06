"""Processes that are started together, watched, started again when they die, and stopped together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """An event that is set by Ctrl-C, by SIGTERM and when the terminal goes away."""
    told = threading.Event()

    def tell(number: int, frame: FrameType | None) -> None:
        told.set()

    before = {one: signal.signal(one, tell) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield told
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def watch(children: Sequence[Child], *, told: threading.Event, each_time: Callable[[], object]) -> None:
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

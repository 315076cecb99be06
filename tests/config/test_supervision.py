from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from frontporch.config.supervision import Child, Told, stop, told_to_stop, watch
from frontporch.lib.refusal import Refusal
from tests.config.running import wait_until

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def child(code: str, *arguments: str) -> Child:
    return Child("little child", [sys.executable, "-c", code, *arguments], dict(os.environ))


def test_a_signal_tells_to_stop_and_the_old_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with told_to_stop() as told:
        os.kill(os.getpid(), signal.SIGTERM)
        assert told.wait(5)

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_at_any_moment_of_the_waiting_is_heard() -> None:
    """A handler runs between any two steps of the wait; a lock in both would stand still forever."""
    with told_to_stop() as told:
        before = sys.gettrace()

        def signal_now(frame: FrameType, event: str, argument: object) -> TraceFunction:
            os.kill(os.getpid(), signal.SIGTERM)
            return signal_now

        sys.settrace(signal_now)
        try:
            told.wait(1)
        finally:
            sys.settrace(before)
        assert told.wait(0)


def test_a_child_that_keeps_dying_is_given_up_with_a_sentence() -> None:
    dying = child("raise SystemExit(3)")
    dying.start()

    with pytest.raises(Refusal, match="The little child stopped 5 times within a minute"):
        watch([dying], told=Told(), each_time=lambda: dying.process and dying.process.wait())


def test_a_child_that_does_not_listen_is_ended_in_time(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    deaf = child(
        "import pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path(sys.argv[1]).touch(); time.sleep(600)",
        str(ready),
    )
    deaf.start()
    wait_until(ready.exists)

    stop([deaf], within=0.2)

    assert deaf.process is not None
    assert deaf.process.returncode == -signal.SIGKILL


def test_children_know_who_started_them(tmp_path: Path) -> None:
    said = tmp_path / "said"
    one = child("import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(os.environ['PORCH_PARENT'])", str(said))
    one.start()
    assert one.process is not None
    one.process.wait()

    assert said.read_text() == str(os.getpid())

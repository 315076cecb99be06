"""A process that must not outlive the one that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in linux/prctl.h


def hold(*, parent: int, with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send us `with_signal` when the process `parent` ends, however it ends (`kill -9` too).

    Ends at once when the parent is gone already. Other systems than Linux have no such call; there a child that
    lost its parent is stopped by hand.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)

"""The application as each process of the web server loads it: on a leash, so none outlives the server."""

from __future__ import annotations

import os
import signal

from frontporch.config import leash

if "PORCH_WEB" in os.environ:
    leash.hold(parent=int(os.environ["PORCH_WEB"]), with_signal=signal.SIGKILL)  # a hung page would keep the port
    for one in (signal.SIGINT, signal.SIGTERM):
        # Until granian sets its own, the parent's handlers are inherited and would swallow a stop during this import.
        signal.signal(one, signal.SIG_DFL)

from frontporch.config.wsgi import application  # the leash comes before the slow imports

__all__ = ["application"]

"""The two processes that `porch up` starts and watches: the web server and the job worker.

Each is run as `python -m frontporch.config.children web` (or `worker`), ends when its parent ends, and may be told to
stop more than once: Ctrl-C reaches the whole process group, and the parent says it again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from functools import partial

from frontporch.config import leash
from frontporch.lib.refusal import Refusal

GRACE = 10  # seconds that a page or a job gets to finish
URGENT = "urgent"  # jobs of this queue have a lane of their own: a family's reply never waits behind a large send
_THREADS = 8  # pages at once in each web process; each keeps one database connection


def web() -> None:
    """Serve pages until told to stop."""
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["PORCH_WEB"] = str(os.getpid())
    Server(
        "frontporch.config.served:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.error,
        log_dictconfig=settings.LOGGING,
    ).serve()


def worker() -> None:
    """Work through the job queue until told to stop; a job that doesn't finish in time is found and done again."""
    import django

    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from django.conf import settings
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            run = partial(working.run_worker_async, shutdown_graceful_timeout=GRACE, install_signal_handlers=False)
            lanes = {
                asyncio.create_task(run(name="any", concurrency=settings.WORKER_JOBS)),
                asyncio.create_task(run(name=URGENT, queues=[URGENT])),
            }
            stop = asyncio.Event()
            for one in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(one, stop.set)
            await asyncio.wait({*lanes, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
            _end_even_if_a_job_hangs()
            for lane in lanes:
                lane.cancel()  # once only: a worker takes the first as "finish what you have"
            await asyncio.wait(lanes)
            if not stop.is_set():
                sys.exit(1)  # a lane ended by itself: our parent starts us again


def _end_even_if_a_job_hangs() -> None:
    clock = threading.Timer(GRACE + 3, os._exit, [1])
    clock.daemon = True
    clock.start()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontporch.config.settings")
    if parent := os.environ.pop("PORCH_PARENT", ""):
        leash.hold(parent=int(parent))
    try:
        {"web": web, "worker": worker}[sys.argv[1]]()
    except Refusal as no:
        sys.exit(str(no))


if __name__ == "__main__":
    main()

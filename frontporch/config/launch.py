"""`porch up`: the database, the pages and the job worker as one process group, until told to stop."""

from __future__ import annotations

import http.client
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from frontporch.config import embedded, facts, preparation, safety
from frontporch.config.children import GRACE
from frontporch.config.holding import held
from frontporch.config.preparation import Say
from frontporch.config.supervision import Child, Told, stop, told_to_stop, watch
from frontporch.lib.refusal import Refusal

KINDS = ("web", "worker")
_SPOKEN = {"web": "web server", "worker": "job worker"}
_OWNERS_ALONE = ("DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE", "DATABASE_URL_FILE")
_PATIENCE = 60  # seconds until the first page must answer


@dataclass(frozen=True)
class Link:
    """A way in: the role as people read it, and a path."""

    role: str
    path: str


def up(*, only: Sequence[str] = KINDS, production: bool = False, say: Say) -> None:
    """Serve until told to stop. Refuses, before anything runs, what could not be served safely."""
    if "web" in only:
        safety.check_address(settings.HOST, settings.PORT)
    with server_if_ours():
        if "owner" in connections:
            preparation.prepare(production=production, say=say)
        else:
            preparation.check_prepared()
        demo = facts.kind() == "demo"
        for no in safety.refusals(facts.serving(demo=demo)):
            raise no
        links = list(_links()) if demo and "web" in only else []
        connections.close_all()
        _serve(only, links, say)


def server_if_ours() -> AbstractContextManager[None]:
    """The embedded server for as long as the `with` lasts; nothing when DATABASE_URL names another."""
    return held(settings.CLUSTER) if settings.EMBEDDED else nullcontext()


def environment() -> dict[str, str]:
    """What the pages and jobs get to know: the serving account, never the owner's."""
    ours = {name: text for name, text in os.environ.items() if name not in _OWNERS_ALONE}
    return {**ours, "DATABASE_URL": settings.WEB_URL, "PORCH_VAR": str(settings.VAR), "PYTHONUNBUFFERED": "1"}


def _serve(only: Sequence[str], links: Sequence[Link], say: Say) -> None:
    children = [
        Child(_SPOKEN[kind], [sys.executable, "-m", "frontporch.config.children", kind], environment()) for kind in only
    ]
    with told_to_stop() as told:
        try:
            for child in children:
                child.start()
            if "web" not in only or _answers(children, told):
                _greet(only, links, say)
                watch(children, told=told, each_time=_keep_database)
            say("Stopping…")
        finally:
            stop(children, within=GRACE + 5)


def _keep_database() -> None:
    """Start the embedded server again if something killed it; pages answer 503 until it is back."""
    if settings.EMBEDDED and not settings.CLUSTER.running:
        embedded.start(settings.CLUSTER)


def _answers(children: Sequence[Child], told: Told) -> bool:
    """Wait for the first answer. False when told to stop before it came."""
    deadline = time.monotonic() + _PATIENCE
    while not told.wait(0.1):
        for child in children:
            child.revive()
        if _one_answer():
            return True
        if time.monotonic() > deadline:
            raise Refusal("no-answer", f"The pages did not answer within {_PATIENCE} seconds; the lines above say why.")
    return False


def _one_answer() -> bool:
    host = "127.0.0.1" if safety.is_unspecified(settings.HOST) else settings.HOST
    asking = http.client.HTTPConnection(host, settings.PORT, timeout=10)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _links() -> Iterator[Link]:
    """One way in for each role: made only in a demo."""
    from frontporch.demo import services as demo

    for role, path in demo.sign_in_links():
        yield Link(role, path)


def _greet(only: Sequence[str], links: Sequence[Link], say: Say) -> None:
    if "web" not in only:
        say("The job worker runs. Press Ctrl-C to stop.")
        return
    say(f"\nFront Porch is open at {settings.PUBLIC_URL}/")
    if links:
        say("\nEverybody in it is invented. Come in as:")
        widest = max(len(link.role) for link in links)
        for link in links:
            say(f"  {link.role.ljust(widest)}  {settings.PUBLIC_URL}{link.path}")
    say("\nPress Ctrl-C to stop.")

"""From an empty or older database to one that can be served: tables, rights, content, and the demo if it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from frontporch.audit.models import SYSTEM
from frontporch.config import facts, safety
from frontporch.config.database import grant
from frontporch.config.models import Step
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Installation
from frontporch.places.services import mark

_LOCK = 0x706F726368  # "porch": two preparations of one database take turns

Say = Callable[[str], object]


def prepare(*, production: bool = False, say: Say) -> None:
    """Bring the database up to date; what is done already is skipped. Tells `say` what it does.

    An empty database becomes a demo, filled with an invented state, unless `production` is asked for; what it is for
    is marked in it for good. Refuses a server or account that is unfit, and a demo on a public address.
    """
    facts.check_server("default")
    facts.check_owner()
    facts.check_not_newer("owner")
    with _taking_turns():
        _forget_half_a_demo(say)
        if facts.pending_migrations("owner"):
            say("Making the tables…")
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        grant(web_role=facts.web_role())
        facts.check_web_role()
        kind = _settle_kind(production)
        _load_content(say)
        if kind == Installation.Kind.DEMO:
            _build_demo(say)


def _settle_kind(production: bool) -> str:
    """Mark an empty database. A demo is refused where it could not be served anyway."""
    kind = facts.kind()
    if production or not kind:
        kind = Installation.Kind.PRODUCTION if production else Installation.Kind.DEMO
        for no in safety.refusals(facts.serving(demo=kind == Installation.Kind.DEMO)):
            if no.code == "demo-in-public":
                raise no
        mark(kind=kind, by=SYSTEM)
    return kind


def _load_content(say: Say) -> None:
    if facts.content_is_current():
        return
    say("Loading the framework and the toolkit…")
    load_content()
    Step.objects.update_or_create(name="content", defaults={"mark": facts.content_digest(settings.CONTENT)})


def load_content() -> None:
    """Read `content/` into the database, through the same services that a state office uses to replace it."""
    from frontporch.framework import services as framework
    from frontporch.toolkit import services as toolkit

    framework.load(folder=settings.CONTENT / "framework", by=SYSTEM)
    toolkit.load(folder=settings.CONTENT / "toolkit", by=SYSTEM)


def _build_demo(say: Say) -> None:
    if Step.objects.filter(name="demo", mark="done").exists():
        return
    from frontporch.demo import services as demo

    say("Inventing a state with its schools and families…")
    Step.objects.update_or_create(name="demo", defaults={"mark": "begun"})
    demo.build()
    Step.objects.update_or_create(name="demo", defaults={"mark": "done"})


def _forget_half_a_demo(say: Say) -> None:
    """A demo whose making was cut off is made anew: everything in it is invented."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('config_step') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("SELECT EXISTS (SELECT 1 FROM config_step WHERE name = 'demo' AND mark = 'begun')")
        if not cursor.fetchone()[0] or facts.kind() != Installation.Kind.DEMO:
            return
    say("An earlier start was cut off while making the demo; beginning again…")
    connections["default"].close()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


@contextmanager
def _taking_turns() -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        connections["owner"].close()  # which gives the lock back


def check_prepared() -> None:
    """For machines that only serve: refuse while the tables are not there or not up to date."""
    facts.check_server("default")
    if missing := facts.pending_migrations("default"):
        raise Refusal(
            "not-prepared",
            f"The database lacks {len(missing)} changes: run `porch prepare` once with DATABASE_OWNER_URL set, then "
            f"start this again.",
        )
    facts.check_web_role()

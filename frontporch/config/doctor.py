"""What this installation has and what it lacks, in sentences."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from frontporch.config import facts
from frontporch.config.safety import is_this_machine, refusals
from frontporch.lib.refusal import Refusal

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# One language of each script that families of a state read, for `fc-list`.
SCRIPTS = {"English": "en", "Spanish": "es", "Vietnamese": "vi", "Arabic": "ar", "Hindi": "hi"}


@dataclass(frozen=True)
class Finding:
    """One sentence. `good` is None for what may be missing."""

    good: bool | None
    sentence: str


def findings() -> Iterator[Finding]:
    """Everything worth knowing, needed things first. The embedded server must be running when it is ours."""
    yield Finding(True, f"Python {sys.version.split()[0]} runs.")
    yield from _database()
    yield from _serving()
    yield from _letters()
    yield from _fonts()
    yield _browser()


def _database() -> Iterator[Finding]:
    whose = f"embedded in {settings.VAR}" if settings.EMBEDDED else "at DATABASE_URL"
    if (silent := _refused(lambda: facts.check_server("default"))) is not None:
        yield silent
        return
    yield Finding(True, f"PostgreSQL {facts.version('default')} answers, {whose}.")
    yield _refused(facts.check_web_role) or Finding(True, "Pages and jobs sign in with an account that owns nothing.")
    if "owner" in connections:
        yield _refused(facts.check_owner) or Finding(True, "The owner's account may change tables and see every row.")
    else:
        yield Finding(None, "DATABASE_OWNER_URL is not set: this machine can serve, but not prepare or back up.")
    yield from _contents()


def _contents() -> Iterator[Finding]:
    missing = facts.pending_migrations("default")
    if missing:
        yield Finding(False, f"The tables lack {len(missing)} changes: run `porch prepare`.")
        return
    yield Finding(True, "The tables are up to date.")
    kind = facts.kind()
    if not kind:
        yield Finding(
            False, "Nobody has said what this database is for: run `porch prepare`, or `make run` for the demo."
        )
    else:
        meaning = "a demo: everybody in it is invented" if kind == "demo" else "in production"
        yield Finding(True, f"This database is {meaning}.")
    if facts.content_is_current():
        yield Finding(True, "The framework and the toolkit are loaded as they stand in the content folder.")
    else:
        yield Finding(False, "The content folder has changed or was never loaded: run `porch prepare`.")


def _serving() -> Iterator[Finding]:
    demo = facts.kind() == "demo"
    wrong = list(refusals(facts.serving(demo=demo)))
    for no in wrong:
        yield Finding(False, str(no))
    if not wrong:
        yield Finding(True, f"The secret key is long enough, and pages may be served at {settings.PUBLIC_URL}.")
    if not is_this_machine(facts.serving(demo=demo).public_name or "localhost") and not settings.HTTPS:
        yield Finding(
            None, "HTTPS is not set: set HTTPS=true when the proxy in front speaks it, as families' links should."
        )


def _letters() -> Iterator[Finding]:
    if settings.EMAIL_URL:
        yield Finding(True, f"E-mail leaves through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}.")
    else:
        yield Finding(None, f"E-mail is written to {settings.EMAIL_FILE_PATH}: set EMAIL_URL to send it.")
    if settings.TWILIO_ACCOUNT and settings.TWILIO_TOKEN:
        yield Finding(True, "Texts leave through Twilio.")
    elif settings.TWILIO_ACCOUNT or settings.TWILIO_TOKEN:
        yield Finding(False, "Texts need both TWILIO_ACCOUNT and TWILIO_TOKEN: set the other one too.")
    else:
        yield Finding(
            None, f"Texts are written to {settings.OUTBOX}: set TWILIO_ACCOUNT and TWILIO_TOKEN to send them."
        )


def _fonts() -> Iterator[Finding]:
    if shutil.which("fc-list") is None:
        yield Finding(
            None,
            "Fonts of this system are unknown; print sheets in other scripts need `apt-get install fonts-noto-core`.",
        )
        return
    lacking = [name for name, code in SCRIPTS.items() if not _has_font(code)]
    if lacking:
        yield Finding(None, f"No font for {', '.join(lacking)}: print sheets need `apt-get install fonts-noto-core`.")
    else:
        yield Finding(True, f"Fonts for {', '.join(SCRIPTS)} are here.")


def _has_font(language: str) -> bool:
    found = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def _browser() -> Finding:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return Finding(True, f"A browser for the tests is at {found}.")
    return Finding(None, "No browser for the tests: `apt-get install chromium` brings one. Serving needs none.")


def _refused(check: Callable[[], None]) -> Finding | None:
    try:
        check()
    except Refusal as no:
        return Finding(False, str(no))
    return None

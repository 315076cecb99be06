"""What is true of this installation: its settings, its database, how far it is prepared."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from frontporch.config.safety import OLDEST_POSTGRES, Serving
from frontporch.lib.refusal import Refusal


def serving(*, demo: bool) -> Serving:
    """How the settings would serve a database that is, or is not, a demo."""
    return Serving(
        host=settings.HOST,
        public_url=settings.PUBLIC_URL,
        allowed_hosts=tuple(settings.ALLOWED_HOSTS),
        secret_key=settings.SECRET_KEY,
        debug=settings.DEBUG,
        demo=demo,
    )


def check_server(alias: str) -> None:
    """Refuse a database that doesn't answer or is too old."""
    name = "DATABASE_URL" if alias == "default" else "DATABASE_OWNER_URL"
    try:
        version = int(_one(alias, "SELECT current_setting('server_version_num')::int / 10000"))
    except OperationalError as why:
        said = str(why).strip().splitlines()[-1]
        raise Refusal(
            "database-silent", f"PostgreSQL does not answer at {name} ({said}): start it, or correct {name}."
        ) from None
    if version < OLDEST_POSTGRES:
        raise Refusal(
            "database-too-old",
            f"Front Porch needs PostgreSQL {OLDEST_POSTGRES} or newer, and {name} is version {version}: name a newer "
            f"one, or unset {name} to use the embedded one.",
        )


def check_web_role() -> None:
    """Refuse to serve as an account that row-level security or table rights would not hold back."""
    role, passes, owns = _row(
        "default",
        """
        SELECT current_user, rolsuper OR rolbypassrls, EXISTS (
          SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND pg_has_role(current_user, relowner, 'USAGE'))
        FROM pg_roles WHERE rolname = current_user
        """,
    )
    if passes or owns:
        why = "passes by the rules that keep districts apart" if passes else "owns the tables"
        raise Refusal(
            "web-role-too-strong",
            f"DATABASE_URL signs in as “{role}”, which {why}: make an account for serving with `CREATE ROLE porch_web "
            f"LOGIN PASSWORD '…'`, name it in DATABASE_URL, and keep the owner's in DATABASE_OWNER_URL.",
        )


def check_owner() -> None:
    """Refuse an owner that is the serving account itself, or that can't see all rows it must move or back up."""
    if "owner" not in connections:
        raise Refusal(
            "no-owner",
            "Set DATABASE_OWNER_URL to the account that owns the tables: DATABASE_URL's may not change them.",
        )
    check_server("owner")
    owner, sees_all = _row(
        "owner", "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    if owner == web_role():
        raise Refusal(
            "owner-serves",
            f"DATABASE_URL and DATABASE_OWNER_URL both sign in as “{owner}”: pages must use an account of their own, made "
            f"with `CREATE ROLE porch_web LOGIN PASSWORD '…'`.",
        )
    if not sees_all:
        raise Refusal(
            "owner-held-back",
            f"“{owner}” must see every district's rows to change tables and to back them up: run `ALTER ROLE {owner} "
            f"BYPASSRLS` as a superuser.",
        )


def web_role() -> str:
    """The account that pages and jobs sign in with."""
    return str(_one("default", "SELECT current_user"))


def pending_migrations(alias: str) -> list[str]:
    """Names of the schema changes that this database still lacks."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def check_not_newer(alias: str) -> None:
    """Refuse a database that a later Front Porch has already changed."""
    loader = MigrationLoader(connections[alias])
    known = {*loader.disk_migrations, *(old for one in loader.disk_migrations.values() for old in one.replaces)}
    apps = {app for app, _name in known}
    unknown = [
        f"{app}.{name}" for app, name in loader.applied_migrations or () if app in apps and (app, name) not in known
    ]
    if unknown:
        raise Refusal(
            "database-newer",
            f"This database was changed by a later Front Porch ({unknown[-1]}): start that one, or restore a backup of "
            f"this one's.",
        )


def version(alias: str) -> str:
    """The server's version as people say it."""
    return _one(alias, "SELECT split_part(current_setting('server_version'), ' ', 1)")


def content_is_current() -> bool:
    """Whether what was loaded last is what the content folder holds now."""
    from frontporch.config.models import Step

    return Step.objects.filter(name="content", mark=content_digest(settings.CONTENT)).exists()


def content_digest(folder: Path) -> str:
    """Changes when any content file or the code that reads them does."""
    package = Path(__file__).resolve().parents[1]
    readers = [file for app in ("framework", "toolkit") for file in sorted((package / app).rglob("*.py"))]
    files = [*sorted(file for file in folder.rglob("*") if file.is_file()), *readers]
    together = sha256()
    for file in files:
        together.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return together.hexdigest()


def kind() -> str:
    """`demo`, `production`, or empty while nobody has said what this database is for."""
    from frontporch.places.models import Installation

    try:
        return Installation.objects.values_list("kind", flat=True).first() or ""
    except DatabaseError:
        return ""


def _row(alias: str, query: str) -> tuple[object, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        found: tuple[object, ...] = cursor.fetchone()
    return found


def _one(alias: str, query: str) -> str:
    return str(_row(alias, query)[0])

"""What every test stands on: one database per worker, entered as the web role, and no network but this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from frontporch.config.embedded import OWNER, WEB
from frontporch.places.access import scope
from frontporch.places.models import Place

pytest_plugins = ["tests.browser.fixtures"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of this worker's own, copied from the migrated one. The owner's alias is for migration tests only."""
    import psycopg
    from psycopg import sql

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    superuser = settings.CLUSTER.url("postgres", "postgres")
    with psycopg.connect(superuser, autocommit=True) as db:
        db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        make = sql.SQL("CREATE DATABASE {} TEMPLATE frontporch OWNER {}")
        db.execute(make.format(sql.Identifier(name), sql.Identifier(OWNER)))
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        connections.databases[alias]["NAME"] = name
    os.environ["PORCH_TEST_DATABASE_URL"] = settings.CLUSTER.url(WEB, name)
    os.environ["PORCH_TEST_OWNER_URL"] = settings.CLUSTER.url(OWNER, name)
    yield
    for alias in connections:
        connections[alias].close()


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to the outside."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(
            ("127.", "::1", "localhost")
        ):
            raise AssertionError(f"a test tried to reach {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Mail and outbox files of one test stay in its own folder."""
    home = tmp_path_factory.mktemp("outbox")
    settings.OUTBOX = home
    settings.EMAIL_FILE_PATH = home / "mail"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def inside(*places: Place) -> Iterator[None]:
    """The tenant scope of these places' districts, for arranging and looking."""
    with scope(*{place.district_id or place.pk for place in places}):
        yield


@pytest.fixture
def clean_tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests in real transactions; afterwards the owner empties every table (the web role has no right to truncate)."""
    import psycopg

    with django_db_blocker.unblock():
        yield
        with psycopg.connect(os.environ["PORCH_TEST_OWNER_URL"], autocommit=True) as owner:
            found = owner.execute(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
                "WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations', 'django_content_type')"
            ).fetchone()
            owner.execute(f"TRUNCATE {found[0] if found else ''} RESTART IDENTITY CASCADE".encode())
        for alias in connections:
            connections[alias].close()


@pytest.fixture
def site(clean_tables: None) -> Iterator[str]:
    """The whole site on a port of this machine, in real transactions, for a browser."""
    from tests.browser.serving import served

    with served() as address:
        yield address

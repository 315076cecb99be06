"""The whole published site, loaded once for all tests of this folder, for the client and for a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings

from frontporch.audit.models import SYSTEM
from frontporch.framework import services as framework
from frontporch.toolkit import services as toolkit
from frontporch.ui import catalogs
from tests.browser.serving import served

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our catalogs compiled in a folder of this run, with the right-to-left test language."""
    folder = tmp_path_factory.mktemp("words") / "locale"
    shutil.copytree(ROOT / "frontporch" / "locale", folder, ignore=shutil.ignore_patterns("*.mo", catalogs.MADE))
    catalogs.compile_all(folder)
    return folder


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any, locale: Path) -> Iterator[None]:
    """Our framework and library in the database for real; afterwards the owner empties every table."""
    with django_db_blocker.unblock(), override_settings(LOCALE_PATHS=[locale]):
        framework.load(folder=settings.CONTENT / "framework", by=SYSTEM)
        toolkit.load(folder=settings.CONTENT / "toolkit", by=SYSTEM)
        yield
        for alias in connections:
            connections[alias].close()
        with psycopg.connect(os.environ["PORCH_TEST_OWNER_URL"], autocommit=True) as owner:
            found = owner.execute(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
                "WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations', 'django_content_type')"
            ).fetchone()
            owner.execute(f"TRUNCATE {found[0] if found else ''} RESTART IDENTITY CASCADE".encode())


@pytest.fixture(scope="module")
def site(published: None) -> Iterator[str]:
    """The site on a port of this machine."""
    with served() as address:
        yield address

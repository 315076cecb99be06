from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from frontporch.ui import catalogs
from tests.browser.serving import served
from tests.ui.gallery import SETTINGS

LOCALE = Path(catalogs.__file__).parents[1] / "locale"


@pytest.fixture(scope="session")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our catalogs compiled in a folder of this run, with the right-to-left test language."""
    folder = tmp_path_factory.mktemp("words") / "locale"
    shutil.copytree(LOCALE, folder, ignore=shutil.ignore_patterns("*.mo", catalogs.MADE))
    catalogs.compile_all(folder)
    return folder


@pytest.fixture
def shown(locale: Path) -> Iterator[None]:
    """The gallery's addresses, for the test client and the browser alike."""
    with override_settings(**SETTINGS, LOCALE_PATHS=[locale]):
        yield


@pytest.fixture
def site(shown: None) -> Iterator[str]:
    """The gallery on a port of this machine."""
    with served() as address:
        yield address

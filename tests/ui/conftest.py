from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from frontporch.ui import catalogs
from tests.ui.gallery import SETTINGS

LOCALE = Path(catalogs.__file__).parents[1] / "locale"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: a test's output is its verdict."""


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
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()

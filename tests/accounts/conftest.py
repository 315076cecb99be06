from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils.translation import trans_real

from tests.ui.conftest import locale

__all__ = ["locale"]


@pytest.fixture
def spoken(locale: object) -> Iterator[None]:
    """Our catalogs, compiled for this run."""
    with override_settings(LOCALE_PATHS=[locale]):
        trans_real._translations.clear()  # type: ignore[attr-defined]  # Django forgets them only when it restarts
        yield
    trans_real._translations.clear()  # type: ignore[attr-defined]  # the same

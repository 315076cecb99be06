from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def data() -> Path:
    """The folder with real inputs that nobody here wrote. It is not part of the project."""
    if not DATA.is_dir():
        pytest.skip("The folder ../shared/data with real inputs is not on this machine.")
    return DATA

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _a_day_of_the_test_year() -> Iterator[None]:
    """A Tuesday afternoon in the fall of the school year that the makers use."""
    with time_machine.travel(datetime(2026, 11, 10, 14, 0, tzinfo=ZoneInfo("America/Chicago")), tick=True):
        yield

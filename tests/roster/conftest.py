from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.roster import services
from frontporch.roster.models import Run
from tests.make import make_district
from tests.roster.bundles import Tables, zipped

DAY = date(2026, 10, 5)
Import = Callable[..., Run]


@pytest.fixture
def district(db: None, settings: Any, tmp_path: Path) -> Iterator[Place]:
    """A district whose scope is open, with its own folder for uploads."""
    settings.VAR = tmp_path / "var"
    found = make_district()
    with scope(found):
        yield found


@pytest.fixture
def take_in(district: Place, tmp_path: Path) -> Import:
    """Apply tables to the district as of October 5."""

    def apply(tables: Tables, *, on: date = DAY, **facts: Any) -> Run:
        file = zipped(tmp_path / "bundle.zip", tables, **facts.pop("files", {}))
        return services.apply(file=file, district=district, by=SYSTEM, on=on, **facts)

    return apply


@pytest.fixture
def look(district: Place, tmp_path: Path) -> Import:
    """Check tables for the district as of October 5."""

    def check(tables: Tables, *, on: date = DAY, **facts: Any) -> Run:
        file = zipped(tmp_path / "bundle.zip", tables, **facts.pop("files", {}))
        return services.check(file=file, district=district, by=SYSTEM, on=on, **facts)

    return check

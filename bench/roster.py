"""Roster: first load and unchanged re-load of a district, beside the importer that a Django team would write.

The peer saves each child, adult and edge with `update_or_create`, on a sample of the same rows; both in one run.
Prints: children, rows, first_load_s, unchanged_s, rows_per_s, peer_rows_per_s, ratio_vs_row.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from frontporch.audit.models import SYSTEM
from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import write
from frontporch.families.models import Child, Guardian
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.places.services import add_place, set_calendar
from frontporch.roster import services

SAMPLE = 2000  # people the peer saves


def main() -> None:
    children = int(os.environ.get("PORCH_BENCH_CHILDREN") or 5000)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "state"
        list(
            write(
                Wish(children=children, seed=1, districts=1, today=date(2026, 11, 2), subjects=True, mess=False), folder
            )
        )
        bundle = max(folder.rglob("*.zip"), key=lambda file: file.stat().st_size)
        district = _district()
        first, rows = _load(bundle, district)
        again, _rows = _load(bundle, district)
        peer = _peer(bundle)
    print(json.dumps({
        "children": children, "rows": rows, "first_load_s": round(first, 2), "unchanged_s": round(again, 2),
        "rows_per_s": round(rows / first), "peer_rows_per_s": round(peer), "ratio_vs_row": round(rows / first / peer, 1),
    }))  # fmt: skip


def _district() -> Place:
    state = add_place(kind="state", parent=None, name="Bench", code="state", by=SYSTEM)
    district = add_place(kind="district", parent=state, name="Bench district", code="bench", by=SYSTEM)
    first, last = date(2026, 8, 6), date(2027, 5, 25)
    set_calendar(place=district, year=2026, first_day=first, last_day=last, days_out=[], by=SYSTEM)
    return district


def _load(bundle: Path, district: Place) -> tuple[float, int]:
    began = time.perf_counter()
    with scope(district):
        run = services.apply(file=bundle, district=district, on=date(2026, 11, 2), by=SYSTEM)
    took = time.perf_counter() - began
    print(f"{run.rows} rows in {took:.1f} s", file=sys.stderr)
    return took, run.rows


def _peer(bundle: Path) -> float:
    """Rows a second of one `update_or_create` a person, in one transaction."""
    import io
    import zipfile

    with zipfile.ZipFile(bundle) as opened, opened.open("users.csv") as raw:
        users = list(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig")))[:SAMPLE]
    state = Place.objects.get(kind="state")
    other = add_place(kind="district", parent=state, name="Peer district", code="peer", by=SYSTEM)
    began = time.perf_counter()
    with scope(other):
        for user in users:
            model = Child if user["role"] == "student" else Guardian
            facts = {"given_name": user["givenName"], "family_name": user["familyName"]}
            model.objects.update_or_create(district=other, sourced_id=user["sourcedId"], defaults=facts)
    return len(users) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()

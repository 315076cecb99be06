"""Invented names against real ones: a state's public record of its schools, where it is at hand."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from frontporch.demo.generator.places import plots, settle
from frontporch.demo.generator.wishes import Wish

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "ms-maap"
_KIND = re.compile(r"\b(school|district|elementary|middle|high|public|county|city|schools|center|attendance)\b")


def bare(name: str) -> str:
    return " ".join(_KIND.sub(" ", name.lower()).split())


@pytest.mark.skipif(not REAL.is_dir(), reason="the public record of school names is not on this machine")
def test_no_invented_name_is_a_real_schools_or_districts() -> None:
    real: set[str] = set()
    for file in REAL.rglob("*.xlsx"):
        with zipfile.ZipFile(file) as book:
            words = book.read("xl/sharedStrings.xml").decode()
        real |= {bare(name) for name in re.findall(r"<t[^>]*>([^<]*)</t>", words)}
    assert len(real) > 500
    invented: set[str] = set()
    for seed in range(5):
        wish = Wish(children=440_000, seed=seed)
        tenants = [settle(plot, wish) for plot in plots(wish)]
        invented |= {bare(tenant.name) for tenant in tenants}
        invented |= {bare(school.name) for tenant in tenants for school in tenant.schools}
    assert invented & real == set()

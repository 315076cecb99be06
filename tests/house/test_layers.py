"""What import-linter cannot see: string foreign keys, and which modules of another app may be entered."""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = [[f"frontporch.{name}" for name in row.split(" | ")] for row in _LINTER["contracts"][0]["layers"]]
DEPTH = {name: depth for depth, row in enumerate(LAYERS) for name in row}
DOORS = {"models", "queries", "services", "access"}
OPEN_HOUSES = {"frontporch.lib", "frontporch.ui"}  # no doors: small public modules by design
UPWARD = {("frontporch.families", "registry")}  # where apps above register what to run when a person leaves


def _app(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("frontporch.")]


def test_foreign_keys_point_downward_or_stay_inside() -> None:
    wrong = [
        f"{model.__name__}.{field.name} -> {other.__name__}"
        for model in _ours()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        for other in [field.related_model]
        if isinstance(other, type) and other.__module__.startswith("frontporch.")
        if DEPTH[_app(other.__module__)] <= DEPTH[_app(model.__module__)]
        and _app(other.__module__) != _app(model.__module__)
    ]
    assert wrong == []


def test_apps_enter_each_other_through_the_four_doors_only() -> None:
    graph = grimp.build_graph("frontporch", cache_dir=None)
    wrong = []
    for importer in graph.modules:
        if ".migrations" in importer or _app(importer) == "frontporch.config":
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            house = _app(imported)
            if house in (_app(importer), "frontporch", *OPEN_HOUSES) or house not in DEPTH:
                continue
            room = imported.removeprefix(house).lstrip(".").split(".")[0]
            if room not in DOORS and (house, room) not in UPWARD:
                wrong.append(f"{importer} enters {imported}")
    assert sorted(wrong) == []


def test_every_app_says_what_it_is() -> None:
    silent = [name for name in DEPTH if not (__import__(name, fromlist=["x"]).__doc__ or "").strip()]
    assert silent == []


def test_no_module_is_named_for_nothing() -> None:
    empty_words = {"utils", "helpers", "core", "common", "managers", "signals"}
    found = [str(file) for file in (ROOT / "frontporch").rglob("*.py") if file.stem in empty_words]
    assert found == []


@pytest.mark.parametrize("name", sorted(DEPTH))
def test_rules_are_plain(name: str) -> None:
    file = ROOT / name.replace(".", "/") / "rules.py"
    text = file.read_text() if file.exists() else ""
    assert "django" not in text.replace("Django", "")

"""Every change says who: each public service takes `by`, by keyword, and writes an entry."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import FunctionType

from frontporch.audit.models import Actor
from tests.house.test_layers import DEPTH

# Services that record acts of others, or hand out text: they have no actor of their own.
NOT_ACTS = {"frontporch.audit.services.record"}


def _services() -> Iterator[tuple[str, FunctionType]]:
    for app in DEPTH:
        try:
            room = importlib.import_module(f"{app}.services")
        except ModuleNotFoundError:
            continue
        modules = [room]
        if hasattr(room, "__path__"):
            modules += [
                importlib.import_module(f"{room.__name__}.{found.name}")
                for found in pkgutil.iter_modules(room.__path__)
            ]
        for module in modules:
            for name, thing in vars(module).items():
                if (
                    isinstance(thing, FunctionType)
                    and not name.startswith("_")
                    and inspect.unwrap(thing).__module__ == module.__name__
                ):
                    yield f"{module.__name__}.{name}", thing


def test_every_service_says_who_does_it() -> None:
    silent = []
    for name, service in _services():
        parameter = inspect.signature(service).parameters.get("by")
        if name not in NOT_ACTS and (parameter is None or parameter.kind is not inspect.Parameter.KEYWORD_ONLY):
            silent.append(name)
    assert silent == []


def test_every_service_is_called_by_keyword() -> None:
    loose = [
        name
        for name, service in _services()
        if name not in NOT_ACTS
        for parameter in inspect.signature(service).parameters.values()
        if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    assert sorted(set(loose)) == []


def test_every_service_explains_itself() -> None:
    assert [name for name, service in _services() if not inspect.getdoc(service)] == []


def test_an_actor_has_no_room_for_a_name() -> None:
    assert set(inspect.signature(Actor).parameters) == {"kind", "id", "role"}

"""Leaving and merging: what other apps do when a person is merged into another, handed out as a copy, or erased.

The only call that travels upward. An app above registers its three functions in `ready()`; each takes part in the
caller's transaction and scope and answers with counts or rows, which the caller's audit entry keeps or the copy shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Handlers:
    """What one app does. All ids are those of `families`; `guardian` may be null for a child alone, and vice versa."""

    merge_guardians: Callable[[int, int], int]  # (from id, into id) -> rows that moved
    export: Callable[[list[int], list[int]], Mapping[str, Rows]]  # (guardian ids, child ids) -> table name -> rows
    erase: Callable[[list[int], list[int]], int]  # (guardian ids, child ids) -> rows that are gone


_apps: dict[str, Handlers] = {}


def register(app: str, handlers: Handlers) -> None:
    """Join the registry under the app's own name. Registering twice is a mistake of the programmer."""
    if app in _apps:
        raise ValueError(f"{app} is registered already")
    _apps[app] = handlers


def everyone() -> Mapping[str, Handlers]:
    """All apps that joined, in the order of their names."""
    return dict(sorted(_apps.items()))


def merge_guardians(*, source: int, into: int) -> dict[str, int]:
    """Move everything the apps above know about one adult to another; rows moved per app."""
    return {app: one.merge_guardians(source, into) for app, one in everyone().items()}


def export(*, guardians: list[int], children: list[int]) -> dict[str, Mapping[str, Rows]]:
    """What the apps above know about these people, per app and table."""
    return {app: one.export(guardians, children) for app, one in everyone().items()}


def erase(*, guardians: list[int], children: list[int]) -> dict[str, int]:
    """Remove what the apps above know about these people; rows gone per app."""
    return {app: one.erase(guardians, children) for app, one in everyone().items()}

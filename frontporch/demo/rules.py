"""Which doors a demo has, and who stands behind each."""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """A way into the demo: the role as people read it, and the demo person's address (none for a family)."""

    title: str
    email: str


DOORS = {
    "family": Door("Family", ""),
    "teacher": Door("Teacher", "teacher@example.org"),
    "principal": Door("Principal", "principal@example.org"),
    "district": Door("District", "district@example.org"),
    "state": Door("State", "state@example.org"),
}

"""Our drawings: hands and everyday objects in two colors, each at most 1.5 kB, always beside words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LARGEST = 1500  # bytes


@cache
def names() -> frozenset[str]:
    """The pictures that there are, for whoever checks a content file."""
    return frozenset(file.stem for file in HERE.glob("*.svg"))


@cache
def drawing(name: str) -> str:
    """The SVG element of one picture. An unknown name gives the lamp: a page never breaks for a drawing."""
    known = name.lower() if name.lower() in names() else "lamp"
    return (HERE / f"{known}.svg").read_text().strip()

"""Contrast by the WCAG 2.2 formula, from the tokens themselves: axe cannot see a bar that fades into its track."""

from __future__ import annotations

import re

import pytest

from frontporch.ui import styles

TEXT = [
    ("ink", "bg"), ("ink", "surface"), ("ink", "sand"), ("ink2", "bg"), ("ink2", "surface"), ("ink2", "sand"),
    ("ink", "glow"), ("ink", "river-tint"), ("ink", "clay-tint"), ("ink", "pine-tint"),
    ("river", "bg"), ("river", "surface"), ("river", "river-tint"), ("river", "sand"), ("iris", "bg"),
    ("pine", "bg"), ("pine", "pine-tint"), ("clay", "bg"), ("clay", "clay-tint"), ("amber", "glow"),
    ("btn-ink", "btn"),
]  # fmt: skip
SHAPES = [
    ("line", "bg"), ("line", "surface"), ("bar", "track"), ("warm", "track"), ("bar", "bg"), ("warm", "bg"),
    ("cut", "deep"),
]  # fmt: skip


def tokens(theme: str) -> dict[str, str]:
    """The colors of one theme; dark starts from light, as the browser does."""
    light, dark = (styles.HERE / "tokens.css").read_text().split("@media", 1)
    found = dict(re.findall(r"--([\w-]+):(#\w{3,6})\b", light))
    return found if theme == "light" else {**found, **dict(re.findall(r"--([\w-]+):(#\w{3,6})\b", dark))}


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(theme: str) -> None:
    color = tokens(theme)
    assert {pair: round(contrast(color[pair[0]], color[pair[1]]), 1) for pair in TEXT
            if contrast(color[pair[0]], color[pair[1]]) < 4.5} == {}  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_can_be_told_from_their_ground(theme: str) -> None:
    color = tokens(theme)
    assert {pair: round(contrast(color[pair[0]], color[pair[1]]), 1) for pair in SHAPES
            if contrast(color[pair[0]], color[pair[1]]) < 3} == {}  # fmt: skip

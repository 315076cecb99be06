from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_documented() -> None:
    settings = (ROOT / "frontporch" / "config" / "settings.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|_secret)\(\s*f?"([A-Z_]+)"', settings))
    page = (ROOT / "docs" / "configuration.md").read_text()
    assert sorted(name for name in read if f"`{name.removesuffix('_FILE')}`" not in page) == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    assert [one.name for one in sorted(folder.glob("0*.md")) if one.name not in index] == []

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    file
    for folder in ("frontporch", "tests", "bench")
    for file in (ROOT / folder).rglob("*.py")
    if "migrations" not in file.parts
]


def test_no_file_is_longer_than_400_lines() -> None:
    assert [str(f.relative_to(ROOT)) for f in FILES if len(f.read_text().splitlines()) > 400] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{node.name}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert long == []


def test_no_template_is_longer_than_150_lines() -> None:
    found = (ROOT / "frontporch").rglob("templates/**/*.html")
    assert [str(f.relative_to(ROOT)) for f in found if len(f.read_text().splitlines()) > 150] == []


def test_no_committed_file_names_a_package_registry_or_this_machine() -> None:
    words = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".com", "deb.debian" + ".org"]
    text_like = {".py", ".md", ".txt", ".toml", ".yaml", ".html", ".css", ".in", ".po", ""}
    skipped = {".venv", "var", ".git", "node_modules"}
    found = [
        str(file.relative_to(ROOT))
        for top in ROOT.iterdir()
        if top.name not in skipped
        for file in ([top] if top.is_file() else top.rglob("*"))
        if file.is_file() and file.suffix in text_like and not set(file.parts) & {"__pycache__"}
        if any(word in file.read_text(errors="ignore") for word in words)
    ]
    assert found == []

"""A stranger's YAML: every fault is named with file, field and mend, and reading goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frontporch.lib.records import LARGEST, Fields, Finding, read


def fields(**values: Any) -> Fields:
    return Fields("one.yaml", values, [])


@pytest.mark.parametrize(
    ("ask", "value", "answer"),
    [
        (lambda f: f.text("x"), " two words ", "two words"),
        (lambda f: f.text("x"), 12, "12"),
        (lambda f: f.text("x", needed=False, default="none"), None, "none"),
        (lambda f: f.text("x"), "ت\u200cست 👩\u200d👧\nline", "ت\u200cست 👩\u200d👧\nline"),
        (lambda f: f.texts("x"), ["a", "b"], ["a", "b"]),
        (lambda f: f.texts("x"), None, []),
        (lambda f: f.choice("x", ["a", "b"]), "a", "a"),
        (lambda f: f.choices("x", ["a", "b"]), ["b"], ["b"]),
        (lambda f: f.integer("x", least=1, most=3), 3, 3),
        (lambda f: f.integer("x", needed=False), None, None),
        (lambda f: f.number("x"), -0.5, -0.5),
        (lambda f: f.number("x"), None, None),
        (lambda f: f.flag("x"), False, False),
        (lambda f: f.flag("x", unknown=True), None, None),
        (lambda f: f.date("x"), dt.date(2027, 8, 1), dt.date(2027, 8, 1)),
        (lambda f: f.date("x", needed=False), None, None),
        (lambda f: f.within("x").text("y"), {"y": "z"}, "z"),
        (lambda f: [each.text("y") for each in f.items("x")], [{"y": "z"}], ["z"]),
    ],
)
def test_what_is_right_comes_back_as_asked(ask: Callable[[Fields], Any], value: Any, answer: Any) -> None:
    found = fields(x=value)
    assert ask(found) == answer
    assert found.findings == []


@pytest.mark.parametrize(
    ("ask", "value", "finding"),
    [
        (lambda f: f.text("x"), None, "x: is missing. Write it."),
        (lambda f: f.text("x"), "  ", "x: is empty. Write it."),
        (lambda f: f.text("x"), ["a"], "x: is not text."),
        (lambda f: f.text("x"), True, "x: is not text."),
        (lambda f: f.text("x", longest=3), "four", "x: has 4 characters. Shorten it to 3."),
        (lambda f: f.text("x"), "left\u202eright", "x: holds the hidden character U+202E."),
        (lambda f: f.text("x"), "bell\x07", "x: holds the hidden character U+0007."),
        (lambda f: f.texts("x"), "a", "x: is not a list."),
        (lambda f: f.texts("x", needed=True), [], "x: is empty. Name at least one."),
        (lambda f: f.texts("x"), ["a", {"b": 1}], "x 1: is not text."),
        (lambda f: f.choice("x", ["a", "b"]), "c", "x: is “c”. Use one of: a, b."),
        (lambda f: f.choices("x", ["a", "b"]), ["a", "c"], "x: holds “c”. Use only: a, b."),
        (lambda f: f.choices("x", ["a", "b"]), ["a", "a"], "x: names something twice."),
        (lambda f: f.integer("x"), "3", "x: is “3”. Write a whole number."),
        (lambda f: f.integer("x"), True, "x: is “True”. Write a whole number."),
        (lambda f: f.integer("x", least=1, most=3), 9, "x: is 9. Write a number from 1 to 3."),
        (lambda f: f.number("x"), "much", "x: is “much”. Write a number, or null"),
        (lambda f: f.flag("x"), "yes", "x: is “yes”. Write true or false."),
        (lambda f: f.flag("x"), None, "x: is missing."),
        (lambda f: f.date("x"), "soon", "x: is “soon”. Write a day as 2027-08-01."),
        (lambda f: f.date("x"), dt.datetime(2027, 8, 1), "x: is “2027-08-01 00:00:00”."),
        (lambda f: f.within("x").text("y", needed=False), "z", "x: is not a group of fields."),
        (lambda f: f.within("x").text("y"), {"z": 1}, "x y: is missing."),
        (lambda f: list(f.items("x")), ["z"], "x[1]: is not a group of fields."),
        (lambda f: [e.text("y") for e in f.items("x", named="id")], [{"id": "A"}], "A y: is missing."),
        (lambda f: [e.text("y") for e in f.items("x")], [{"id": "A"}], "x[1] y: is missing."),
        (lambda f: f.unasked(), 1, "x: is not a field that we know."),
    ],
)
def test_what_is_wrong_is_named_with_its_mend(ask: Callable[[Fields], Any], value: Any, finding: str) -> None:
    found = fields(x=value)
    ask(found)
    assert str(found.findings[0]).startswith(f"one.yaml: {finding}")


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"a: [1", "one.yaml: line 1: cannot be read as YAML"),
        (b"a: 1\na: 2\n", "one.yaml: line 2: cannot be read as YAML"),
        (b"a: !!python/object:os.system x\n", "one.yaml: line 1: cannot be read as YAML"),
        (b"a: \xff\xfe", "one.yaml: cannot be read as YAML. Save it as plain text in UTF-8"),
        (b"- only\n- a list\n", "one.yaml: holds no fields."),
        (b"", "one.yaml: holds no fields."),
        (b"#" * (LARGEST + 1), "one.yaml: is larger than 2 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path, content: bytes, finding: str) -> None:
    file = tmp_path / "one.yaml"
    file.write_bytes(content)
    found: list[Finding] = []
    assert read(file, shown="one.yaml", findings=found) is None
    assert len(found) == 1
    assert str(found[0]).startswith(finding)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    found: list[Finding] = []
    assert read(tmp_path / "none.yaml", shown="none.yaml", findings=found) is None
    assert str(found[0]).startswith("none.yaml: cannot be opened")


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("\ufefftitle: Read It Twice\n")
    found: list[Finding] = []
    record = read(file, shown="one.yaml", findings=found)
    assert record is not None
    assert record.text("title") == "Read It Twice"

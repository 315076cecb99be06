"""CSV tables that grow row by row and end up together in one zip, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_MADE_AT = (2020, 1, 1, 0, 0, 0)  # one time for every member, so that a bundle depends on its rows alone


class Table:
    """One CSV file in memory."""

    def __init__(self, name: str, header: Iterable[str]) -> None:
        self.name = name
        self._text = io.StringIO()
        self._writer: Any = csv.writer(self._text, lineterminator="\r\n")
        self.add = self._writer.writerow
        self.add(tuple(header))

    @property
    def text(self) -> str:
        return self._text.getvalue()

    @text.setter
    def text(self, words: str) -> None:
        self._text = io.StringIO(words)


def write_zip(file: Path, tables: Iterable[Table]) -> None:
    """Write the tables as a zip."""
    with zipfile.ZipFile(file, "w") as bundle:
        for table in tables:
            member = zipfile.ZipInfo(table.name, _MADE_AT)
            member.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(member, table.text.encode(), compresslevel=1)

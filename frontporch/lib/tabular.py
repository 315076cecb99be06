"""CSV files, one by one or in a zip, as strangers send them.

A fault of the *file* is a `Refusal`: nothing in it can be trusted. A fault of a *row* is a `Fault` in the
stream of rows: the caller sets that row aside and goes on. Both name the file, the line as a text editor
counts it, and what to do. Nothing is ever unpacked to disk.
"""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import TracebackType
from typing import IO, BinaryIO, Self

from frontporch.lib.refusal import Refusal

SAVE_AS_UTF8 = "Save it as CSV UTF-8 (in Excel: Save As, CSV UTF-8) and send it again."
# What zipfile raises when the list of members or a member's head lies; ValueError and OSError from seeking.
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError)
_KINDS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x1f\x8b": "a gzip file",
    b"7z\xbc\xaf": "a 7z file",
    b"Rar!": "a RAR file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a stranger may send. The defaults hold the bundle of a district of 100,000 children."""

    members: int = 500
    total_bytes: int = 2 * 1024**3  # unpacked
    ratio: int = 200  # unpacked to packed, for members above `ratio_from` bytes; CSV packs 5 to 50 times
    ratio_from: int = 10 * 1024**2
    line: int = 1_000_000  # characters
    field: int = 20_000  # characters
    columns: int = 500


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on (the header is line 1) and its values by column, trimmed."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that cannot be read: set it aside, show the sentence, go on."""

    file: str
    line: int
    code: str
    sentence: str


class Rows:
    """The rows of one CSV file, read as they are asked for, once. `columns` are known from the start."""

    def __init__(
        self,
        stream: BinaryIO | IO[bytes],
        *,
        name: str,
        required: Collection[str] = (),
        known: Collection[str] = (),
        limits: Limits = LIMITS,
    ) -> None:
        """Take the stream over and read the header.

        Column names are trimmed and, where they are `required` or `known`, take that spelling whatever their
        case; a column without a name is left out.

        Refuses a file that is empty, is no UTF-8, has NUL bytes, separates by semicolons or tabs, repeats a
        column or lacks a required one; reading on refuses the same bytes later in the file.
        """
        self.name = name
        self._limits = limits
        self._lines = _Lines(stream, name=name, limits=limits)
        self._reader = csv.reader(self._lines, strict=True)
        self._header = self._read_header({column.lower(): column for column in (*known, *required)})
        self.columns: tuple[str, ...] = tuple(column for column in self._header if column)
        missing = [column for column in required if column not in self.columns]
        if missing:
            raise Refusal(
                "missing-column",
                f"{name} has no column {_and(missing)}. Add it to the export and send it again.",
            )

    def _read_header(self, spelling: dict[str, str]) -> list[str]:
        try:
            cells = next((row for row in self._reader if any(cell.strip() for cell in row)), None)
        except csv.Error:
            raise Refusal("bad-header", f"{self.name}: the first line is no list of columns.") from None
        if cells is None:
            raise Refusal("empty-file", f"{self.name} is empty. It needs a first line with the column names.")
        names = [cell.strip() for cell in cells]
        filled = [cell for cell in names if cell]
        if len(filled) == 1 and (";" in filled[0] or "\t" in filled[0]):
            mark = "semicolons" if ";" in filled[0] else "tabs"
            raise Refusal(
                "not-commas",
                f"{self.name} separates its columns by {mark}. Save it with commas, as CSV UTF-8.",
            )
        if len(names) > self._limits.columns:
            raise Refusal("too-many-columns", f"{self.name} has more than {self._limits.columns} columns.")
        header = [spelling.get(cell.lower(), cell) for cell in names]
        twice = [column for column, times in Counter(header).items() if column and times > 1]
        if twice:
            raise Refusal("duplicate-column", f"{self.name} has the column {_and(twice)} twice. Keep the right one.")
        return header

    def __iter__(self) -> Iterator[Row | Fault]:
        """Rows and faults in file order; rows without any value are skipped."""
        while True:
            begin = self._lines.count + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                self._refuse_runaway_quote(begin)
                yield self._fault(begin, "bad-quotes", "has a quotation mark that is not closed or not doubled")
                continue
            if any(cell.strip() for cell in cells):
                yield self._row(begin, cells)

    def _row(self, begin: int, cells: list[str]) -> Row | Fault:
        wide = len(self._header)
        if len(cells) < wide or any(cell.strip() for cell in cells[wide:]):
            self._refuse_runaway_quote(begin)
            return self._fault(begin, "ragged-row", f"has {len(cells)} fields where the header has {wide}")
        if any(len(cell) > self._limits.field for cell in cells):
            return self._fault(begin, "long-field", f"has a field of more than {self._limits.field:,} characters")
        pairs = zip(self._header, cells, strict=False)  # what stands beyond the header is blank
        return Row(begin, {column: cell.strip() for column, cell in pairs if column})

    def _refuse_runaway_quote(self, begin: int) -> None:
        """A faulty row over several lines has swallowed others: counting it as one would hide them."""
        if self._lines.count > begin:
            raise Refusal(
                "open-quote",
                f"{self.name}, line {begin}: a quotation mark opens and is not closed on that line, so the "
                "rows after it cannot be told apart. Mend that line and send the file again.",
            )

    def _fault(self, line: int, code: str, what: str) -> Fault:
        return Fault(self.name, line, code, f"{self.name}, line {line}, {what}.")


class _Lines:
    """Physical lines of a UTF-8 stream, counted; ends of line (LF, CRLF, CR) are kept for the CSV reader."""

    def __init__(self, stream: BinaryIO | IO[bytes], *, name: str, limits: Limits) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="strict", newline="")
        self._name = name
        self._limits = limits
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        where = f"{self._name}, line {self.count + 1}"
        try:
            line = self._text.readline(self._limits.line + 1)
        except UnicodeDecodeError as bad:
            raise self._not_utf8(bad) from None
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise _broken_zip(self._name) from None
        if not line:
            raise StopIteration
        if "\0" in line:
            raise Refusal("nul-bytes", f"{where}, has empty (NUL) bytes: the export broke off. {SAVE_AS_UTF8}")
        if len(line) > self._limits.line:
            raise Refusal(
                "long-line", f"{where}, is longer than {self._limits.line:,} characters, so this is no table."
            )
        self.count += 1
        return line

    def _not_utf8(self, bad: UnicodeDecodeError) -> Refusal:
        """The decoder works ahead in chunks: the line is what was read so far and the ends in this chunk."""
        before = bad.object[: bad.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = self.count + 1 + before.count(b"\n")
        byte = bad.object[bad.start]
        return Refusal("not-utf8", f"{self._name}, line {line}, is not UTF-8 (byte {byte:02X}). {SAVE_AS_UTF8}")


class Bundle:
    """A zip of CSV files, opened for reading. Names are those of the files, without any folder."""

    def __init__(self, file: BinaryIO | IO[bytes], *, name: str, limits: Limits = LIMITS) -> None:
        """Look at the list of members and their sizes; nothing is unpacked yet.

        Refuses what is no zip (and says what it is), an empty or damaged or locked one, more members or
        bytes than `limits`, a member that leaves the bundle by its path, and two of one name.
        """
        self.name = name
        self._limits = limits
        self._zip = _open_zip(file, name)
        found: dict[str, zipfile.ZipInfo] = {}
        entries = self._zip.infolist()
        if len(entries) > limits.members:
            raise Refusal("too-many-members", f"{name} holds more than {limits.members} files.")
        if any(entry.filename == "[Content_Types].xml" for entry in entries):
            raise Refusal("not-a-zip", f"{name} is an Excel or Word file. {SAVE_AS_UTF8}")
        for entry in entries:
            base = self._base_name(entry)
            if base in found:
                raise Refusal("duplicate-member", f"{name} holds {base} twice. Keep the right one.")
            if base:
                found[base] = entry
        if not found:
            raise Refusal("empty-zip", f"{name} is an empty zip. Export again and look inside before sending.")
        self._check_sizes(list(found.values()))
        self._members = found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in small letters, in the order of the zip."""
        return tuple(self._members)

    def require(self, *names: str) -> None:
        """Refuse the bundle unless it holds all of these files."""
        missing = [name for name in names if name.lower() not in self._members]
        if missing:
            raise Refusal(
                "missing-member",
                f"{self.name} has no {_and(missing)}. Export again with all files and send that.",
            )

    def rows(self, name: str, *, required: Collection[str] = (), known: Collection[str] = ()) -> Rows:
        """The rows of one file. Refuses a missing file, and all that `Rows` refuses."""
        self.require(name)
        try:
            stream = self._zip.open(self._members[name.lower()])
        except _DAMAGE:
            raise _broken_zip(name) from None
        return Rows(stream, name=name, required=required, known=known, limits=self._limits)

    def _base_name(self, entry: zipfile.ZipInfo) -> str:
        """The name without its folders, or nothing for folders and what macOS and Windows add."""
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", entry.filename):
            raise Refusal("unsafe-path", f"{self.name} holds a file that points outside it: {path.name}.")
        if (
            entry.filename.endswith(("/", "\\"))
            or not path.name
            or "__MACOSX" in path.parts
            or path.name.startswith((".", "Thumbs.db"))
        ):
            return ""
        if entry.flag_bits & 0x1:
            raise Refusal("locked-zip", f"{self.name} is locked with a password. Send it without one.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal("odd-zip", f"{self.name} is packed in an unusual way. Send it as a plain zip.")
        return path.name.lower()

    def _check_sizes(self, entries: list[zipfile.ZipInfo]) -> None:
        """Declared sizes are enough: zipfile never reads past them."""
        limits = self._limits
        if sum(entry.file_size for entry in entries) > limits.total_bytes:
            most = limits.total_bytes // 1024**2
            raise Refusal("too-large", f"{self.name} unpacks to more than {most:,} MB. Send it in parts.")
        for entry in entries:
            large = entry.file_size > limits.ratio_from
            if large and entry.file_size > limits.ratio * max(1, entry.compress_size):
                raise Refusal(
                    "zip-bomb",
                    f"{self.name}: {entry.filename} unpacks to far more than it should. Export again.",
                )


def _open_zip(file: BinaryIO | IO[bytes], name: str) -> zipfile.ZipFile:
    start = file.read(4)
    file.seek(0)
    if not start:
        raise Refusal("empty-file", f"{name} is empty (0 bytes). Export again and look at its size.")
    kind = next((words for magic, words in _KINDS.items() if start.startswith(magic)), None)
    if kind:
        raise Refusal("not-a-zip", f"{name} is {kind}, not a zip. Send the zip that your system exports.")
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE:
        if start.startswith(b"PK"):
            raise _broken_zip(name) from None
        raise Refusal("not-a-zip", f"{name} is not a zip. Send the zip that your system exports.") from None


def _broken_zip(name: str) -> Refusal:
    return Refusal("broken-zip", f"{name} is damaged or cut off. Export again and send the new zip.")


def _and(names: list[str]) -> str:
    """a, b and c."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)

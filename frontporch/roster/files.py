"""A bundle as it comes: one zip, or a folder with the same CSV files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from frontporch.lib.refusal import Refusal
from frontporch.lib.tabular import Bundle, Rows


class Files(Protocol):
    """What readers need of a bundle. File names are in small letters."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def rows(self, name: str, *, required: Collection[str] = (), known: Collection[str] = ()) -> Rows: ...


class Folder:
    """The CSV files of one folder; other files are not looked at."""

    def __init__(self, path: Path, opened_here: ExitStack) -> None:
        self._stack = opened_here
        self._kept: list[Rows] = []
        self._files = {one.name.lower(): one for one in sorted(path.iterdir()) if one.suffix.lower() == ".csv"}
        if not self._files:
            raise Refusal("empty-folder", f"{path.name} holds no CSV files. Name the folder that your system exports.")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._files)

    def rows(self, name: str, *, required: Collection[str] = (), known: Collection[str] = ()) -> Rows:
        if name.lower() not in self._files:
            raise Refusal("missing-member", f"The folder has no {name}. Export again with all files.")
        stream = self._stack.enter_context(self._files[name.lower()].open("rb"))
        rows = Rows(stream, name=name, required=required, known=known)
        self._kept.append(rows)  # so that nobody closes the stream but the stack
        return rows


@contextmanager
def opened(path: Path, *, name: str) -> Iterator[Files]:
    """The files of a zip or a folder. Refuses what is neither, with the name the sender knows it by."""
    if path.is_dir():
        with ExitStack() as stack:
            yield Folder(path, stack)
        return
    try:
        stream = path.open("rb")
    except OSError:
        raise Refusal("no-such-file", f"There is no file {name} that can be read here. Look at its name.") from None
    with stream, Bundle(stream, name=name) as bundle:
        yield bundle

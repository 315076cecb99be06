"""Readers: one folder for each format. Adding a reader is adding a folder with these three names.

- `TITLE`: the format's name, as a person says it;
- `recognizes(files) -> bool`: whether the bundle is of this format, by its files and headers;
- `read(files, options) -> Roster`: its records. Refuses for a fault of a file, sets aside for a fault of a row.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from frontporch.lib.refusal import Refusal
from frontporch.roster.files import Files
from frontporch.roster.readers.columns import Options
from frontporch.roster.records import Roster

__all__ = ["Options", "read"]


def all_readers() -> dict[str, ModuleType]:
    """The readers by the names of their folders."""
    found = sorted(one.name for one in pkgutil.iter_modules(__path__) if one.ispkg)
    return {name: importlib.import_module(f"{__name__}.{name}") for name in found}


def read(files: Files, options: Options) -> tuple[str, Roster]:
    """The name of the reader that recognizes the bundle, and what the bundle says.

    Refuses a bundle that no reader knows, and all that the reader refuses.
    """
    readers = all_readers()
    for name, reader in readers.items():
        if reader.recognizes(files):
            return name, reader.read(files, options)
    known = ", ".join(sorted(reader.TITLE for reader in readers.values()))
    holds = ", ".join(files.names[:6])
    raise Refusal(
        "unknown-format",
        f"This is no roster that can be read here. It holds {holds}. Send one of: {known}, with users.csv and orgs.csv.",
    )

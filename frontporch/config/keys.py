"""Secrets that an installation makes for itself on its first run, and keeps."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def made_once(file: Path, *, length: int = 50) -> str:
    """The secret in this file, made on first use and readable by us alone.

    Two processes that ask at the same moment get the same secret, and a run that was killed while writing leaves
    no empty one: the text is written beside its place and linked there whole.
    """
    kept = file.read_text().strip() if file.exists() else ""
    if kept:
        return kept
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(length))
    try:
        if file.exists():  # left empty by an older way of writing
            file.unlink()
        os.link(fresh, file)
    except FileExistsError:
        pass  # another process was first; its secret counts
    finally:
        fresh.unlink()
    return file.read_text().strip()

"""Secrets that an installation makes for itself on its first run, and keeps."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path


def made_once(file: Path, *, length: int = 50) -> str:
    """The secret in this file, made on first use and readable by us alone.

    Whoever asks at the same moment gets the same secret, and a run that was killed while writing leaves no half of
    one: the text is written beside its place and moved there whole.
    """
    if kept := _read(file):
        return kept
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _read(file):
            fresh = file.with_name(f"{file.name}.new")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(length))
            fresh.rename(file)
    finally:
        os.close(folder)
    return _read(file)


def _read(file: Path) -> str:
    return file.read_text().strip() if file.exists() else ""

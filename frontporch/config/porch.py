"""The `porch` command: every management command, with the database started when it is ours."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontporch.config.embedded import Cluster

# These need no database, or take care of it themselves.
_WITHOUT_DATABASE = {"help", "version", "makemessages", "compilemessages", "check", "up", "doctor"}


def main(arguments: list[str] | None = None) -> None:
    """Run one command. A refusal is printed as its sentence and ends with status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontporch.config.settings")
    from environs import EnvError

    from frontporch.lib.refusal import Refusal

    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, _leave)  # so that a server started for this command is stopped
    words = ["porch", *(sys.argv[1:] if arguments is None else arguments)]
    try:
        _run(words)
    except Refusal as no:
        sys.exit(str(no))
    except EnvError as no:
        sys.exit(f"A setting cannot be read: {no}. See docs/configuration.md.")
    except KeyboardInterrupt:
        sys.exit(130)


def _run(words: list[str]) -> None:
    from django.core.management import execute_from_command_line

    cluster = _our_cluster()
    if cluster is None or not needs_database(words):
        execute_from_command_line(words)
        return
    from frontporch.config.holding import held

    with held(cluster):
        execute_from_command_line(words)


def needs_database(words: list[str]) -> bool:
    """Whether the embedded server must run for this command line."""
    return (
        len(words) > 1 and words[1].lstrip("-") not in _WITHOUT_DATABASE and "--help" not in words and "-h" not in words
    )


def _our_cluster() -> Cluster | None:
    from frontporch.lib.refusal import Refusal

    try:
        from django.conf import settings

        return settings.CLUSTER if settings.EMBEDDED else None
    except OSError as why:
        raise Refusal(
            "unreadable",
            f"{why.filename} cannot be read or written ({why.strerror}): run Front Porch under the account that ran it "
            f"first, or set PORCH_VAR to a folder of your own.",
        ) from None


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()

"""The `porch` command: every management command, with the database started when it is ours."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Run one command. A refusal is printed as its sentence and ends with status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontporch.config.settings")
    from django.core.management import execute_from_command_line

    from frontporch.lib.refusal import Refusal

    words = ["porch", *(sys.argv[1:] if arguments is None else arguments)]
    try:
        execute_from_command_line(words)
    except Refusal as no:
        sys.exit(str(no))


if __name__ == "__main__":
    main()

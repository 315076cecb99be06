from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from frontporch.config import launch, leash


class Command(BaseCommand):
    help = "Prepare the database, then serve pages and work through jobs until Ctrl-C. HOST and PORT say where."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=launch.KINDS, help="serve pages alone, or work through jobs alone")
        parser.add_argument("--production", action="store_true", help="mark an empty database for production: no demo")
        parser.add_argument("--with-parent", action="store_true", help="stop when the process that started this ends")

    def handle(self, *, only: str | None, production: bool, with_parent: bool, **options: Any) -> None:
        if with_parent:
            leash.hold(parent=os.getppid())
        launch.up(only=[only] if only else launch.KINDS, production=production, say=self._say)

    def _say(self, sentence: str) -> None:
        """A terminal or pipe that is gone must not keep the processes from being stopped in order."""
        try:
            self.stdout.write(sentence)
            self.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

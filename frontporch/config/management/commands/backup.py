from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from frontporch.config import archive


class Command(BaseCommand):
    help = "Write the whole database to FILE, and the keys that families' links need to FILE.keys."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        for written in archive.backup(file):
            self.stdout.write(f"Wrote {written}.")
        self.stdout.write("Keep both, apart from each other and away from this machine: names of children are in them.")

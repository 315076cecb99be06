from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from frontporch.config import archive


class Command(BaseCommand):
    help = "Put the backup FILE into an empty database, whole or not at all, with the keys in FILE.keys."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="remove what the database holds now")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        archive.restore(file, replace=replace)
        self.stdout.write(self.style.SUCCESS(f"Restored {file}. Run `porch prepare` if this Front Porch is newer."))

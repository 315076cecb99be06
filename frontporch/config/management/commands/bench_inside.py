from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Used by `porch bench`: runs one bench inside the database that was made for it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("program", type=Path)

    def handle(self, *, program: Path, **options: Any) -> None:
        runpy.run_path(str(program), run_name="__main__")

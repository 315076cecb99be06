from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.audit.models import Actor
from frontporch.framework import services
from frontporch.framework.edition_file import read_edition


class Command(BaseCommand):
    help = "Check a framework's files and say, line by line, what must be fixed; or load them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "load"])
        parser.add_argument("folder", type=Path, nargs="?", default=settings.CONTENT / "framework")

    def handle(self, *, what: str, folder: Path, **options: Any) -> None:
        found = read_edition(folder)
        for finding in found.findings:
            self.stdout.write(str(finding))
        if found.findings:
            raise CommandError(f"{len(found.findings)} to fix; nothing was loaded.")
        if what == "check":
            counts = f"{len(found.standards)} standards, {len(found.indicators)} indicators, {len(found.strategies)}"
            self.stdout.write(self.style.SUCCESS(f"Ready to load: {counts} strategies."))
            return
        edition = services.load(folder=folder, by=Actor("command", "framework"))
        self.stdout.write(self.style.SUCCESS(f"{edition.title} {edition.version} is {edition.get_status_display()}."))

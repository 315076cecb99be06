from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.audit.models import Actor
from frontporch.framework import queries as framework
from frontporch.lib.records import Finding
from frontporch.toolkit import services
from frontporch.toolkit.activity_file import check


class Command(BaseCommand):
    help = "Check every activity and say, file by file, what must be fixed; or load them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "load"])
        parser.add_argument("folder", type=Path, nargs="?", default=settings.CONTENT / "toolkit")

    def handle(self, *, what: str, folder: Path, **options: Any) -> None:
        if what == "load":
            done = services.load(folder=folder, by=Actor("command", "toolkit"))
            says = f"{done.written} written, {done.withdrawn} withdrawn; the library has {done.total} activities."
            self.stdout.write(self.style.SUCCESS(says))
            return
        beside = folder.parent / "framework"
        codes = framework.codes_in(beside) if beside.exists() else framework.codes()
        found: list[Finding] = []
        count = check(folder, codes=codes, findings=found)
        for finding in found:
            self.stdout.write(str(finding))
        if found:
            raise CommandError(f"{len(found)} to fix in {count} activities.")
        self.stdout.write(self.style.SUCCESS(f"{count} activities: nothing to fix."))

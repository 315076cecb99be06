from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from frontporch.config import facts, preparation


class Command(BaseCommand):
    help = "Bring the database up to date: tables, rights, content, and the invented state if it is a demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--production", action="store_true", help="mark an empty database for production: no demo")

    def handle(self, *, production: bool, **options: Any) -> None:
        preparation.prepare(production=production, say=self._say)
        self.stdout.write(self.style.SUCCESS(f"The database is ready ({facts.kind()})."))

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

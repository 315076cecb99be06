from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.demo.generator.wishes import Wish
from frontporch.demo.generator.writing import write


class Command(BaseCommand):
    help = "Write an invented state as roster bundles and absence files. The same options write the same files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--children", type=int, default=5000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--districts", type=int, help="default: as many as a state of that size has")
        parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day the files are from")
        parser.add_argument("--no-subjects", action="store_true", help="homerooms only")
        parser.add_argument("--mess", action="store_true", help="plant faults; faults.csv says where")

    def handle(self, *, folder: Path, children: int, seed: int, districts: int | None, **options: Any) -> None:
        least = 10 * (districts or 1) + 20
        if children < least:
            raise CommandError(f"Ask for at least {least} children, so that every district has some.")
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Name a new folder, so that nothing of yours is overwritten.")
        wish = Wish(
            children=children, seed=seed, districts=districts, today=options["today"],
            subjects=not options["no_subjects"], mess=options["mess"],
        )  # fmt: skip
        people = rows = missed = 0
        for one in write(wish, folder):
            people, rows, missed = people + one.adults, rows + one.enrollments, missed + one.absences
            if options["verbosity"] > 1:
                self.stdout.write(f"{one.code} {one.name}: {one.children} children")
        self.stdout.write(
            f"{folder}: {children} children, {people} adults, {rows} enrollments, {missed} absences. All invented."
        )

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.audit.models import Actor
from frontporch.lib.dates import read_date
from frontporch.lib.refusal import Refusal
from frontporch.outcomes import services
from frontporch.places.access import scope
from frontporch.places.models import Place


class Command(BaseCommand):
    help = "Take in a CSV of absences for one district or program and make its figures of chronic absence."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["apply"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="code of the district or program")
        parser.add_argument("--through", default="", help="last day to count; not said: the last day with an absence")

    def handle(self, *, file: Path, district: str, through: str, **options: Any) -> None:
        place = Place.objects.tenants().filter(code=district).first()
        if place is None:
            raise CommandError(f"There is no district or program with the code {district}.")
        by = Actor("command", "absences")
        try:
            last = read_date(through) if through else None
            with scope(place):
                done = services.import_absences(file=file, district=place, by=by)
                figures = services.measure_chronic_absence(place=place, through=last, by=by)
        except Refusal as no:
            raise CommandError(no.message) from None
        for fault in done.set_aside:
            self.stdout.write(fault.sentence)
        says = (
            f"{done.rows} rows read, {len(done.set_aside)} set aside; {done.new} absences new, {done.changed} changed, "
        )
        self.stdout.write(self.style.SUCCESS(f"{says}{done.taken_back} taken back. {len(figures)} figures made."))

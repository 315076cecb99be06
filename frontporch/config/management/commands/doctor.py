from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from frontporch.config import doctor, launch


class Command(BaseCommand):
    help = "Say what is present and what is missing. Status 1 if something needed is missing."

    def handle(self, **options: Any) -> None:
        bad = 0
        with launch.server_if_ours():
            for finding in doctor.findings():
                bad += finding.good is False
                sign = {True: "ok     ", False: "MISSING", None: "-      "}[finding.good]
                self.stdout.write(f"{sign}  {finding.sentence}")
        if bad:
            raise CommandError(f"{bad} needed thing{'s' if bad > 1 else ''} missing; each line says what to do.")
        self.stdout.write(self.style.SUCCESS("Everything needed is here."))

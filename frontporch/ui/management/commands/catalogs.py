from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from frontporch.ui import catalogs


class Command(BaseCommand):
    help = "Compile every message catalog, and make the right-to-left test language from our English."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        made = catalogs.compile_all(Path(settings.LOCALE_PATHS[0]))
        self.stdout.write(self.style.SUCCESS(f"Compiled: {', '.join(made)}."))

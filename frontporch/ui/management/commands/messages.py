from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from frontporch.ui.catalogs import MADE


class Command(BaseCommand):
    help = "Collect the words of every page and program into the message catalogs, for translators."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if shutil.which("xgettext") is None:
            raise CommandError("Install GNU gettext first (Debian: apt-get install gettext); nothing was collected.")
        folder = Path(settings.LOCALE_PATHS[0])
        folder.mkdir(exist_ok=True)
        spoken = [code for code, _name in settings.LANGUAGES if code != MADE.lower().replace("_", "-")]
        with chdir(folder.parents[1]):
            call_command(
                "makemessages", locale=spoken, add_location="file", no_obsolete=True, no_wrap=True,
                ignore_patterns=["var", "build", "tests", "bench", "docs", "content"],
            )  # fmt: skip
        for code in spoken:  # gettext leaves it empty in a new catalog, and babel goes by it
            file = folder / to_locale(code) / "LC_MESSAGES" / "django.po"
            file.write_text(file.read_text().replace('"Language: \\n"', f'"Language: {code}\\n"', 1))
        self.stdout.write(self.style.SUCCESS(f"Collected for {', '.join(spoken)}; now translate, then porch catalogs."))

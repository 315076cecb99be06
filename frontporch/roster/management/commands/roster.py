from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.audit.models import Actor
from frontporch.lib.refusal import Refusal
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.roster import queries, services
from frontporch.roster.models import Run
from frontporch.roster.readers import Options


class Command(BaseCommand):
    help = "Check a roster (a OneRoster or School Data Sync zip or folder) and say what it would change; or apply it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "apply"])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--district", default="", help="code of the district or program; needed if there are several"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
        parser.add_argument("--language-column", default="", help="the column that names the language an adult reads")
        parser.add_argument("--spoken-column", default="", help="the column that names the language an adult speaks")
        parser.add_argument("--allow-gone", action="store_true", help="apply even if most children are no longer in it")

    def handle(self, *, what: str, file: Path, **options: Any) -> None:
        try:
            self._handle(what, file, options)
        except Refusal as no:
            if options["json"]:
                self.stdout.write(json.dumps({"status": "refused", "code": no.code, "reason": no.message}))
            raise CommandError(no.message) from None

    def _handle(self, what: str, file: Path, options: dict[str, Any]) -> None:
        district = tenant(options["district"])
        by, asked = Actor("command", "roster"), Options(options["language_column"], options["spoken_column"])
        with scope(district):
            if what == "apply":
                run = services.apply(
                    file=file, district=district, by=by, options=asked, allow_gone=options["allow_gone"]
                )
            else:
                run = services.check(file=file, district=district, by=by, options=asked)
            said = as_json(run)
        if options["json"]:
            self.stdout.write(json.dumps(said))
        else:
            self._tell(said)
        if run.status == Run.Status.REFUSED:
            raise CommandError(run.reason)

    def _tell(self, said: dict[str, Any]) -> None:
        for one in said["set_aside"]:
            self.stdout.write(one["reason"])
        self.stdout.write(f"{said['rows']} rows read, {said['lost']} set aside.")
        for sentence in (*said["changes"], *said["good_to_know"]):
            self.stdout.write(sentence)
        if said["status"] == Run.Status.APPLIED:
            self.stdout.write(self.style.SUCCESS("Applied."))
        elif said["status"] == Run.Status.CHECKED:
            self.stdout.write(self.style.SUCCESS("Nothing changed yet. Apply it with: porch roster apply FILE"))


def tenant(code: str) -> Place:
    """The district or program with this code; without a code the only one there is."""
    found = list(Place.objects.tenants().filter(**({"code": code} if code else {})).order_by("name")[:50])
    if len(found) == 1:
        return found[0]
    codes = ", ".join(sorted(Place.objects.tenants().values_list("code", flat=True))[:20]) or "none yet"
    if found:
        raise CommandError(f"Say which district: --district CODE. The codes are: {codes}.")
    raise CommandError(
        f"There is no district or program with the code {code or '(none given)'}. The codes are: {codes}."
    )


def as_json(run: Run) -> dict[str, Any]:
    """A run as programs read it: counts by kind, sentences, and what was set aside."""
    return {
        "status": run.status, "reader": run.reader, "reason": run.reason, "rows": run.rows, "lost": run.lost,
        "effects": run.effects, "notices": run.notices, "changes": queries.change_sentences(run),
        "good_to_know": queries.notice_sentences(run),
        "set_aside": list(run.set_aside.values("file", "line", "code", "reason", "counts")),
    }  # fmt: skip

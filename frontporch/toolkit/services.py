"""Loading the library: the same way for our own activities and for those of a state that replaces them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.framework import queries as framework
from frontporch.lib.records import Finding
from frontporch.lib.refusal import Refusal
from frontporch.toolkit import rules
from frontporch.toolkit.activity_file import ActivityFile, by_code, fingerprint, read_activity
from frontporch.toolkit.models import Activity, ActivityText

BATCH = 500


@dataclass(frozen=True)
class Loaded:
    """How many activities a load wrote and took out of the library, and how many stand in it now."""

    written: int
    withdrawn: int
    total: int


@transaction.atomic
def load(*, folder: Path, by: Actor) -> Loaded:
    """Make the library what the files in `folder/<band>/` say.

    Unchanged files write nothing. A new activity gets its four digits here, once and for good; one whose file is
    gone is withdrawn, and keeps them. Refuses everything when one file has something to fix (`toolkit-to-fix`),
    when the same id lies in two folders, and when no framework is published yet (`no-framework`).
    """
    found: list[Finding] = []
    paths = by_code(folder, found)
    prints = {code: fingerprint(path) for code, path in paths.items()}
    known = {activity.code: activity for activity in Activity.objects.select_for_update().order_by("code")}
    changed = [code for code in paths if _is_new(known.get(code), prints[code])]
    gone = [code for code, activity in known.items() if code not in paths and activity.withdrawn_at is None]
    if found or changed:
        read = _read([paths[code] for code in changed], found)
        _write(read, prints=prints, known=known)
    if gone:
        Activity.objects.filter(code__in=gone).update(withdrawn_at=timezone.now())
    done = Loaded(len(changed), len(gone), len(paths))
    if changed or gone:
        record(
            "toolkit.load", target=("toolkit.activity", ""), by=by, written=done.written, withdrawn=done.withdrawn,
            total=done.total,
        )  # fmt: skip
    return done


def _is_new(known: Activity | None, print_of_file: str) -> bool:
    return known is None or known.fingerprint != print_of_file or known.withdrawn_at is not None


def _read(paths: list[Path], found: list[Finding]) -> list[ActivityFile]:
    if framework.current() is None:
        raise Refusal("no-framework", _("Load a framework first (porch framework load): activities cite it."))
    codes = framework.codes()
    read = [activity for path in paths if (activity := read_activity(path, codes=codes, findings=found))]
    if found:
        raise Refusal(
            "toolkit-to-fix",
            _("%(count)d to fix before these activities can be loaded. First: %(first)s Run porch toolkit check.")
            % {"count": len(found), "first": found[0]},
        )
    return read


def _write(read: list[ActivityFile], *, prints: dict[str, str], known: dict[str, Activity]) -> None:
    """Add and change rows and their texts, a few statements for each batch."""
    doors = _doors([file.code for file in read], known)
    rows = [
        Activity(
            code=file.code, door=doors[file.code], fingerprint=prints[file.code], withdrawn_at=None, **file.columns
        )
        for file in read
    ]
    kept = ("id", "code", "door")
    columns = [field.name for field in Activity._meta.concrete_fields if field.name not in kept]
    written = Activity.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )
    by_code = {row.code: row for row in written}
    # Their texts anew: a language that the file dropped goes, and no other table points at a text.
    ActivityText.objects.filter(activity__in=[row.pk for row in written]).delete()
    texts = [_text(by_code[file.code], language, text) for file in read for language, text in file.texts.items()]
    ActivityText.objects.bulk_create(texts, batch_size=BATCH)


def _text(activity: Activity, language: str, columns: dict[str, Any]) -> ActivityText:
    return ActivityText(activity=activity, language=language, **columns)


def _doors(codes: list[str], known: dict[str, Activity]) -> dict[str, str]:
    """The digits of each: what it has, also from before it was withdrawn, or new ones that nobody ever had."""
    doors = {code: activity.door for code, activity in known.items()}
    taken = set(doors.values())
    for code in sorted(codes):
        if code not in doors:
            doors[code] = rules.door_for(code, taken)
            taken.add(doors[code])
    return doors

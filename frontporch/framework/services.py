"""Loading an edition: the same way for our own files and for those of a state that replaces them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.framework.edition_file import EditionFile, Rows, fingerprint, read_edition
from frontporch.framework.models import (
    Duty,
    Edition,
    Evidence,
    Goal,
    Indicator,
    Level,
    LevelDescriptor,
    Standard,
    Strategy,
)
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Installation

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def load(*, folder: Path, by: Actor) -> Edition:
    """Make the edition in this folder the one in the database; a published one replaces what was published before.

    Files that have not changed write nothing. Refuses a folder with anything to fix (`framework-to-fix`), and
    files of a published edition that changed under the same version (`edition-published`): what a plan cites must
    stay what it was. Only a demo database, where all is invented, takes such a change.
    """
    print_of_files = fingerprint(folder)
    if unchanged := Edition.objects.filter(fingerprint=print_of_files).first():
        return unchanged
    found = read_edition(folder)
    if found.findings:
        raise Refusal(
            "framework-to-fix",
            _("%(count)d to fix before this framework can be loaded. First: %(first)s Run porch framework check.")
            % {"count": len(found.findings), "first": found.findings[0]},
        )
    edition = _edition(found)
    _fill(edition, found)
    counts = {name: len(getattr(found, name)) for name in ("goals", "standards", "indicators", "strategies")}
    record("framework.load", target=edition, by=by, edition=edition.code, status=edition.status, **counts)
    return edition


def _edition(found: EditionFile) -> Edition:
    """The edition's own row, locked against a second load; the one published before steps back."""
    code = found.edition["code"]
    known = Edition.objects.select_for_update().filter(code=code).first()
    if known and known.status != Edition.Status.DRAFT and not _all_is_invented():
        raise Refusal(
            "edition-published",
            _("Edition %(code)s is published and stays as it is: plans cite it. Give the changed files a new version.")
            % {"code": code},
        )
    if found.edition["status"] == Edition.Status.PUBLISHED:
        published = Edition.objects.filter(status=Edition.Status.PUBLISHED).exclude(code=code)
        published.update(status=Edition.Status.SUPERSEDED)
    facts = {**found.edition, "fingerprint": found.fingerprint}
    edition, _new = Edition.objects.update_or_create(code=code, defaults=facts)
    return edition


def _all_is_invented() -> bool:
    return Installation.objects.filter(kind=Installation.Kind.DEMO).exists()


def _fill(edition: Edition, found: EditionFile) -> None:
    """Every row of the edition as its files say: added, changed or taken out, a statement or two per table."""
    levels = _put(
        Level, [Level(edition=edition, level=n, **columns) for n, columns in found.levels.items()], ["edition", "level"]
    )
    Level.objects.filter(edition=edition).exclude(level__in=found.levels).delete()
    by_level = {level.level: level for level in levels}
    goals = _coded(Goal, edition, found.goals)
    standards = _coded(Standard, edition, found.standards, goal=goals)
    indicators = _coded(Indicator, edition, found.indicators, standard=standards)
    descriptors = [
        LevelDescriptor(indicator=indicators[code], level=by_level[n], **columns)
        for (code, n), columns in found.descriptors.items()
    ]
    _put(LevelDescriptor, descriptors, ["indicator", "level"])
    evidence = _coded(Evidence, edition, found.evidence)
    _coded(Duty, edition, found.duties)
    linked = ("standards", "evidence")
    plain = {
        code: {name: value for name, value in columns.items() if name not in linked}
        for code, columns in found.strategies.items()
    }
    strategies = _coded(Strategy, edition, plain)
    targets: dict[str, dict[str, Any]] = {"standards": standards, "evidence": evidence}
    for name in linked:
        wanted = {code: columns[name] for code, columns in found.strategies.items()}
        _link(getattr(Strategy, name).through, strategies, targets[name], wanted)


def _coded(model: type[Row], edition: Edition, rows: Rows, **parents: dict[str, Any]) -> dict[str, Row]:
    """The edition's rows of one table by code, as the files have them; those that the files dropped are deleted."""
    made = []
    for code, columns in rows.items():
        facts = {name: parents[name][value] if name in parents else value for name, value in columns.items()}
        made.append(model(edition=edition, code=code, **facts))
    kept = _put(model, made, ["edition", "code"])
    model._default_manager.filter(edition=edition).exclude(code__in=rows).delete()
    return {str(row): row for row in kept}


def _put(model: type[Row], rows: list[Row], unique: list[str]) -> list[Row]:
    changed = [
        field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in unique
    ]
    return model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=changed)


def _link(
    through: type[models.Model],
    strategies: dict[str, Strategy],
    targets: dict[str, Any],
    wanted: dict[str, Iterable[str]],
) -> None:
    """The strategies' links to standards or evidence, anew."""
    through._default_manager.filter(strategy__in=strategies.values()).delete()
    column = next(field.name for field in through._meta.concrete_fields if field.name not in ("id", "strategy"))
    through._default_manager.bulk_create(
        through(**{"strategy": strategies[code], column: targets[each]})
        for code, them in wanted.items()
        for each in them
    )

"""Check a bundle, apply it. What the check says is what applying does: the check applies, counts, and takes it back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.places.services import add_place
from frontporch.roster import changes, readers, rules
from frontporch.roster.assembly import assemble
from frontporch.roster.files import opened
from frontporch.roster.models import Run, SetAside
from frontporch.roster.readers import Options
from frontporch.roster.records import Problem
from frontporch.roster.staging import stage

MOST_SHOWN = 2_000  # set-aside rows that a run keeps; beyond, the file itself must be mended
KEEP = timedelta(days=7)  # a checked upload that nobody applied; it is full of names
_LOCK = 0x726F7374  # "rost": one import at a time for each district


@dataclass(frozen=True)
class _Outcome:
    reader: str
    rows: int
    problems: list[Problem]
    effects: dict[str, int]
    notices: dict[str, int]
    enrolled_before: int

    @property
    def lost(self) -> int:
        return len({(one.at, one.code) for one in self.problems if one.counts})

    def refusal(self, *, allow_gone: bool) -> Refusal | None:
        """Why this bundle must not be applied, if so."""
        if rules.too_many_set_aside(set_aside=self.lost, rows=self.rows):
            said = _(
                "%(lost)s of %(rows)s rows cannot be used. Fewer than 5 in 100 may be set aside. Mend them and send the file again."
            )
            return Refusal("too-many-set-aside", said % {"lost": f"{self.lost:,}", "rows": f"{self.rows:,}"})
        gone = self.effects["children_gone"]
        if not allow_gone and rules.too_many_gone(gone=gone, before=self.enrolled_before):
            said = _(
                "%(gone)s of %(before)s children are missing here. If that is right, use: porch roster apply FILE --allow-gone"
            )
            return Refusal("too-many-gone", said % {"gone": f"{gone:,}", "before": f"{self.enrolled_before:,}"})
        return None


@transaction.atomic
def check(
    *, file: Path, district: Place, by: Actor, name: str = "", on: date | None = None, options: Options = Options()  # noqa: B008 - frozen
) -> Run:  # fmt: skip
    """Say what a bundle would do, changing nothing but the list of runs.

    `file` is a zip or a folder, `name` what its sender calls it. A bundle that may not be applied is kept as refused,
    with its reason. Refuses a fault of the file (see the readers and `lib.tabular`), and while another import runs.
    """
    with _alone(district):
        with _taken_back():
            outcome = _carry_out(file=file, district=district, by=by, name=name, on=on, options=options)
        run = _remember(outcome, district=district, digest=_digest(file))
        no = outcome.refusal(allow_gone=False)
        if no:
            run.status, run.reason = Run.Status.REFUSED, no.message
            run.save(update_fields=["status", "reason"])
    record(
        "roster.check", target=run, by=by, place_id=district.pk, reader=run.reader, rows=run.rows, lost=run.lost,
        status=run.status,
    )  # fmt: skip
    return run


@transaction.atomic
def apply(
    *, district: Place, by: Actor, run: Run | None = None, file: Path | None = None, name: str = "", on: date | None = None,
    options: Options = Options(), allow_gone: bool = False,  # noqa: B008 - frozen
) -> Run:  # fmt: skip
    """Apply a checked run, or a file, in one transaction; the same bundle twice writes nothing.

    Refuses what `check` refuses, a run that was applied or thrown away, 5 % of the rows or more set aside, and, unless
    `allow_gone`, a bundle without more than half of the children we know.
    """
    if run is not None:
        run = Run.objects.select_for_update().get(pk=run.pk, district=district)
        if not run.can_be_applied:
            raise Refusal("not-to-apply", _("This bundle can no longer be applied. Send the file again."))
        file = _folder() / run.stored_as
    if file is None:
        raise ValueError("apply needs a run or a file")
    with _alone(district):
        outcome = _carry_out(file=file, district=district, by=by, name=name, on=on, options=options)
        no = outcome.refusal(allow_gone=allow_gone)
        if no:
            raise no
        run = _remember(outcome, district=district, digest=_digest(file), run=run)
        run.status, run.applied_at = Run.Status.APPLIED, timezone.now()
        run.save(update_fields=["status", "applied_at"])
    record(
        "roster.apply",
        target=run,
        by=by,
        place_id=district.pk,
        reader=run.reader,
        rows=run.rows,
        lost=run.lost,
        **run.effects,
    )
    if run.stored_as:
        throw_away(run=run, by=by)
    return run


@transaction.atomic
def receive(*, chunks: Iterable[bytes], name: str, district: Place, by: Actor, on: date | None = None) -> Run:
    """Keep an uploaded bundle under `var/rosters` and check it. What cannot be used is not kept, nor what waits too long.

    Refuses a file over the limit, and what `check` refuses.
    """
    stored = f"{secrets.token_hex(16)}.zip"
    path = _folder() / stored
    kept = False
    try:
        _write(path, chunks)
        run = check(file=path, district=district, by=by, name=name, on=on)
        kept = run.status == Run.Status.CHECKED
        if kept:
            run.stored_as = stored
            run.save(update_fields=["stored_as"])
        stale = Run.objects.filter(district=district, made_at__lt=timezone.now() - KEEP).exclude(stored_as="")
        for old in stale:
            throw_away(run=old, by=by)
        return run
    finally:
        if not kept:
            path.unlink(missing_ok=True)


@transaction.atomic
def throw_away(*, run: Run, by: Actor) -> None:
    """Remove the uploaded file of a run once the transaction is safe; the run and its figures stay."""
    path = _folder() / run.stored_as
    Run.objects.filter(pk=run.pk).update(stored_as="")
    run.stored_as = ""
    record("roster.throw_away", target=run, by=by, place_id=run.district_id)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


# -- the work ------------------------------------------------------------------------------------------------------


def _carry_out(*, file: Path, district: Place, by: Actor, name: str, on: date | None, options: Options) -> _Outcome:
    day = on or timezone.localdate()
    with opened(file, name=name or file.name) as files:
        reader, roster = readers.read(files, options)
    places = Place.objects.filter(district=district).exclude(kind=Place.Kind.CLASSROOM)
    staged = assemble(roster, on=day, taken=set(places.values_list("code", flat=True)))
    before = _children_of(district)
    stage(staged)
    new_sites = _add_sites(staged.sites, district=district, by=by)
    effects = {"sites_new": new_sites, **changes.carry_out(district_id=district.pk, on=day)}
    notices = {
        **changes.notices(district_id=district.pk, on=day), "elsewhere": staged.elsewhere,
        "adults_without_child": staged.adults_without_child,
    }  # fmt: skip
    return _Outcome(reader, roster.rows, roster.problems, effects, notices, before)


def _children_of(district: Place) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM families_child WHERE district_id = %s AND gone_on IS NULL", [district.pk])
        found: int = cursor.fetchone()[0]
    return found


def _add_sites(sites: list[tuple[object, ...]], *, district: Place, by: Actor) -> int:
    """Schools of the bundle that we do not know yet. A name that a person gave is left alone."""
    known = set(Place.objects.filter(district=district).sites().values_list("code", flat=True))
    kind = Place.Kind.CENTER if district.kind == Place.Kind.PROGRAM else Place.Kind.SCHOOL
    new = [(str(code), str(name)) for code, name in sites if code not in known]
    for code, title in new:
        add_place(kind=kind, parent=district, name=title, code=code, by=by, regime=district.regime)
    return len(new)


def _remember(outcome: _Outcome, *, district: Place, digest: str, run: Run | None = None) -> Run:
    run = run or Run(district=district, status=Run.Status.CHECKED)
    run.reader, run.digest, run.rows, run.lost = outcome.reader, digest, outcome.rows, outcome.lost
    run.effects, run.notices = outcome.effects, outcome.notices
    run.save()
    run.set_aside.all().delete()
    SetAside.objects.bulk_create(
        SetAside(
            district=district, run=run, file=one.at.file, line=one.at.line, code=one.code, reason=one.sentence,
            counts=one.counts,
        )
        for one in outcome.problems[:MOST_SHOWN]
    )  # fmt: skip
    return run


@contextmanager
def _alone(district: Place) -> Iterator[None]:
    """One import at a time for a district, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, district.pk])
        if not cursor.fetchone()[0]:
            raise Refusal("import-running", _("Another bundle of this district is being read. Try again in a minute."))
    yield


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _folder() -> Path:
    folder = Path(settings.VAR) / "rosters"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    size = 0
    with path.open("xb") as out:
        path.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            if size > settings.ROSTER_UPLOAD_LIMIT:
                most = settings.ROSTER_UPLOAD_LIMIT // 2**20
                raise Refusal(
                    "too-large", _("The file is larger than %(most)s MB. Send the schools in parts.") % {"most": most}
                )
            out.write(chunk)


def _digest(file: Path) -> str:
    """Of the bytes of a zip, or of the names and bytes of a folder's CSV files."""
    parts = [file] if file.is_file() else sorted(one for one in file.iterdir() if one.suffix.lower() == ".csv")
    found = sha256()
    for one in parts:
        found.update(one.name.encode() if len(parts) > 1 else b"")
        with one.open("rb") as stream:
            for chunk in iter(lambda: stream.read(1 << 20), b""):
                found.update(chunk)
    return found.hexdigest()

"""Take absences in; make the figure of chronic absence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.lib.dates import read_date, school_year_of
from frontporch.lib.refusal import Refusal
from frontporch.lib.tabular import Fault, Row, Rows
from frontporch.outcomes import rules
from frontporch.outcomes.models import MeasureValue
from frontporch.places.models import Place
from frontporch.places.queries import calendar_of, days_in_session

COLUMNS = ("school_sourced_id", "student_sourced_id", "date", "code", "share_of_day")
REQUIRED = COLUMNS[:3]
MOST_SET_ASIDE = 0.05
# The statistics know nothing of rows written in this transaction: without this the planner looks up each row one by one.
_JOIN_WHOLE = "SET LOCAL enable_nestloop = off"
_LOCK = 0x61627365  # "abse": one import at a time for each district


@dataclass
class Imported:
    """What a file of absences did."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    taken_back: int = 0
    set_aside: list[Fault] = field(default_factory=list)


@transaction.atomic
def import_absences(*, file: Path, district: Place, by: Actor, on: date | None = None) -> Imported:
    """Take in a CSV of absences: school_sourced_id, student_sourced_id, date, code, share_of_day (empty: a whole day).

    A row for a day we know replaces it; a share of 0 takes it back; the same file twice writes nothing. A row that
    cannot be used is set aside with its reason. Refuses a file that `lib.tabular` refuses, one of which 5 % of the rows
    or more are set aside, and a second import of the same district at the same time.
    """
    done = Imported()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, district.pk])
        if not cursor.fetchone()[0]:
            raise Refusal("import-running", _("Another file of absences is being read. Try again in a minute."))
        _stage(cursor, file, done, on or timezone.localdate())
        cursor.execute(_JOIN_WHOLE)
        _set_strangers_aside(cursor, file.name, district, done)
        if done.set_aside and len(done.set_aside) >= MOST_SET_ASIDE * done.rows:
            first = done.set_aside[0].sentence
            said = _("%(lost)s of %(rows)s rows cannot be used; it must be fewer than 5 in 100. The first: %(first)s")
            raise Refusal("too-many-set-aside", said % {"lost": len(done.set_aside), "rows": done.rows, "first": first})
        _write(cursor, district, done)
    counts = {"rows": done.rows, "new": done.new, "changed": done.changed, "taken_back": done.taken_back}
    record("outcomes.import_absences", target=district, by=by, place_id=district.pk, lost=len(done.set_aside), **counts)
    return done


def _stage(cursor: Any, file: Path, done: Imported, today: date) -> None:
    cursor.execute("DROP TABLE IF EXISTS pg_temp.new_absence")
    cursor.execute(
        "CREATE TEMPORARY TABLE new_absence (line int, school text, student text, date date, code text, "
        "share_of_day numeric(4,3), school_year smallint) ON COMMIT DROP"
    )
    try:
        stream = file.open("rb")
    except OSError:
        raise Refusal(
            "no-such-file", _("There is no file %(name)s that can be read here.") % {"name": file.name}
        ) from None
    with stream:
        rows = Rows(stream, name=file.name, required=REQUIRED, known=COLUMNS)
        with cursor.copy("COPY new_absence FROM STDIN") as copy:
            for row in _good(rows, done, today):
                copy.write_row(row)
    cursor.execute("ANALYZE new_absence")


def _good(rows: Rows, done: Imported, today: date) -> Iterator[tuple[object, ...]]:
    seen: set[tuple[str, str, date]] = set()
    for row in rows:
        done.rows += 1
        if isinstance(row, Fault):
            done.set_aside.append(row)
            continue
        try:
            read = _read(row, today)
            key = (str(read[1]), str(read[2]), read[3])
            if key in seen:
                raise Refusal("duplicate-row", _("this child and day stand on an earlier line. Only that one is used."))
        except Refusal as no:
            said = f"{rows.name}, line {row.line}: {no.message}"
            done.set_aside.append(Fault(rows.name, row.line, no.code, said))
        else:
            seen.add(key)
            yield read


def _read(row: Row, today: date) -> tuple[int, str, str, date, str, object, int]:
    said = row.values
    day = read_date(said["date"])
    code, share = rules.code_of(said.get("code", "")), rules.share_of(said.get("share_of_day", ""))
    if day > today:
        raise Refusal("date-ahead", _("the day has not come yet."))
    if code is None:
        raise Refusal("unknown-code", _("“%(code)s” is no absence code we know.") % {"code": said["code"][:20]})
    if share is None:
        raise Refusal("bad-share", _("share_of_day is a number from 0 to 1, such as 0.5."))
    return (
        row.line, said["school_sourced_id"], said["student_sourced_id"], day, code, share, school_year_of(day),
    )  # fmt: skip


_KNOWN = """
    FROM new_absence n
    LEFT JOIN families_child c ON c.district_id = %(d)s AND c.sourced_id = n.student
    LEFT JOIN places_place p ON p.district_id = %(d)s AND p.code = n.school AND p.kind IN ('school', 'center')
    LEFT JOIN families_enrollment e ON e.child_id = c.id AND e.place_id = p.id AND e.starts_on <= n.date
     AND (e.ends_on IS NULL OR e.ends_on >= n.date) AND e.school_year = n.school_year"""


def _set_strangers_aside(cursor: Any, name: str, district: Place, done: Imported) -> None:
    why = {
        "unknown-student": _("no child here has this student_sourced_id."),
        "unknown-school": _("no school here has this school_sourced_id."),
        "not-enrolled": _("the child was not enrolled at this school on this day."),
    }
    cursor.execute(
        f"SELECT n.line, CASE WHEN c.id IS NULL THEN 'unknown-student' WHEN p.id IS NULL THEN 'unknown-school' "
        f"ELSE 'not-enrolled' END {_KNOWN} WHERE e.id IS NULL ORDER BY n.line",
        {"d": district.pk},
    )
    for line, code in cursor.fetchall():
        done.set_aside.append(Fault(name, line, code, f"{name}, line {line}: {why[code]}"))


def _write(cursor: Any, district: Place, done: Imported) -> None:
    cursor.execute(
        f"""DELETE FROM outcomes_absence a USING (SELECT c.id AS child_id, p.id AS place_id, n.date, n.school_year {_KNOWN}
              WHERE e.id IS NOT NULL AND n.share_of_day = 0) n
            WHERE (a.school_year, a.child_id, a.place_id, a.date) = (n.school_year, n.child_id, n.place_id, n.date)""",
        {"d": district.pk},
    )
    done.taken_back = cursor.rowcount
    cursor.execute(
        f"""WITH written AS (
              INSERT INTO outcomes_absence AS a (school_year, district_id, place_id, child_id, date, code, share_of_day)
              SELECT n.school_year, %(d)s, p.id, c.id, n.date, n.code, n.share_of_day {_KNOWN}
              WHERE e.id IS NOT NULL AND n.share_of_day > 0
              ON CONFLICT (school_year, child_id, place_id, date) DO UPDATE
                SET code = excluded.code, share_of_day = excluded.share_of_day
                WHERE (a.code, a.share_of_day) IS DISTINCT FROM (excluded.code, excluded.share_of_day)
              RETURNING (xmax = 0) AS is_new)
            SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written""",
        {"d": district.pk},
    )
    done.new, done.changed = cursor.fetchone()


@transaction.atomic
def measure_chronic_absence(*, place: Place, by: Actor, through: date | None = None) -> list[MeasureValue]:
    """Make the figures of chronic absence of a district, or of one school or center, for all grades and each grade.

    Counted are the days in session from the first day of the school year to `through` (not said: the last day that has
    an absence). Making them again for the same day replaces them. Refuses a place without a calendar for that year.
    """
    if place.district is None:
        raise Refusal("no-district", _("Figures are made for a district, a program, a school or a center."))
    through = through or _last_absence(place) or timezone.localdate()
    sites = list(Place.objects.under(place).sites().filter(closed_on__isnull=True).select_related("parent"))
    year = school_year_of(through)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.session_day")
        cursor.execute("CREATE TEMPORARY TABLE session_day (place_id bigint, date date) ON COMMIT DROP")
        days = {site.pk: _days(site, through) for site in sites}
        if not any(days.values()):
            raise Refusal(
                "no-calendar", _("There are no days in session yet. Set the calendar of the school year first.")
            )
        with cursor.copy("COPY session_day FROM STDIN") as copy:
            for site, found in days.items():
                for day in found:
                    copy.write_row((site, day))
        cursor.execute("ANALYZE session_day")
        cursor.execute(_JOIN_WHOLE)
        facts = {
            "d": place.district_id, "year": year, "through": through, "place": place.pk, "few": rules.FEWEST_DAYS,
            "share": rules.TENTH, "measure": rules.MEASURE, "version": rules.VERSION, "definition": rules.DEFINITION,
        }  # fmt: skip
        cursor.execute(_MEASURE, facts)
    made = MeasureValue.objects.filter(measure=rules.MEASURE, version=rules.VERSION, school_year=year, through=through)
    found_values = list(made.filter(place__in=[place.pk, *(site.pk for site in sites)]).order_by("place_id", "grade"))
    record(
        "outcomes.measure_chronic_absence", target=place, by=by, place_id=place.pk, through=through.isoformat(),
        version=rules.VERSION, figures=len(found_values),
    )  # fmt: skip
    return found_values


def _days(site: Place, through: date) -> list[date]:
    calendar = calendar_of(site, through)
    return days_in_session(site, first=calendar.first_day, last=through) if calendar else []


def _last_absence(place: Place) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(a.date) FROM outcomes_absence a JOIN places_place p ON p.id = a.place_id "
            "WHERE a.district_id = %s AND p.path LIKE %s",
            [place.district_id, f"{place.path}%"],
        )
        found: date | None = cursor.fetchone()[0]
    return found


# A child of two schools is one child of the district, in the grade of the later enrollment. The last arm gives every
# site a row, and the place asked for. Figures of the same day are replaced only where they differ.
_MEASURE = """
    WITH enrolled AS (
      SELECT e.child_id, e.place_id, e.grade, e.starts_on, count(*) AS days FROM families_enrollment e
      JOIN session_day d ON d.place_id = e.place_id AND d.date >= e.starts_on AND (e.ends_on IS NULL OR d.date <= e.ends_on)
      WHERE e.district_id = %(d)s AND e.school_year = %(year)s GROUP BY e.id),
    missed AS (
      SELECT a.child_id, a.place_id, sum(a.share_of_day) AS days FROM outcomes_absence a
      JOIN session_day d ON d.place_id = a.place_id AND d.date = a.date
      JOIN families_enrollment e ON e.child_id = a.child_id AND e.place_id = a.place_id AND e.school_year = a.school_year
       AND a.date >= e.starts_on AND (e.ends_on IS NULL OR a.date <= e.ends_on)
      WHERE a.district_id = %(d)s AND a.school_year = %(year)s GROUP BY a.child_id, a.place_id),
    child AS (
      SELECT e.place_id, e.child_id, e.grade, e.days AS enrolled, coalesce(m.days, 0) AS absent FROM enrolled e
      LEFT JOIN missed m ON (m.child_id, m.place_id) = (e.child_id, e.place_id)
      UNION ALL
      SELECT %(place)s, e.child_id, (array_agg(e.grade ORDER BY e.starts_on DESC))[1], sum(e.days), sum(coalesce(m.days, 0))
      FROM enrolled e LEFT JOIN missed m ON (m.child_id, m.place_id) = (e.child_id, e.place_id)
      WHERE %(place)s NOT IN (SELECT place_id FROM session_day) GROUP BY e.child_id),
    figure AS (
      SELECT place_id, CASE WHEN grouping(grade) = 1 THEN '' ELSE grade END AS grade,
        count(*) FILTER (WHERE enrolled >= %(few)s AND absent >= %(share)s * enrolled) AS numerator,
        count(*) FILTER (WHERE enrolled >= %(few)s) AS denominator, count(*) FILTER (WHERE enrolled < %(few)s) AS left_out
      FROM child GROUP BY GROUPING SETS ((place_id), (place_id, grade)) HAVING grouping(grade) = 1 OR grade <> '')
    INSERT INTO outcomes_measurevalue AS old (district_id, place_id, measure, version, definition, school_year, grade, through,
      numerator, denominator, left_out, made_at)
    SELECT %(d)s, place_id, %(measure)s, %(version)s, %(definition)s, %(year)s, grade, %(through)s, numerator, denominator,
      left_out, now() FROM figure
    ON CONFLICT (place_id, measure, version, school_year, grade, through) DO UPDATE
      SET numerator = excluded.numerator, denominator = excluded.denominator, left_out = excluded.left_out, made_at = now()
      WHERE (old.numerator, old.denominator, old.left_out)
        IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.left_out)"""

"""Who was reached, honestly: enrolled children with an adult who received something in a language they read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from frontporch.families.models import Child, Guardian
from frontporch.outreach.models import Touchpoint
from frontporch.outreach.queries.roster import adult_of, ask, children_at
from frontporch.outreach.queries.rows import NotReached, Quiet, Reach, ReachRow
from frontporch.places.models import Place

_COUNTED = ("enrolled", "invited", "received", "reads", "unknown_language", "took_part", "heard_back")

# One row a child: what happened to it in the period.
_TOUCHED = """
    bool_or(t.kind = 'invited') AS invited, bool_or(t.kind = 'delivered') AS received,
    bool_or(t.kind = 'delivered' AND t.reads_it IS TRUE) AS reads,
    bool_or(t.kind = 'delivered' AND t.reads_it IS NULL) AS maybe,
    bool_or(t.kind = 'took-part') AS took_part, bool_or(t.kind IN ('heard-back', 'took-part')) AS heard_back"""
_COUNTS = """
    count(DISTINCT c.child_id) AS enrolled, count(*) FILTER (WHERE invited) AS invited,
    count(*) FILTER (WHERE received) AS received, count(*) FILTER (WHERE reads) AS reads,
    count(*) FILTER (WHERE maybe AND NOT reads) AS unknown_language,
    count(*) FILTER (WHERE took_part) AS took_part, count(*) FILTER (WHERE heard_back) AS heard_back"""


def touchpoints(place: Place, first: date, last: date) -> QuerySet[Touchpoint]:
    """Touchpoints at a place and beneath it from a day to a day, both counted; of a class, those of its children."""
    found = Touchpoint.objects.filter(on__gte=first, on__lte=last)
    if place.kind == Place.Kind.CLASSROOM:
        sql, params = children_at(place, last)
        return found.filter(child__in=[row["child_id"] for row in ask(sql, params)])
    return found.filter(place__in=Place.objects.under(place))


def reach(place: Place, first: date, last: date) -> Reach:
    """How many enrolled children had an adult who received something, by grade, language, channel and site.

    Promise 2 of the architecture: received as each channel defines it, in a language the adult named; an adult whose
    language is not known counts as unknown. The roster is that of `last` (today, if that is earlier). A child's
    language is that of the adult who stands first for it. By channel, `enrolled` is everybody.
    """
    roster_on = min(last, timezone.localdate())
    kids, kids_params = children_at(place, roster_on)
    adult, adult_params = adult_of("r.child_id", roster_on)
    base = (
        f"WITH r AS ({kids}), "
        f"c AS (SELECT r.*, coalesce(a.reads, '') AS language FROM r LEFT JOIN LATERAL ({adult}) a ON true), "
        'touch AS (SELECT t.* FROM outreach_touchpoint t JOIN r ON r.child_id = t.child_id WHERE t."on" BETWEEN %s AND %s)'
    )
    params = [*kids_params, *adult_params, first, last]
    found = ask(
        f"{base}, k AS (SELECT t.child_id, {_TOUCHED} FROM touch t GROUP BY t.child_id) "
        f"SELECT grouping(grade, language, place_id) AS level, grade, language, place_id, {_COUNTS} "
        "FROM c LEFT JOIN k USING (child_id) GROUP BY GROUPING SETS ((), (grade), (language), (place_id)) "
        "ORDER BY level, grade, language, place_id",
        params,
    )
    names = {7: ("all", ""), 3: ("grade", "grade"), 5: ("language", "language"), 6: ("site", "place_id")}
    rows = [_row(names[one["level"]][0], one.get(names[one["level"]][1]) or "", one) for one in found]
    everyone = next(row for row in rows if row.by == "all")
    groups = [row for row in rows if row.by != "all"]
    return Reach(
        first=first, last=last, roster_on=roster_on, everyone=everyone,
        groups=[*groups, *_by_channel(base, params, everyone.enrolled)], families=_families(base, params),
    )  # fmt: skip


def _row(by: str, key: object, counts: dict[str, Any]) -> ReachRow:
    return ReachRow(by=by, key=str(key), **{name: int(counts[name]) for name in _COUNTED})


def _by_channel(base: str, params: list[Any], enrolled: int) -> list[ReachRow]:
    found = ask(
        f"{base}, k AS (SELECT t.child_id, t.channel, {_TOUCHED} FROM touch t GROUP BY t.child_id, t.channel) "
        f"SELECT channel, {_COUNTS} FROM c JOIN k USING (child_id) GROUP BY channel ORDER BY channel",
        params,
    )
    return [_row("channel", one["channel"], {**one, "enrolled": enrolled}) for one in found]


def _families(base: str, params: list[Any]) -> int:
    sql = f"{base} SELECT count(DISTINCT t.guardian_id) AS n FROM touch t WHERE t.kind = 'delivered'"
    return int(ask(sql, params)[0]["n"])


# -- who was not -----------------------------------------------------------------------------------------------------

# In this order: the first that holds is the reason.
_WHY_NOT = """
  CASE WHEN a.guardian_id IS NULL THEN 'no-adult'
       WHEN d.undecided THEN 'unknown'
       WHEN d.on_the_desk THEN 'not-handed-out'
       WHEN d.refused THEN 'opted-out'
       WHEN d.failed THEN 'failed'
       WHEN d.n IS NULL OR d.n = 0 THEN 'not-sent'
       ELSE 'on-its-way' END AS because"""


def not_reached(place: Place, first: date, last: date) -> list[NotReached]:
    """The children whom nothing reached in the period, with why; for people of the district only."""
    roster_on = min(last, timezone.localdate())
    kids, kids_params = children_at(place, roster_on)
    adult, adult_params = adult_of("r.child_id", roster_on)
    found = ask(
        f"""
        WITH r AS ({kids}), message AS (
          SELECT named.id AS child_id, d.state, d.channel, d.why_held FROM outreach_delivery d
          CROSS JOIN LATERAL unnest(d.children) AS named(id)
          WHERE d.state <> 'planned' AND d.due_at >= %s AND d.due_at < %s AND d.children && (SELECT array_agg(child_id) FROM r)
        )
        SELECT r.child_id, r.place_id, r.homeroom_id, r.grade, a.reads AS language, {_WHY_NOT},
          coalesce(d.tried, ARRAY[]::text[]) AS tried
        FROM r LEFT JOIN LATERAL ({adult}) a ON true
        LEFT JOIN (
          SELECT child_id, count(*) FILTER (WHERE state <> 'held') AS n, bool_or(state = 'unknown') AS undecided,
            bool_or(state = 'failed') AS failed, bool_or(state = 'sent' AND channel = 'print') AS on_the_desk,
            bool_or(state = 'held' AND why_held = 'opted-out') AS refused,
            array_agg(DISTINCT channel::text ORDER BY channel::text) FILTER (WHERE state NOT IN ('held', 'due')) AS tried
          FROM message GROUP BY child_id) d ON d.child_id = r.child_id
        WHERE NOT EXISTS (SELECT 1 FROM outreach_touchpoint t WHERE t.child_id = r.child_id AND t.kind = 'delivered'
                          AND t."on" BETWEEN %s AND %s)
        ORDER BY r.place_id, r.homeroom_id, r.child_id
        """,
        [*kids_params, first, _after(last), *adult_params, first, last],
    )
    children = Child.objects.in_bulk([row["child_id"] for row in found])
    return [
        NotReached(
            child=children[row["child_id"]], site_id=row["place_id"], classroom_id=row["homeroom_id"], grade=row["grade"],
            because=row["because"], tried=list(row["tried"]), language=row["language"],
        )
        for row in found
    ]  # fmt: skip


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


_WHY_QUIET = """
  CASE WHEN a.guardian_id IS NULL THEN 'no-adult'
       WHEN EXISTS (SELECT 1 FROM outreach_optout o JOIN families_contactpoint p ON p.number_key = o.number_key
                    WHERE p.guardian_id = a.guardian_id AND o.lifted_at IS NULL) THEN 'opted-out'
       WHEN NOT EXISTS (SELECT 1 FROM families_contactpoint p WHERE p.guardian_id = a.guardian_id AND p.state = 'works'
                        AND p.kind <> 'address') THEN
         CASE WHEN EXISTS (SELECT 1 FROM families_contactpoint p WHERE p.guardian_id = a.guardian_id AND p.state = 'failed')
              THEN 'number-stopped' ELSE 'no-way' END
       WHEN a.reads = '' THEN 'language-unknown'
       WHEN last.reads_it IS FALSE THEN 'language-missing'
       ELSE 'silent' END AS because"""


def quiet_families(place: Place, on: date, days: int = 30) -> list[Quiet]:
    """Children enrolled that day of whom nobody was heard for `days` days, the longest silence first.

    A child enrolled for less than that is not quiet, only new.
    """
    kids, kids_params = children_at(place, on)
    adult, adult_params = adult_of("r.child_id", on)
    found = ask(
        f"""
        WITH r AS ({kids})
        SELECT r.child_id, a.guardian_id, %s - heard.last AS days, {_WHY_QUIET}
        FROM r LEFT JOIN LATERAL ({adult}) a ON true
        LEFT JOIN LATERAL (SELECT max(t."on") AS last FROM outreach_touchpoint t WHERE t.child_id = r.child_id
                           AND t.kind IN ('heard-back', 'took-part') AND t."on" <= %s) heard ON true
        LEFT JOIN LATERAL (SELECT t.reads_it FROM outreach_touchpoint t WHERE t.child_id = r.child_id AND t.kind = 'delivered'
                           AND t."on" <= %s ORDER BY t."on" DESC, t.id DESC LIMIT 1) last ON true
        WHERE r.starts_on <= %s - %s AND (heard.last IS NULL OR heard.last <= %s - %s)
        ORDER BY days DESC NULLS FIRST, r.child_id
        """,
        [*kids_params, on, *adult_params, on, on, on, days, on, days],
    )
    children = Child.objects.in_bulk([row["child_id"] for row in found])
    adults = Guardian.objects.in_bulk([row["guardian_id"] for row in found if row["guardian_id"]])
    return [
        Quiet(
            child=children[row["child_id"]],
            guardian=adults.get(row["guardian_id"]),
            days=row["days"],
            because=row["because"],
        )
        for row in found
    ]

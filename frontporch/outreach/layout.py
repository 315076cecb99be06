"""A site's week laid out as rows: who gets which activity, by which way, in which language, when. All set-based.

The steps hand each other tables of the running transaction: `week_learner` (child and adult), `week_way` (the number
or address that serves a child), `week_group` (what one number is told about), then deliveries.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontporch.families import queries as families
from frontporch.lib.dates import grade_number
from frontporch.outreach import rules
from frontporch.outreach.ledger import rows, run, senders_of, temporary, temporary_from
from frontporch.outreach.models import Channel, Delivery, Focus, Pick, Send
from frontporch.outreach.rules import Aim, Idea
from frontporch.places import queries as places
from frontporch.places.models import Place
from frontporch.toolkit.models import Activity, ActivityText

RECENT = timedelta(weeks=4)  # a school that sent within this time counts as one that shares a family's week

# Age in whole months on the Monday, as lib.dates.months_on counts it.
_MONTHS = """((date_part('year', %s::date) - date_part('year', child.birth_date)) * 12
    + date_part('month', %s::date) - date_part('month', child.birth_date)
    - (date_part('day', %s::date) < date_part('day', child.birth_date))::int)::int"""


def school_days(place: Place, week: date) -> list[date]:
    """The days of a week on which messages may go to families of a place; year-round programs go on in summer."""
    last = week + timedelta(days=5)  # Sunday is quiet anyway
    days = places.days_in_session(place, first=week, last=last)
    calendar = places.calendar_of(place, week) or places.calendar_of(place, week - timedelta(days=60))
    if calendar and calendar.year_round:
        out = {day.date for day in calendar.days_out.all()}
        weekdays = calendar.weekdays or [0, 1, 2, 3, 4]
        between = [week + timedelta(days=n) for n in range(6)]
        days += [d for d in between if d.weekday() in weekdays and not calendar.holds(d) and d not in out]
    return sorted(set(days))


def clear(send: Send) -> None:
    """Take back what was laid out and not released."""
    run("DELETE FROM outreach_delivery WHERE send_id = %s AND state = 'planned'", [send.pk])
    run("DELETE FROM outreach_pack WHERE send_id = %s", [send.pk])
    run("DELETE FROM outreach_pick WHERE send_id = %s", [send.pk])


def lay_out(send: Send) -> int:
    """Write the deliveries of a planned send; how many. Nothing is written twice, however often this runs."""
    days = school_days(send.place, send.week)
    _find_learners(send)
    _pick_activities(send)
    _find_ways(send)
    _group(send)
    _say_it_in_words(send)
    _name_moments(send, days)
    return _write_messages(send) + _write_sheets(send)


def _find_learners(send: Send) -> None:
    who = families.learners(send.place, send.week)
    months = _MONTHS
    temporary_from(
        "week_learner",
        f"""
        SELECT r.child_id, r.guardian_id, r.homeroom_id, r.tier, r.reads, r.prefers, r.time_zone,
          CASE WHEN r.band = 'birth-2' AND months.n >= 36 THEN '3-5' ELSE r.band END AS band,
          CASE WHEN r.band IN ('birth-2', '3-5') THEN '' ELSE r.grade END AS grade,
          CASE WHEN r.band IN ('birth-2', '3-5') THEN months.n END AS months,
          CASE r.tier WHEN 'decides' THEN 0 WHEN 'informed' THEN 1 ELSE 2 END AS rank
        FROM ({who.sql}) AS r
        JOIN families_child child ON child.id = r.child_id
        CROSS JOIN LATERAL (SELECT {months} AS n) AS months
        WHERE r.band <> ''
        """,
        [*who.params, send.week, send.week, send.week],
    )


# -- which activity --------------------------------------------------------------------------------------------------


def library() -> list[Idea]:
    """The open activities with a text in the default language, as choosing sees them."""
    found = Activity.objects.open().filter(texts__language=rules.DEFAULT).distinct()
    return [
        Idea(
            code=one.code, bands=(one.band, *one.also_bands), areas=tuple(one.areas), unit=one.window_unit,
            window=(one.window_from, one.window_to), only_at=any(pin.get("only") for pin in one.pins),
        )
        for one in found
    ]  # fmt: skip


def aims_for(place: Place, week: date, grade: str) -> list[Aim]:
    """The focuses in force at a place for a grade in a week, the place's own before those above it."""
    in_force = Focus.objects.filter(
        place__in=place.ancestor_ids, withdrawn_at__isnull=True, starts_on__lte=week + timedelta(days=6), ends_on__gte=week
    )  # fmt: skip
    depth = {key: n for n, key in enumerate(place.ancestor_ids)}
    ordered = sorted(in_force, key=lambda one: (-depth[one.place_id], one.pk))
    return [
        Aim(goal=one.goal, area=one.area, because=one.because, strategy=one.strategy, activities=tuple(one.activities))
        for one in ordered
        if not one.grades or not grade or grade in one.grades
    ]


def _pick_activities(send: Send) -> None:
    """One activity per cell: a grade, or an age in months for the youngest. Writes the picks and `week_cell`."""
    cells = rows("SELECT DISTINCT band, grade, months FROM week_learner ORDER BY band, grade, months")
    ideas, used = library(), _used_this_term(send)
    picks = []
    for band, grade, months in cells:
        picked = rules.pick(
            band=band, grade=grade_number(grade), months=months, week=send.week, library=ideas,
            aims=aims_for(send.place, send.week, grade), used=used[_stretch(band, grade, months)],
        )  # fmt: skip
        if picked:
            picks.append(
                Pick(district=send.district, send=send, band=band, grade=grade, months=months, activity=picked.code,
                     reason=_reason(picked))
            )  # fmt: skip
    Pick.objects.bulk_create(picks)
    cell_rows = [(one.band, one.grade, one.months, one.activity, json.dumps(one.reason)) for one in picks]
    temporary("week_cell", "band text, grade text, months int, activity text, reason jsonb", cell_rows)


def _reason(picked: rules.Picked) -> dict[str, str]:
    aim = picked.aim
    return {
        "area": picked.area, "goal": aim.goal if aim else "", "because": aim.because if aim else "",
        "strategy": aim.strategy if aim else "", "words": aim.because if aim else "",
    }  # fmt: skip


def _stretch(band: str, grade: str, months: int | None) -> tuple[str, str]:
    """Whose earlier weeks count as the same: a grade, or half a year of age (a baby grows through many cells)."""
    return band, grade if grade or months is None else f"{months // 6} half-years"


def _used_this_term(send: Send) -> dict[tuple[str, str], dict[str, date]]:
    earlier = Pick.objects.filter(
        send__place=send.place, send__school_year=send.school_year, send__week__lt=send.week, send__purpose=send.purpose
    ).order_by("send__week")
    used: dict[tuple[str, str], dict[str, date]] = defaultdict(dict)
    for one in earlier.values("band", "grade", "months", "activity", "send__week"):
        if rules.term_of(one["send__week"]) == rules.term_of(send.week):
            used[_stretch(one["band"], one["grade"], one["months"])][one["activity"]] = one["send__week"]
    return used


# -- by which way ----------------------------------------------------------------------------------------------------


def _find_ways(send: Send) -> None:
    """`week_way`: for each child and each number or address that serves it, one adult, text before mail."""
    can = families.reachable(send.place, send.week)
    senders = senders_of(send.district_id)
    temporary_from(
        "week_way",
        f"""
        WITH point AS (
          SELECT r.child_id, r.guardian_id, r.contact_point_id, r.number_key,
                 CASE r.kind WHEN 'phone' THEN 'sms' ELSE 'email' END AS channel, r.prefers
          FROM ({can.sql}) AS r
          WHERE (r.kind = 'email' OR (r.kind = 'phone' AND r.takes_texts)) AND r.prefers <> 'print'
            AND NOT EXISTS (SELECT 1 FROM outreach_optout o WHERE o.number_key = r.number_key AND o.lifted_at IS NULL
                            AND o.sender_id = CASE r.kind WHEN 'phone' THEN %s ELSE %s END)
        ), best AS (
          SELECT DISTINCT ON (child_id, guardian_id) * FROM point
          ORDER BY child_id, guardian_id, (channel = prefers) DESC, channel = 'email', contact_point_id
        )
        SELECT DISTINCT ON (b.child_id, b.number_key) b.child_id, b.guardian_id, b.contact_point_id, b.number_key,
               b.channel, l.reads, l.time_zone, c.activity, c.reason
        FROM best b
        JOIN week_learner l USING (child_id, guardian_id)
        JOIN week_cell c ON c.band = l.band AND c.grade = l.grade AND c.months IS NOT DISTINCT FROM l.months
        ORDER BY b.child_id, b.number_key, l.rank, b.guardian_id
        """,
        [*can.params, senders[Channel.SMS].pk, senders[Channel.EMAIL].pk],
    )


def _group(send: Send) -> None:
    """`week_group`: children of one adult behind one number with the same activity, numbered within the number."""
    elsewhere = families.reachable(send.district, send.week)
    temporary_from(
        "week_elsewhere",
        f"""
        SELECT number_key, count(*) FILTER (WHERE place_id < %s) AS before, count(*) AS all_of_them
        FROM (SELECT DISTINCT r.number_key, r.place_id, r.band, r.grade FROM ({elsewhere.sql}) AS r
              WHERE r.place_id <> %s AND r.number_key IN (SELECT number_key FROM week_way)
                AND r.place_id IN (SELECT place_id FROM outreach_send WHERE purpose = %s AND status <> 'halted'
                                   AND week BETWEEN %s AND %s)) AS other
        GROUP BY number_key
        """,
        [send.place_id, *elsewhere.params, send.place_id, send.purpose, send.week - RECENT, send.week],
    )
    temporary_from(
        "week_group",
        """
        WITH found AS (
          SELECT number_key, guardian_id, activity, channel, min(contact_point_id) AS contact_point_id, min(reads) AS reads,
                 min(time_zone) AS time_zone, (array_agg(reason))[1] AS reason,
                 array_agg(DISTINCT child_id ORDER BY child_id) AS children
          FROM week_way GROUP BY number_key, guardian_id, activity, channel
        )
        SELECT found.*, coalesce(e.before, 0) + row_number() OVER w - 1 AS idx,
               coalesce(e.all_of_them, 0) + count(*) OVER (PARTITION BY number_key) AS n
        FROM found LEFT JOIN week_elsewhere e USING (number_key)
        WINDOW w AS (PARTITION BY number_key ORDER BY activity, guardian_id)
        """,
        [],
    )


# -- in which words, and when ----------------------------------------------------------------------------------------


def _say_it_in_words(send: Send) -> None:
    """`week_language` (what each adult's reading means for each activity) and `week_text` (the bodies)."""
    activities = {row[0] for row in rows("SELECT DISTINCT activity FROM week_cell")}
    reading = [row[0] for row in rows("SELECT DISTINCT reads FROM week_learner")]
    texts: dict[str, dict[str, ActivityText]] = defaultdict(dict)
    for text in ActivityText.objects.filter(activity__code__in=activities).select_related("activity"):
        texts[text.activity.code][text.language] = text
    spoken = [(code, reads, *rules.language_for(reads, texts[code])) for code in activities for reads in reading]
    temporary("week_language", "activity text, reads text, language text, reads_it boolean", spoken)
    name = text_name(send.place)
    bodies = [
        (code, language, slot, body)
        for code, by_language in texts.items()
        for language, text in by_language.items()
        for slot, body in _bodies(name, text).items()
    ]
    temporary("week_text", "activity text, language text, slot text, body text", bodies)


def text_name(place: Place) -> str:
    """What a place's texts begin with: its own short name, else its district's, else the beginning of its name."""
    above = place.district.text_name if place.district else ""
    return place.text_name or above or place.name[:14].strip()


def _bodies(name: str, text: ActivityText) -> dict[str, str]:
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(text.steps, start=1))
    return {
        Delivery.Slot.WHY: rules.text_of(name, text.sms_why),
        Delivery.Slot.TRY: rules.text_of(name, text.sms_try),
        Delivery.Slot.NEXT: rules.text_of(name, text.sms_next),
        Delivery.Slot.WEEK: "\n\n".join(
            part for part in (text.title, text.why, steps, text.look_for, text.next) if part
        ),
    }


def zone_named(name: str, default: ZoneInfo) -> ZoneInfo:
    """The family's time zone where it names one that exists, else the place's."""
    try:
        return ZoneInfo(name) if name else default
    except (ZoneInfoNotFoundError, ValueError):
        return default


def _name_moments(send: Send, days: list[date]) -> None:
    """`week_slot` (what the nth of so many groups gets, on which day) and `week_moment` (a day in a zone)."""
    counts = [int(row[0]) for row in rows("SELECT DISTINCT n FROM week_group")]
    slots: list[tuple[Any, ...]] = []
    for n in counts:
        slots += [("sms", n, s.group, s.kind, day) for s, day in rules.days_for(rules.slots(n, send.week), days)]
        slots += [("email", n, group, "week", days[0]) for group in {s.group for s in rules.slots(n, send.week)}]
    temporary("week_slot", "channel text, n int, idx int, slot text, day date", slots)
    ours = places.zone_of(send.place)
    zones = [row[0] for row in rows("SELECT DISTINCT time_zone FROM week_group")]
    moments = [(zone, day, _moment(day, send.send_at, zone_named(zone, ours))) for zone in zones for day in days]
    temporary("week_moment", "time_zone text, day date, due_at timestamptz", moments)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone)


# -- rows ------------------------------------------------------------------------------------------------------------

_COLUMNS = """(school_year, district_id, place_id, send_id, guardian_id, contact_point_id, number_key, children, channel,
  slot, purpose, language, reads_it, activity, reason, body, key, state, why_held, due_at, provider_id, return_code,
  tries, pack_id)"""


def _write_messages(send: Send) -> int:
    return run(
        f"""
        INSERT INTO outreach_delivery {_COLUMNS}
        SELECT %(year)s, %(district)s, %(place)s, %(send)s, g.guardian_id, g.contact_point_id, g.number_key, g.children,
          g.channel, s.slot, %(purpose)s, t.language, t.reads_it, g.activity, g.reason, body.body,
          %(send)s || ':' || g.contact_point_id || ':' || s.slot || ':' || g.activity, 'planned', '', m.due_at, '', '',
          0, NULL
        FROM week_group g
        JOIN week_slot s ON s.channel = g.channel AND s.n = g.n AND s.idx = g.idx
        JOIN week_language t ON t.activity = g.activity AND t.reads = g.reads
        JOIN week_text body ON body.activity = g.activity AND body.language = t.language AND body.slot = s.slot
        JOIN week_moment m ON m.time_zone = g.time_zone AND m.day = s.day
        ON CONFLICT (school_year, key) DO NOTHING
        """,
        _of(send),
    )


def _write_sheets(send: Send) -> int:
    """Paper for each child whom no text or mail serves, to one adult of the child; and for adults who want paper."""
    temporary_from(
        "week_sheet",
        """
        SELECT chosen.guardian_id, chosen.homeroom_id, c.activity, min(chosen.reads) AS reads, (array_agg(c.reason))[1] AS reason,
               array_agg(DISTINCT chosen.child_id ORDER BY chosen.child_id) AS children
        FROM (
          SELECT DISTINCT ON (l.child_id) l.* FROM week_learner l
          WHERE NOT EXISTS (SELECT 1 FROM week_way w WHERE w.child_id = l.child_id)
          ORDER BY l.child_id, (l.prefers = 'print') DESC, l.rank, l.guardian_id
        ) AS chosen
        JOIN week_cell c ON c.band = chosen.band AND c.grade = chosen.grade AND c.months IS NOT DISTINCT FROM chosen.months
        GROUP BY chosen.guardian_id, chosen.homeroom_id, c.activity
        UNION
        SELECT l.guardian_id, l.homeroom_id, c.activity, min(l.reads), (array_agg(c.reason))[1],
               array_agg(DISTINCT l.child_id ORDER BY l.child_id)
        FROM week_learner l
        JOIN week_cell c ON c.band = l.band AND c.grade = l.grade AND c.months IS NOT DISTINCT FROM l.months
        WHERE l.prefers = 'print' AND EXISTS (SELECT 1 FROM week_way w WHERE w.child_id = l.child_id)
        GROUP BY l.guardian_id, l.homeroom_id, c.activity
        """,
        [],
    )
    run(
        "INSERT INTO outreach_pack (district_id, send_id, classroom_id) "
        "SELECT DISTINCT %(district)s::bigint, %(send)s::bigint, homeroom_id FROM week_sheet ON CONFLICT DO NOTHING",
        _of(send),
    )
    return run(
        f"""
        INSERT INTO outreach_delivery {_COLUMNS}
        SELECT %(year)s, %(district)s, %(place)s, %(send)s, g.guardian_id, NULL, '', g.children, 'print', 'sheet',
          %(purpose)s, t.language, t.reads_it, g.activity, g.reason, '',
          %(send)s || ':paper:' || g.guardian_id || ':' || coalesce(g.homeroom_id, 0) || ':' || g.activity
            || ':' || g.children[1], 'planned', '', %(monday)s, '', '', 0, p.id
        FROM week_sheet g
        JOIN week_language t ON t.activity = g.activity AND t.reads = g.reads
        JOIN outreach_pack p ON p.send_id = %(send)s AND p.classroom_id IS NOT DISTINCT FROM g.homeroom_id
        ON CONFLICT (school_year, key) DO NOTHING
        """,
        _of(send),
    )


def _of(send: Send) -> dict[str, Any]:
    zone = places.zone_of(send.place)
    return {
        "year": send.school_year, "district": send.district_id, "place": send.place_id, "send": send.pk,
        "purpose": send.purpose, "monday": _moment(send.week, send.send_at, zone),
    }  # fmt: skip

"""The changes a staged bundle makes, each one statement over all rows; the counts are what the preview says.

A feed may set what it set before. It never changes a tier, a document or a no-contact mark, never touches what a family
or a staff member said, and never deletes a person: who is gone from it is marked, and the enrollment ends.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

# Names: d the district, on the day of the import. "{t} IS DISTINCT FROM" keeps rows that say the same untouched.
ROOMS = {
    "classrooms_new": """
        INSERT INTO places_place (id, kind, parent_id, path, district_id, name, text_name, code, regime, setting, grades,
          time_zone, office_phone)
        SELECT fresh.id, 'classroom', site.id, site.path || fresh.id || '/', %(d)s, fresh.name, '', fresh.code, site.regime,
          '', '{}', '', ''
        FROM (SELECT nextval(pg_get_serial_sequence('places_place', 'id')) AS id, code, name, site FROM new_room
              WHERE NOT EXISTS (SELECT 1 FROM places_place p WHERE p.district_id = %(d)s AND p.code = new_room.code)) fresh
        JOIN places_place site ON site.district_id = %(d)s AND site.code = fresh.site AND site.kind IN ('school', 'center')""",
    "classrooms_changed": """
        UPDATE places_place p SET name = n.name, closed_on = NULL FROM new_room n
        WHERE p.district_id = %(d)s AND p.kind = 'classroom' AND p.code = n.code
          AND (p.name IS DISTINCT FROM n.name OR p.closed_on IS NOT NULL)""",
}
PEOPLE = {
    "children_new": """
        INSERT INTO families_child (district_id, sourced_id, given_name, family_name, called, birth_date)
        SELECT %(d)s, n.sourced_id, n.given_name, n.family_name, n.called, n.birth_date FROM new_child n
        WHERE NOT EXISTS (SELECT 1 FROM families_child c WHERE c.district_id = %(d)s AND c.sourced_id = n.sourced_id)""",
    "children_changed": """
        UPDATE families_child c SET given_name = n.given_name, family_name = n.family_name,
          birth_date = coalesce(n.birth_date, c.birth_date), gone_on = NULL
        FROM new_child n WHERE c.district_id = %(d)s AND c.sourced_id = n.sourced_id
          AND (c.given_name, c.family_name, c.birth_date, c.gone_on)
            IS DISTINCT FROM (n.given_name, n.family_name, coalesce(n.birth_date, c.birth_date), NULL::date)""",
    "children_gone": """
        UPDATE families_child c SET gone_on = %(on)s WHERE c.district_id = %(d)s AND c.gone_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM new_child n WHERE n.sourced_id = c.sourced_id)""",
    "guardians_new": """
        INSERT INTO families_guardian (district_id, sourced_id, given_name, family_name, reads, speaks, language_source,
          time_zone, prefers, links_withdrawn)
        SELECT %(d)s, n.sourced_id, n.given_name, n.family_name, n.reads, n.speaks,
          CASE WHEN n.reads || n.speaks = '' THEN '' ELSE 'feed' END, '', '', 0 FROM new_guardian n
        WHERE NOT EXISTS (SELECT 1 FROM families_guardian g WHERE g.district_id = %(d)s AND g.sourced_id = n.sourced_id)""",
    "guardians_changed": """
        UPDATE families_guardian g SET given_name = n.given_name, family_name = n.family_name, gone_on = NULL,
          reads = n.reads, speaks = n.speaks, language_source = n.source
        FROM (SELECT g.id, s.given_name, s.family_name,
                CASE WHEN told THEN coalesce(nullif(s.reads, ''), g.reads) ELSE g.reads END AS reads,
                CASE WHEN told THEN coalesce(nullif(s.speaks, ''), g.speaks) ELSE g.speaks END AS speaks,
                CASE WHEN told THEN 'feed' ELSE g.language_source END AS source
              FROM new_guardian s JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = s.sourced_id,
              LATERAL (SELECT s.reads || s.speaks <> '' AND g.language_source IN ('', 'feed') AS told) may) n
        WHERE g.id = n.id AND (g.given_name, g.family_name, g.gone_on, g.reads, g.speaks, g.language_source)
          IS DISTINCT FROM (n.given_name, n.family_name, NULL::date, n.reads, n.speaks, n.source)""",
    "guardians_gone": """
        UPDATE families_guardian g SET gone_on = %(on)s WHERE g.district_id = %(d)s AND g.gone_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM new_guardian n WHERE n.sourced_id = g.sourced_id)
          AND NOT EXISTS (SELECT 1 FROM families_edge e WHERE e.guardian_id = g.id AND e.tier_source <> 'feed')""",
}
EDGES = {
    "edges_new": """
        INSERT INTO families_edge (district_id, child_id, guardian_id, relation, tier, tier_source, document)
        SELECT %(d)s, c.id, g.id, n.relation, n.tier, 'feed', '' FROM new_edge n
        JOIN families_child c ON c.district_id = %(d)s AND c.sourced_id = n.child
        JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.guardian
        WHERE NOT EXISTS (SELECT 1 FROM families_edge e WHERE e.child_id = c.id AND e.guardian_id = g.id)""",
    "edges_back": """
        UPDATE families_edge e SET gone_on = NULL FROM new_edge n, families_child c, families_guardian g
        WHERE e.district_id = %(d)s AND e.gone_on IS NOT NULL AND e.child_id = c.id AND e.guardian_id = g.id
          AND c.sourced_id = n.child AND g.sourced_id = n.guardian""",
    "edges_gone": """
        UPDATE families_edge e SET gone_on = %(on)s FROM families_child c, families_guardian g
        WHERE e.district_id = %(d)s AND e.gone_on IS NULL AND e.tier_source = 'feed' AND e.tier <> 'no-contact'
          AND c.id = e.child_id AND g.id = e.guardian_id
          AND NOT EXISTS (SELECT 1 FROM new_edge n WHERE n.child = c.sourced_id AND n.guardian = g.sourced_id)""",
}
POINTS = {
    "contact_points_new": """
        INSERT INTO families_contactpoint (district_id, guardian_id, kind, value, number_key, takes_texts, source, state,
          failures)
        SELECT %(d)s, g.id, n.kind, n.value, n.number_key, n.takes_texts, 'feed', 'works', 0 FROM new_point n
        JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.guardian
        WHERE NOT EXISTS (SELECT 1 FROM families_contactpoint p
                          WHERE p.guardian_id = g.id AND p.kind = n.kind AND p.value = n.value)""",
    "contact_points_changed": """
        UPDATE families_contactpoint p SET gone_on = NULL, takes_texts = n.takes_texts FROM new_point n, families_guardian g
        WHERE p.district_id = %(d)s AND p.source = 'feed' AND g.id = p.guardian_id AND g.sourced_id = n.guardian
          AND p.kind = n.kind AND p.value = n.value AND (p.gone_on IS NOT NULL OR p.takes_texts <> n.takes_texts)""",
    "contact_points_gone": """
        UPDATE families_contactpoint p SET gone_on = %(on)s FROM families_guardian g
        WHERE p.district_id = %(d)s AND p.source = 'feed' AND p.gone_on IS NULL AND g.id = p.guardian_id
          AND NOT EXISTS (SELECT 1 FROM new_point n
                          WHERE n.guardian = g.sourced_id AND n.kind = p.kind AND n.value = p.value)""",
}
RESOLVE = """
    CREATE TEMPORARY TABLE enrolled ON COMMIT DROP AS
    WITH room AS (SELECT id, code FROM places_place WHERE district_id = %(d)s AND kind = 'classroom'),
    lists AS (SELECT n.child, n.site, n.school_year, array_agg(room.id ORDER BY room.id) AS ids
              FROM new_enrollment n CROSS JOIN unnest(n.rooms) AS said(code) JOIN room ON room.code = said.code
              GROUP BY n.child, n.site, n.school_year)
    SELECT c.id AS child_id, site.id AS place_id, n.school_year, n.grade, n.band, n.starts_on, n.ends_on,
      coalesce(lists.ids, '{}') AS classrooms, home.id AS homeroom_id
    FROM new_enrollment n
    JOIN families_child c ON c.district_id = %(d)s AND c.sourced_id = n.child
    JOIN places_place site ON site.district_id = %(d)s AND site.code = n.site AND site.kind IN ('school', 'center')
    LEFT JOIN lists ON (lists.child, lists.site, lists.school_year) = (n.child, n.site, n.school_year)
    LEFT JOIN room home ON home.code = n.homeroom"""
_UNSAID = """NOT EXISTS (SELECT 1 FROM enrolled n
    WHERE (n.child_id, n.place_id, n.school_year) = (e.child_id, e.place_id, e.school_year))"""
ENROLLMENTS = {
    "enrollments_new": """
        INSERT INTO families_enrollment (district_id, child_id, place_id, classrooms, homeroom_id, school_year, grade, band,
          starts_on, ends_on)
        SELECT %(d)s, n.child_id, n.place_id, n.classrooms, n.homeroom_id, n.school_year, n.grade, n.band, n.starts_on, n.ends_on
        FROM enrolled n WHERE NOT EXISTS (SELECT 1 FROM families_enrollment e
          WHERE (e.child_id, e.place_id, e.school_year) = (n.child_id, n.place_id, n.school_year))""",
    "enrollments_changed": """
        UPDATE families_enrollment e SET classrooms = n.classrooms, homeroom_id = n.homeroom_id, grade = n.grade,
          band = n.band, starts_on = n.starts_on, ends_on = n.ends_on
        FROM enrolled n WHERE (n.child_id, n.place_id, n.school_year) = (e.child_id, e.place_id, e.school_year)
          AND (e.classrooms, e.homeroom_id, e.grade, e.band, e.starts_on, e.ends_on)
            IS DISTINCT FROM (n.classrooms, n.homeroom_id, n.grade::varchar, n.band::varchar, n.starts_on, n.ends_on)""",
    # One that has not begun has no day to end on, and nothing hangs on it yet.
    "enrollments_never_begun": f"""
        DELETE FROM families_enrollment e WHERE e.district_id = %(d)s AND e.starts_on >= %(on)s AND {_UNSAID}""",
    "enrollments_ended": f"""
        UPDATE families_enrollment e
        SET ends_on = greatest(e.starts_on, least(%(on)s::date - 1, make_date(e.school_year + 1, 6, 30)))
        WHERE e.district_id = %(d)s AND (e.ends_on IS NULL OR e.ends_on >= %(on)s) AND {_UNSAID}""",
    "classrooms_closed": """
        UPDATE places_place p SET closed_on = %(on)s WHERE p.district_id = %(d)s AND p.kind = 'classroom' AND p.closed_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM new_room n WHERE n.code = p.code)
          AND p.id IN (SELECT unnest(classrooms) FROM families_enrollment WHERE district_id = %(d)s)
          AND p.id NOT IN (SELECT unnest(classrooms) FROM families_enrollment
                           WHERE district_id = %(d)s AND (ends_on IS NULL OR ends_on >= %(on)s))""",
}


# The statistics know nothing of rows that this transaction wrote, and the web role may not ANALYZE: without this the
# planner looks up each row one by one, for minutes. Until the end of the transaction (or the savepoint of a check).
_JOIN_WHOLE = "SET LOCAL enable_nestloop = off"


def carry_out(*, district_id: int, on: date) -> dict[str, int]:
    """Make every change of the staged bundle; schools exist already. Counts by kind, all zero if nothing differs."""
    facts: dict[str, Any] = {"d": district_id, "on": on}
    done: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_JOIN_WHOLE)
        for group in (ROOMS, PEOPLE, EDGES, POINTS):
            for kind, statement in group.items():
                cursor.execute(statement, facts)
                done[kind] = cursor.rowcount
        cursor.execute("DROP TABLE IF EXISTS pg_temp.enrolled")
        cursor.execute(RESOLVE, facts)
        cursor.execute("ANALYZE enrolled")
        for kind, statement in ENROLLMENTS.items():
            cursor.execute(statement, facts)
            done[kind] = cursor.rowcount
    return done


NOTICES = {
    "children_without_guardian": """
        SELECT count(*) FROM new_child n WHERE NOT EXISTS (SELECT 1 FROM families_edge e JOIN families_child c ON c.id = e.child_id
          WHERE c.district_id = %(d)s AND c.sourced_id = n.sourced_id AND e.gone_on IS NULL)""",
    "guardians_without_contact": """
        SELECT count(*) FROM new_guardian n JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.sourced_id
        WHERE NOT EXISTS (SELECT 1 FROM families_contactpoint p
                          WHERE p.guardian_id = g.id AND p.gone_on IS NULL AND p.state = 'works')""",
    "guardians_losing_contact": """
        SELECT count(*) FROM new_guardian n JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.sourced_id
        WHERE EXISTS (SELECT 1 FROM families_contactpoint p WHERE p.guardian_id = g.id AND p.gone_on = %(on)s)
          AND NOT EXISTS (SELECT 1 FROM families_contactpoint p WHERE p.guardian_id = g.id AND p.gone_on IS NULL)""",
    "numbers_of_children": "SELECT count(*) FROM new_point WHERE number_key IN (SELECT number_key FROM number_of_child)",
    "numbers_of_no_contact": """
        SELECT count(DISTINCT p.id) FROM families_edge barred
        JOIN families_contactpoint held ON held.guardian_id = barred.guardian_id
        JOIN families_contactpoint p ON p.number_key = held.number_key AND p.guardian_id <> held.guardian_id
        JOIN families_edge e ON e.guardian_id = p.guardian_id AND e.child_id = barred.child_id AND e.tier <> 'no-contact'
        WHERE barred.district_id = %(d)s AND barred.tier = 'no-contact' AND p.gone_on IS NULL""",
    "emergency_only": "SELECT count(*) FROM new_edge WHERE tier = 'none'",
    "language_unknown": """
        SELECT count(*) FROM new_guardian n JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.sourced_id
        WHERE g.reads = ''""",
    "relation_differs": """
        SELECT count(*) FROM new_edge n JOIN families_child c ON c.district_id = %(d)s AND c.sourced_id = n.child
        JOIN families_guardian g ON g.district_id = %(d)s AND g.sourced_id = n.guardian
        JOIN families_edge e ON e.child_id = c.id AND e.guardian_id = g.id WHERE e.relation <> n.relation""",
}


def notices(*, district_id: int, on: date) -> dict[str, int]:
    """What a person should know about the bundle, after `carry_out` in the same transaction; counts by kind."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for kind, question in NOTICES.items():
            cursor.execute(question, {"d": district_id, "on": on})
            found[kind] = cursor.fetchone()[0]
    return found

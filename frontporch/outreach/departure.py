"""What is added when a send leaves: first contacts to new numbers, return codes, easier versions wished for on paper."""

from __future__ import annotations

from django.utils import timezone

from frontporch.lib.codes import make_return_code
from frontporch.outreach import rules
from frontporch.outreach.layout import text_name
from frontporch.outreach.ledger import rows, run, senders_of, temporary
from frontporch.outreach.models import Channel, Pack, Send

WELCOMES = ("en", "es")


def greet(send: Send) -> int:
    """A welcome, due with the first text, for each number that this sender has not greeted yet; how many are new.

    One per number and school year, whichever school sends first. One that failed is tried again.
    """
    sender = senders_of(send.district_id, send.purpose)[Channel.SMS]
    reading = {row[0] for row in rows("SELECT DISTINCT g.reads FROM outreach_delivery d JOIN families_guardian g "
                                      "ON g.id = d.guardian_id WHERE d.send_id = %s", [send.pk])}  # fmt: skip
    name = text_name(send.place)
    spoken = [(reads, *rules.language_for(reads, WELCOMES)) for reads in reading]
    temporary(
        "welcome_text", "reads text, language text, reads_it boolean, body text",
        [(reads, language, known, rules.welcome_text(name, language)) for reads, language, known in spoken],
    )  # fmt: skip
    return run(
        """
        INSERT INTO outreach_delivery (school_year, district_id, place_id, send_id, guardian_id, contact_point_id,
          number_key, children, channel, slot, purpose, language, reads_it, activity, reason, body, key, state, why_held,
          due_at, provider_id, return_code, tries)
        SELECT DISTINCT ON (d.number_key) d.school_year, d.district_id, d.place_id, d.send_id, d.guardian_id,
          d.contact_point_id, d.number_key, '{}'::bigint[], 'sms', 'welcome', d.purpose, w.language, w.reads_it, '',
          '{}'::jsonb, w.body, 'hi:' || %(sender)s || ':' || d.number_key, 'due', '', d.due_at, '', '', 0
        FROM outreach_delivery d
        JOIN families_guardian g ON g.id = d.guardian_id
        JOIN welcome_text w ON w.reads = g.reads
        WHERE d.send_id = %(send)s AND d.channel = 'sms' AND d.state = 'due'
          AND NOT EXISTS (SELECT 1 FROM outreach_greeted k WHERE k.number_key = d.number_key AND k.sender_id = %(sender)s)
        ORDER BY d.number_key, d.due_at, d.id
        ON CONFLICT (school_year, key) DO UPDATE SET state = 'due', due_at = excluded.due_at, why_held = '', tries = 0,
          guardian_id = excluded.guardian_id, contact_point_id = excluded.contact_point_id
          WHERE outreach_delivery.state IN ('failed', 'held')
        """,
        {"sender": sender.pk, "send": send.pk},
    )


def name_sheets(send: Send) -> None:
    """Adopt the easier sheets that wait for this site's next paper, then give every sheet its return code."""
    _adopt_easier(send)
    ids = rows(
        "SELECT id FROM outreach_delivery WHERE send_id = %s AND channel = 'print' AND return_code = ''", [send.pk]
    )
    temporary("sheet_code", "id bigint, code text", [(key, make_return_code(key)) for (key,) in ids])
    run(
        "UPDATE outreach_delivery d SET return_code = c.code FROM sheet_code c WHERE d.send_id = %s AND d.id = c.id",
        [send.pk],
    )


def _adopt_easier(send: Send) -> None:
    for delivery_id, classroom in rows(
        "SELECT d.id, (SELECT p.classroom_id FROM outreach_delivery o JOIN outreach_pack p ON p.id = o.pack_id "
        "WHERE d.key = 'easier:' || o.id LIMIT 1) FROM outreach_delivery d "
        "WHERE d.place_id = %s AND d.channel = 'print' AND d.slot = 'easier' AND d.pack_id IS NULL",
        [send.place_id],
    ):  # a handful a week: each was asked for by one family
        pack, _new = Pack.objects.get_or_create(
            send=send, classroom_id=classroom, defaults={"district_id": send.district_id}
        )
        run(
            "UPDATE outreach_delivery SET pack_id = %s, send_id = %s, state = 'sent', sent_at = %s WHERE id = %s",
            [pack.pk, send.pk, timezone.now(), delivery_id],
        )

"""What outreach knows, in the words of a desk: languages, grades, reasons, next moves, the ladder of reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from frontporch.lib.dates import grade_number
from frontporch.outreach.queries.rows import Counts, Quiet, Reach, ReachRow
from frontporch.toolkit.models import Band
from frontporch.ui.charts import Rung

# Why a child's adults were not reached or not heard, and the next move. The words never blame a family.
REASONS: Mapping[str, tuple[object, object]] = {
    "no-adult": (_("No adult is known to us"), _("Ask the office for a name and a number.")),
    "no-way": (_("No number or address that works"), _("Send paper home, and ask for a number.")),
    "number-stopped": (_("The number stopped working"), _("Send paper home, and ask for the new number.")),
    "failed": (_("The message did not get through"), _("Check the number with the family.")),
    "opted-out": (_("Asked us to stop texting"), _("Say hello at the door. Paper is still welcome.")),
    "language-unknown": (_("We do not know what language they read"), _("Ask which language they like to read.")),
    "language-missing": (_("We do not have words in their language yet"), _("Call with an interpreter.")),
    "not-sent": (_("Nothing was sent to them"), _("Send the week.")),
    "not-handed-out": (_("Their paper is still on the desk"), _("Hand out the pack.")),
    "unknown": (_("We cannot say if their message went out"), _("Say what became of it.")),
    "on-its-way": (_("Their message is on its way"), _("Look again tomorrow.")),
    "silent": (_("Messages arrive, and no answer yet"), _("Call, or catch them at the door.")),
}
# The same in two or three words, for the edge of a list.
SHORT: Mapping[str, tuple[object, object]] = {
    "no-adult": (_("no adult known"), _("Ask the office")),
    "no-way": (_("no working way"), _("Send paper")),
    "number-stopped": (_("number stopped"), _("Send paper")),
    "opted-out": (_("asked us to stop"), _("Say hello")),
    "language-unknown": (_("language not known"), _("Ask which")),
    "language-missing": (_("not in their language"), _("Interpreter")),
    "silent": (_("messages arrive"), _("Call")),
}
# The page where the next move is made, if it is one of ours.
MOVES: Mapping[str, str] = {
    "no-way": "outreach:packs",
    "number-stopped": "outreach:packs",
    "not-handed-out": "outreach:packs",
    "not-sent": "outreach:today",
    "unknown": "outreach:unknown",
}


def reason(code: str) -> tuple[str, str]:
    """Why, and the next move. A code that we have no words for is a silence."""
    why, move = REASONS.get(code, REASONS["silent"])
    return str(why), str(move)


def grade_words(grade: str) -> str:
    """A grade as it is said: Kindergarten, Grade 2; "" when there is none."""
    number = grade_number(grade)
    if number is None:
        return ""
    young = {0: gettext("Kindergarten"), -1: gettext("Pre-K"), -2: gettext("Infants and toddlers")}
    return young.get(number) or gettext("Grade %(n)d") % {"n": number}


def cell_words(*, band: str, grade: str) -> str:
    """Whom one activity is for: a grade, or a band."""
    return grade_words(grade) or str(dict(Band.choices).get(band, band))


def ages(months: Sequence[int]) -> list[str]:
    """Ages in months, neighbors joined: "3 to 5 months old", "9 months old". `months` are in order, each once."""
    runs: list[list[int]] = []
    for one in months:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        gettext("%(first)d to %(last)d months old") % {"first": run[0], "last": run[-1]}
        if len(run) > 1
        else ngettext("%(n)d month old", "%(n)d months old", run[0]) % {"n": run[0]}
        for run in runs
    ]


def reach_line(counts: Counts) -> str:
    """How a send reaches children, without rounding anybody away: "22 by text, 2 on paper, 1 no working way"."""
    ways = (
        (counts.text, ngettext("%(n)d by text", "%(n)d by text", counts.text)),
        (counts.email, ngettext("%(n)d by e-mail", "%(n)d by e-mail", counts.email)),
        (counts.paper, ngettext("%(n)d on paper", "%(n)d on paper", counts.paper)),
        (counts.unreached, ngettext("%(n)d no working way", "%(n)d no working way", counts.unreached)),
    )
    said = [words % {"n": n} for n, words in ways if n]
    return gettext(", ").join(said) if said else gettext("No child is enrolled")


def silence(one: Quiet) -> str:
    """How long nobody was heard, and why: "63 days · number stopped"."""
    why = str(SHORT.get(one.because, SHORT["silent"])[0])
    if one.days is None:
        return gettext("not heard yet · %(why)s") % {"why": why}
    return ngettext("%(n)d day · %(why)s", "%(n)d days · %(why)s", one.days) % {"n": one.days, "why": why}


def lost(codes: Iterable[str]) -> str:
    """Where families were lost, the commonest reason only: "2 numbers stopped working"."""
    counted: dict[str, int] = {}
    for code in codes:
        counted[code] = counted.get(code, 0) + 1
    if not counted:
        return ""
    code = max(counted, key=lambda one: counted[one])
    n = counted[code]
    words = {
        "no-adult": ngettext("%(n)d has no adult known to us", "%(n)d have no adult known to us", n),
        "no-way": ngettext("%(n)d has no number that works", "%(n)d have no number that works", n),
        "number-stopped": ngettext("%(n)d number stopped working", "%(n)d numbers stopped working", n),
        "failed": ngettext("%(n)d message did not get through", "%(n)d messages did not get through", n),
        "opted-out": ngettext("%(n)d asked us to stop", "%(n)d asked us to stop", n),
        "language-missing": ngettext("%(n)d needs a language we lack", "%(n)d need a language we lack", n),
        "not-handed-out": ngettext("%(n)d sheet is still on the desk", "%(n)d sheets are still on the desk", n),
        "not-sent": ngettext("nothing was sent to %(n)d", "nothing was sent to %(n)d", n),
        "on-its-way": ngettext("%(n)d message is on its way", "%(n)d messages are on their way", n),
        "unknown": ngettext("%(n)d message may not have gone out", "%(n)d messages may not have gone out", n),
    }
    return words.get(code, ngettext("%(n)d not reached", "%(n)d not reached", n)) % {"n": n}


def rungs(reach: Reach, before: Reach, why_lost: str) -> list[Rung]:
    """The ladder of reach: each rung is smaller, and a note says where families were lost.

    `before` is the same length of time just before, for the last rung's note.
    """
    all_ = reach.everyone
    whole = all_.enrolled or 1
    other = all_.received - all_.reads - all_.unknown_language
    notes = []
    if all_.unknown_language:
        notes.append(
            ngettext("language of %(n)d not known", "language of %(n)d not known", all_.unknown_language)
            % {"n": all_.unknown_language}
        )
    if other > 0:
        notes.append(ngettext("%(n)d in another language", "%(n)d in another language", other) % {"n": other})
    steps = (
        (gettext("Enrolled"), all_.enrolled, ""),
        (gettext("Received it"), all_.received, why_lost),
        (gettext("In a language they read"), all_.reads, gettext(", ").join(notes)),
        (gettext("Heard back"), all_.heard_back, _than_before(all_.heard_back, before.everyone)),
        (gettext("Did it together"), all_.took_part, ""),
    )
    return [Rung(label, count, 100 * count / whole, note) for label, count, note in steps]


def _than_before(now: int, before: ReachRow) -> str:
    """How hearing back changed; nothing to say while there is no month to compare with."""
    if not before.invited or now == before.heard_back:
        return ""
    n = abs(now - before.heard_back)
    if now > before.heard_back:
        return ngettext("%(n)d more than the 30 days before", "%(n)d more than the 30 days before", n) % {"n": n}
    return ngettext("%(n)d fewer than the 30 days before", "%(n)d fewer than the 30 days before", n) % {"n": n}


def clock(at: datetime | time) -> SafeString:
    """A time of the clock that keeps its order inside a right-to-left sentence; a moment is already in its zone."""
    return format_html('<bdi dir="ltr">{}</bdi>', time_format(at, "g:i A" if at.minute else "g A"))


def weekday(on: date, today: date) -> str:
    """A day near today as people say it: today, tomorrow, Wednesday, or with its date when a week or more away."""
    if on == today:
        return gettext("today")
    if on == today + timedelta(days=1):
        return gettext("tomorrow")
    if timedelta(0) < on - today < timedelta(days=7):
        return date_format(on, "l")
    return date_format(on, "MONTH_DAY_FORMAT")

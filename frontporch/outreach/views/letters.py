"""Texts as a page shows them: what goes out, by activity and language, and what families wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from frontporch.families.models import Child
from frontporch.outreach.models import Channel, Delivery, Pick, Reply, Send
from frontporch.outreach.queries import desk
from frontporch.outreach.queries.rows import Preview
from frontporch.outreach.services.weeks import LATE
from frontporch.outreach.views.sentences import ages, cell_words, clock, weekday
from frontporch.places.models import Place
from frontporch.places.queries import days_in_session, zone_of
from frontporch.ui.languages import language_name

PROMISED = time(15)  # our promise to families: by the next school day, 3 PM
_ORDER = {slot: n for n, slot in enumerate(Delivery.Slot.values)}


@dataclass(frozen=True, kw_only=True)
class Text:
    """One body, when it goes, and what it costs its reader."""

    preview: Preview
    when: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What a family gets in one language, in the order it arrives."""

    language: str
    name: str
    about: str
    draft: bool
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Sheaf:
    """One activity of a send: for whom, why, and its thread in every language."""

    title: str
    for_whom: str
    because: str
    threads: list[Thread]
    opened: bool  # the first activity lies open, the others wait folded


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Words of a family that wait for a person."""

    reply: Reply
    who: str
    about: str
    language: str  # that the adult reads; "" not known
    reads: str
    promised: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class Timing:
    """When the texts of a send leave, on the clock of its site; `planned` while nobody has released it."""

    zone: ZoneInfo
    now: datetime
    planned: bool

    def left_out(self, one: Preview) -> bool:
        """Whether its moment in the week is gone, so that a release now would not send it."""
        passing = one.slot in (Delivery.Slot.WHY, Delivery.Slot.NEXT)
        return self.planned and passing and one.first_due_at < self.now - LATE

    def words(self, one: Preview) -> str:
        """A weekday and a time; what would go at once, or not any more, says so."""
        if self.left_out(one):
            return gettext("too late this week, left out")
        if self.planned and one.first_due_at < self.now:
            return gettext("right away")
        return moment(one.first_due_at.astimezone(self.zone))

    def first(self, previews: Sequence[Preview]) -> str:
        """When the first text leaves; empty when nothing is texted."""
        going = [one for one in previews if not self.left_out(one)]
        return self.words(min(going, key=lambda one: one.first_due_at)) if going else ""


def moment(local: datetime) -> str:
    """A weekday and a time of the clock: "Monday, 5 PM"."""
    return format_html(gettext("{day}, {time}"), day=day_name(local.date()), time=clock(local))


def numbers(one: Preview) -> str:
    """How many get it, and how many texts that is for each: "9 phones · 2 texts each"."""
    if one.channel == Channel.EMAIL:
        return ngettext("%(n)d mail", "%(n)d mails", one.numbers) % {"n": one.numbers}
    phones = ngettext("%(n)d phone", "%(n)d phones", one.numbers) % {"n": one.numbers}
    return phones if one.segments <= 1 else f"{phones} · " + gettext("%(n)d texts each") % {"n": one.segments}


def about(one: Preview) -> str:
    """Language, how many get it, and that nobody qualified has checked it, where that is so."""
    said = [language_name(one.language), numbers(one), gettext("draft") if one.draft else ""]
    return " · ".join(word for word in said if word)


def sheaves(send: Send, previews: Sequence[Preview], language: str, timing: Timing) -> list[Sheaf]:
    """Every text of a send, first contact first, then by activity; within it by language and in the order it arrives."""
    picks: dict[str, list[Pick]] = {}
    for pick in send.picks.order_by("pk"):
        picks.setdefault(pick.activity, []).append(pick)
    called = desk.titles(picks, language)
    by_activity: dict[str, list[Preview]] = {}
    for one in previews:
        by_activity.setdefault(one.activity, []).append(one)
    found: list[Sheaf] = []
    for code in sorted(by_activity.keys() | picks.keys(), key=lambda code: (code != "", *_place_of(picks.get(code)))):
        cells = picks.get(code, [])
        found.append(
            Sheaf(
                title=called.get(code, code) if code else gettext("First contact"),
                for_whom=_for_whom(cells) if code else gettext("Before the first idea: who we are, and how to stop."),
                because=str(cells[0].reason.get("because") or "") if cells else "",
                threads=_threads(by_activity.get(code, []), timing),
                opened=bool(code) and not any(one.opened for one in found),
            )
        )
    return found


def _place_of(cells: Sequence[Pick] | None) -> tuple[int, int]:
    """The order in which a school reads: by the first cell's key, which the plan laid out from young to old."""
    return (0, cells[0].pk) if cells else (1, 0)


def _for_whom(cells: Iterable[Pick]) -> str:
    cells = list(cells)
    months = sorted({cell.months for cell in cells if cell.months is not None})
    grades = [cell_words(band=cell.band, grade=cell.grade) for cell in cells if cell.months is None]
    return gettext(", ").join(dict.fromkeys([*ages(months), *grades]))


def _threads(previews: Sequence[Preview], timing: Timing) -> list[Thread]:
    by: dict[tuple[str, str], list[Preview]] = {}
    for one in sorted(previews, key=lambda one: (_ORDER.get(one.slot, 99), one.first_due_at)):
        by.setdefault((one.language, one.channel), []).append(one)
    most_first = sorted(by.values(), key=lambda texts: -max(one.numbers for one in texts))
    return [
        Thread(
            language=texts[0].language,
            name=language_name(texts[0].language),
            about=numbers(texts[0]),
            draft=any(one.draft for one in texts),
            texts=[Text(preview=one, when=timing.words(one)) for one in texts],
        )
        for texts in most_first
    ]


def day_name(day: date) -> str:
    """The weekday, in the reader's language."""
    return weekday(day, day - timedelta(days=2))


def letters(replies: Sequence[Reply], site: Place, today: date, language: str) -> list[Letter]:
    """Replies with whose family it is, what they answer, and until when they were promised a person."""
    families = desk.children_of((one.guardian_id for one in replies), site, today)
    called = desk.titles({one.activity for one in replies if one.activity}, language)
    zone = zone_of(site)
    due = _promises({one.at.astimezone(zone).date() for one in replies}, site)
    now = datetime.now(zone)
    return [_letter(one, families, called, (due, zone, now)) for one in replies]


def _letter(
    reply: Reply,
    families: Mapping[int, Sequence[Child]],
    called: Mapping[str, str],
    clocks: tuple[Mapping[date, date], ZoneInfo, datetime],
) -> Letter:
    due, zone, now = clocks
    names = gettext(" and ").join(child.short_name for child in families.get(reply.guardian_id, ()))
    day = due.get(reply.at.astimezone(zone).date())
    reads = reply.guardian.reads
    late = day is not None and now > datetime.combine(day, PROMISED, zone)
    return Letter(
        reply=reply,
        who=gettext("%(name)s's family") % {"name": names} if names else reply.guardian.short_name,
        about=called.get(reply.activity, ""), language="" if reads in ("", "zxx") else reads,
        reads=language_name(reads) if reads and reads != "en" else "",
        promised=_by(day, now.date()) if day and not late else "", late=late,
    )  # fmt: skip


def _by(day: date, today: date) -> str:
    return format_html(gettext("{day}, {time}"), day=weekday(day, today), time=clock(PROMISED))


def _promises(days: set[date], site: Place) -> dict[date, date]:
    """For each day on which words came, the school day by whose afternoon a person answers."""
    if not days:
        return {}
    school = days_in_session(site, first=min(days), last=max(days) + timedelta(days=21))
    return {day: next((then for then in school if then > day), day + timedelta(days=1)) for day in days}

"""A teacher's day as a few cards: what to do, how many minutes it takes, and the words to do it with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from frontporch.accounts.access import Permission, Staff
from frontporch.outreach import queries
from frontporch.outreach.queries import desk
from frontporch.outreach.queries.rows import PackCard, PickCard, Preview, SendCard
from frontporch.outreach.rules.clock import week_of
from frontporch.outreach.views import letters
from frontporch.outreach.views.sentences import reach_line
from frontporch.places.models import Place
from frontporch.places.queries import days_in_session

THURSDAY, SATURDAY = 3, 5


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """A short message as its reader sees it, and one quiet line about it."""

    words: str
    language: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do. `week` makes its button plan that week; otherwise the button leads to `url`."""

    title: str
    minutes: int
    button: str
    url: str
    lead: str = ""
    tag: str = ""
    hint: str = ""
    week: date | None = None
    bubbles: Sequence[Bubble] = ()


def weeks_at_hand(today: date) -> list[date]:
    """The Mondays whose week a person may plan today: this one until Friday, and from Thursday on the next."""
    this = week_of(today)
    following = this + timedelta(days=7)
    if today.weekday() >= SATURDAY:
        return [following]
    return [this, following] if today.weekday() >= THURSDAY else [this]


def tasks_of(staff: Staff, site: Place, today: date) -> list[Task]:
    """What waits for this person, the week first. Pages that the role cannot open are left out."""
    found = [_sending(site, card) for card in queries.sends_to_release(site) if card.send.week >= week_of(today)]
    found = found or _planning(site, today)
    if staff.may(Permission.PACKS):
        found += _paper(queries.packs(staff.place))
    if staff.may(Permission.REPLIES):
        found += _replies(staff, site, today)
    lost = desk.lost_messages(staff.place, today).count()
    if lost:
        title = ngettext("Look into %(n)d message", "Look into %(n)d messages", lost) % {"n": lost}
        lead = gettext("We stopped between sending and the answer. You say what became of it.")
        found.append(
            Task(title=title, minutes=lost, lead=lead, button=gettext("Look"), url=reverse("outreach:unknown"))
        )
    return found


def _week_words(week: date) -> str:
    return gettext("week of %(day)s") % {"day": date_format(week, "MONTH_DAY_FORMAT")}


def _sending(site: Place, card: SendCard) -> Task:
    main = max(card.picks, key=lambda pick: pick.children, default=None)
    lead = f"{_week_words(card.send.week)} · {reach_line(card.counts)}"
    paper = card.counts.paper
    activities = len({pick.activity.code for pick in card.picks})
    return Task(
        title=ngettext("Send this week's activity", "Send this week's activities", activities), minutes=1,
        lead=lead[:1].upper() + lead[1:], hint=_serves(main),
        bubbles=_two_texts(queries.previews(card.send), main.activity.code if main else ""),
        button=gettext("Look and send"), url=reverse("outreach:send", args=[card.send.pk]),
        tag=ngettext("%(n)d sheet to print", "%(n)d sheets to print", paper) % {"n": paper} if paper else "",
    )  # fmt: skip


def _serves(pick: PickCard | None) -> str:
    if pick is None or not pick.because:
        return ""
    return gettext("“%(title)s” serves this goal: %(why)s") % {"title": pick.title, "why": pick.because}


def _two_texts(previews: Sequence[Preview], code: str) -> list[Bubble]:
    """The same text in the two languages that most families get."""
    same = [one for one in previews if one.slot == "try" and one.activity == code]
    same.sort(key=lambda one: -one.numbers)
    return [Bubble(words=one.body, language=one.language, about=letters.about(one)) for one in same[:2]]


def _planning(site: Place, today: date) -> list[Task]:
    weeks = weeks_at_hand(today)
    planned = desk.planned_weeks(site, weeks)
    open_ = [week for week in weeks if week not in planned and days_in_session(site, first=week, last=_sunday(week))]
    return [
        Task(
            title=gettext("Get this week ready") if week <= today else gettext("Get next week ready"),
            minutes=1, week=week, url=reverse("outreach:today"), button=gettext("Choose the activities"),
            lead=gettext(
                "One activity for each grade, chosen from your plan. You see every text, and nothing goes out until you say so."
            ),
        )
        for week in open_[:1]
    ]  # fmt: skip


def _sunday(week: date) -> date:
    return week + timedelta(days=6)


def _paper(packs: Sequence[PackCard]) -> list[Task]:
    waiting = [one for one in packs if one.pack.handed_out_at is None]
    if not waiting:
        return []
    sheets = sum(one.sheets for one in waiting)
    lead = ngettext("%(n)d sheet is ready for the bags.", "%(n)d sheets are ready for the bags.", sheets)
    return [
        Task(
            title=gettext("Hand out paper"), minutes=len(waiting), lead=lead % {"n": sheets},
            button=ngettext("Open the pack", "Open the packs", len(waiting)), url=reverse("outreach:packs"),
        )
    ]  # fmt: skip


def _replies(staff: Staff, site: Place, today: date) -> list[Task]:
    waiting = queries.replies_waiting(staff.place).select_related("guardian")
    n = waiting.count()
    if not n:
        return []
    first = letters.letters(list(waiting[:2]), site, today, get_language() or "en")
    return [
        Task(
            title=ngettext("Answer %(n)d reply", "Answer %(n)d replies", n) % {"n": n}, minutes=math.ceil(n * 1.5),
            bubbles=[Bubble(words=one.reply.words, language=one.language, about=one.who) for one in first],
            button=gettext("Open replies"), url=reverse("outreach:replies"),
        )
    ]  # fmt: skip

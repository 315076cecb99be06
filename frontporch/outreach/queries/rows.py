"""The typed rows that `outreach.queries` answers with: plain values, ready for a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from frontporch.families.models import Child, Guardian
from frontporch.outreach.models import Delivery, Pack, Send
from frontporch.toolkit.models import Activity, ActivityText


@dataclass(frozen=True, kw_only=True)
class WeekItem:
    """One activity of one adult's week. `delivery` is what a digit answers; its `reads_it` is None for *unknown*."""

    activity: Activity
    text: ActivityText
    children: list[Child]
    delivery: Delivery
    because: str  # the goal in words; empty: the year's rhythm chose it
    digit: int | None  # what this adult answered; None: nothing yet


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How one send reaches the children of a site, each child counted once under the best way it has."""

    children: int = 0
    text: int = 0
    email: int = 0
    paper: int = 0
    unreached: int = 0  # no adult known, or nothing that fits: "no working way"
    welcomes: int = 0  # numbers that get a first contact before the week


@dataclass(frozen=True, kw_only=True)
class SendCard:
    """A send as staff see it before releasing it."""

    send: Send
    counts: Counts
    picks: list[PickCard] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PickCard:
    """The activity of one cell, and the words that say why."""

    band: str
    grade: str
    months: int | None
    activity: Activity
    title: str  # in the default language
    because: str
    area: str
    children: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One text or mail of a send, exactly as it goes out, with how many numbers get it."""

    activity: str
    slot: str
    channel: str
    language: str
    body: str
    draft: bool  # no qualified person has passed this translation yet
    numbers: int
    segments: int
    first_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PackCard:
    """A class's paper: how many sheets, and whether they went home."""

    pack: Pack
    sheets: int
    returned: int  # codes keyed back


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """A child whose adults have not been heard from for a while."""

    child: Child
    guardian: Guardian | None  # the adult to try; None: no adult is known
    days: int | None  # since last heard; None: never
    because: str  # code: no-adult, no-way, number-stopped, opted-out, language-unknown, language-missing, silent


@dataclass(frozen=True, kw_only=True)
class ReachRow:
    """Counts of *children* for one group. `key` is "" for everyone, and for what is not known.

    `received` ⊇ `reads` ∪ `unknown_language`: received in a language that one of its adults named, or, without that,
    by an adult whose language is not known. The rest received it in a language that no adult of theirs reads.
    """

    by: str  # all, grade, language, channel, site
    key: str
    enrolled: int
    invited: int
    received: int
    reads: int
    unknown_language: int
    took_part: int
    heard_back: int


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Reach of a place from a day to a day; the denominator is the roster on `roster_on`. Not suppressed: `insight` does."""

    first: date
    last: date
    roster_on: date
    everyone: ReachRow
    groups: list[ReachRow]
    families: int  # distinct adults who received something


@dataclass(frozen=True, kw_only=True)
class NotReached:
    """A child none of whose adults received anything in the period."""

    child: Child
    site_id: int
    classroom_id: int | None
    grade: str
    because: str  # as in Quiet, or: not-sent, not-handed-out, failed, unknown
    tried: list[str]  # channels that were tried
    language: str | None  # that the adult to try first reads; "" nobody asked, None: no adult is known

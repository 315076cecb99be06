"""The acts of outreach. All inside an open tenant scope, except `work` and `reconcile`, which open their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from frontporch.audit.models import Actor
from frontporch.families.models import Guardian
from frontporch.outreach.models import Delivery, Focus, Inbound, Pack, Reply, Send, Sender
from frontporch.places.models import Place


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What one round of `work` did, in deliveries."""

    claimed: int = 0
    sent: int = 0  # handed to the carrier, or delivered at once
    failed: int = 0
    later: int = 0  # back in line: quiet hours, or a fault that may pass
    held: int = 0  # a rule held it back
    unknown: int = 0


def set_sender(*, district: Place, purpose: str, channel: str, carrier: str, address: str, by: Actor) -> Sender:
    """Say which number or address serves one purpose on one channel of a district, and which folder of `channels/`
    speaks for it. Refuses a carrier that is not installed and an address in use elsewhere."""
    raise NotImplementedError


def focus(  # noqa: PLR0913 - the seam between planning and outreach, one keyword per fact
    *, place: Place, goal: str, area: str, because: str, strategy: str, activities: Sequence[str], grades: Sequence[str],
    starts_on: date, ends_on: date, by: Actor,
) -> Focus:  # fmt: skip
    """Say what a place works on from a day to a day; saying it again for the same `goal` replaces it."""
    raise NotImplementedError


def withdraw_focus(*, place: Place, goal: str, by: Actor) -> None:
    """Stop working on a goal. Weeks that are planned already stay as they are; nothing happens if there is none."""
    raise NotImplementedError


def plan_week(*, place: Place, week: date, by: Actor, send_at: time | None = None) -> Send:
    """Choose each child's activity for the week of that Monday and lay out its messages, to be released by a person.

    Asking again brings a planned send up to date and leaves a released one alone. `send_at` is the time on the family's
    clock, 5 PM unless said. Refuses a place that is no school or center (`not-a-site`), a day that is no Monday
    (`not-a-monday`), a week without a day in session (`no-school-that-week`), a time in quiet hours (`quiet-hours`).
    """
    raise NotImplementedError


def release(*, send: Send, by: Actor, now: datetime | None = None) -> Send:
    """Let a planned send go: texts and mails fall due at their times, paper is ready to print. Again is harmless.

    Refuses a halted send (`send-halted`).
    """
    raise NotImplementedError


def halt(*, send: Send, by: Actor) -> Send:
    """Stop everything of a send that has not left yet."""
    raise NotImplementedError


def work(*, district_id: int, by: Actor, limit: int = 500, now: datetime | None = None) -> Worked:
    """Send up to `limit` due messages of a district: claim in one transaction, hand over, write results in another.

    Opt-outs, no contact, quiet hours and the weekly budget of each number are asked again at the claim.
    """
    raise NotImplementedError


def reconcile(*, district_id: int, by: Actor, now: datetime | None = None) -> Worked:
    """Settle what a stopped worker left claimed: ask the carrier by key; who cannot say is marked unknown, not resent."""
    raise NotImplementedError


def settle(*, delivery: Delivery, went_out: bool, by: Actor) -> Delivery:
    """A person says what became of an unknown delivery. Refuses one that is not unknown (`not-unknown`)."""
    raise NotImplementedError


def reply(*, inbound: Inbound, by: Actor, now: datetime | None = None) -> str:
    """Understand one stored text of a family: a digit, STOP, HELP, or words for a person. Idempotent per inbound.

    Returns the words to answer in the provider's response; empty when the answer goes out as a delivery of its own.
    """
    raise NotImplementedError


def key_in(*, place: Place, code: str, digit: int, by: Actor, now: datetime | None = None) -> Reply:
    """Type in what a family circled on paper, by the sheet's return code; it also proves that the sheet arrived.

    Refuses a code that is mistyped or not of this place (`unknown-code`) and a digit other than 1, 2, 3 (`not-a-digit`).
    """
    raise NotImplementedError


def reply_by_link(
    *, guardian: Guardian, delivery: Delivery, digit: int, by: Actor, now: datetime | None = None
) -> Reply:
    """A family answers on its page. 2 sends the easier version once, at once; the page shows it too.

    Refuses a delivery of somebody else (`not-yours`) and a digit other than 1, 2, 3 (`not-a-digit`).
    """
    raise NotImplementedError


def answer(*, reply: Reply, words: str, by: Actor, now: datetime | None = None) -> Delivery | None:
    """A person answers a family's words by the channel they came on; empty words only close it ("no answer needed").

    In quiet hours it waits for the morning. Refuses an answer of more than 480 characters (`too-long`).
    """
    raise NotImplementedError


def hand_out(*, pack: Pack, by: Actor, now: datetime | None = None) -> Pack:
    """Mark a class's paper as handed out: its children received it. Again is harmless. Refuses a send not released."""
    raise NotImplementedError

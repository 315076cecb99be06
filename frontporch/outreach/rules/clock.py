"""Quiet hours: nobody's phone lights up at night or on Sunday, and nothing goes out while school is out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(20), time(7, 30)  # on the family's own clock; experience.md, bar 18
SEND_AT = time(17)  # when a site sends unless it says otherwise
SUNDAY = 6
LONGEST_WAIT = timedelta(days=14)  # longer than a winter break's remainder: what waits longer has lost its moment


def is_quiet(local: datetime) -> bool:
    """Whether nothing but an emergency may be sent at this local time: 8 PM to 7:30 AM, and all Sunday."""
    return local.weekday() == SUNDAY or local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL


def next_allowed(
    moment: datetime, zone: ZoneInfo, in_session: Callable[[date], bool] = lambda day: True
) -> datetime | None:
    """The first moment from `moment` (aware) on that is not quiet in the zone, on a day that is in session.

    None if there is none within two weeks: the message has lost its moment. The answer is in the family's zone.
    """
    local = moment.astimezone(zone)
    for ahead in range(LONGEST_WAIT.days + 1):
        day = local.date() + timedelta(days=ahead)
        at = local if ahead == 0 else datetime.combine(day, QUIET_UNTIL, zone)
        if at.time() < QUIET_UNTIL:
            at = datetime.combine(day, QUIET_UNTIL, zone)
        if not is_quiet(at) and in_session(day):
            return at
    return None


def week_of(day: date) -> date:
    """The Monday of a day's week: budgets, sends and packs are counted by it."""
    return day - timedelta(days=day.weekday())

"""The acts of outreach. All inside an open tenant scope, except `work`, `reconcile` and `catch_up`, which open their own."""

from frontporch.outreach.services.engine import Worked, reconcile, settle, work
from frontporch.outreach.services.hearing import answer, hand_out, key_in, reply, reply_by_link
from frontporch.outreach.services.telling import catch_up, report, store
from frontporch.outreach.services.weeks import focus, halt, plan_week, release, set_sender, withdraw_focus

__all__ = [
    "Worked", "answer", "catch_up", "focus", "halt", "hand_out", "key_in", "plan_week", "reconcile", "release", "reply",
    "reply_by_link", "report", "set_sender", "settle", "store", "withdraw_focus", "work",
]  # fmt: skip

"""Decisions of outreach, plain values in and out: when, how often, what, in which language, and what a reply means."""

from frontporch.outreach.rules.clock import QUIET_FROM, QUIET_UNTIL, SEND_AT, is_quiet, next_allowed, week_of
from frontporch.outreach.rules.languages import DEFAULT, Spoken, language_for
from frontporch.outreach.rules.replies import Reading, read
from frontporch.outreach.rules.rhythm import Aim, Idea, Picked, area_letters, pick, term_of
from frontporch.outreach.rules.slots import MOST_A_WEEK, Slot, days_for, slots
from frontporch.outreach.rules.words import help_text, link_text, stopped_text, text_of, welcome_text

__all__ = [
    "DEFAULT", "MOST_A_WEEK", "QUIET_FROM", "QUIET_UNTIL", "SEND_AT", "Aim", "Idea", "Picked", "Reading", "Slot", "Spoken",
    "area_letters", "days_for", "help_text", "is_quiet", "language_for", "link_text", "next_allowed", "pick", "read", "slots",
    "stopped_text", "term_of", "text_of", "week_of", "welcome_text",
]  # fmt: skip

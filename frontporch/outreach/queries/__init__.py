"""What outreach knows: a family's week, what waits to be sent, who was reached. All inside an open tenant scope."""

from frontporch.outreach.queries.paper import pack_pdf, packs
from frontporch.outreach.queries.reach import not_reached, quiet_families, reach, touchpoints
from frontporch.outreach.queries.rows import (
    Counts,
    NotReached,
    PackCard,
    PickCard,
    Preview,
    Quiet,
    Reach,
    ReachRow,
    SendCard,
    WeekItem,
)
from frontporch.outreach.queries.sends import counts, previews, replies_waiting, sends_to_release, unknown
from frontporch.outreach.queries.week import week_of

__all__ = [
    "Counts", "NotReached", "PackCard", "PickCard", "Preview", "Quiet", "Reach", "ReachRow", "SendCard", "WeekItem",
    "counts", "not_reached", "pack_pdf", "packs", "previews", "quiet_families", "reach", "replies_waiting",
    "sends_to_release", "touchpoints", "unknown", "week_of",
]  # fmt: skip

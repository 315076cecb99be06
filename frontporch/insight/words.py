"""Figures in words and charts: the same for a class, a school, a district and the state."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from frontporch.insight import rules
from frontporch.insight.rules import Cell
from frontporch.lib.dates import grade_label, grade_number
from frontporch.ui.charts import Bar, Chart, Rung
from frontporch.ui.languages import language_name

MOST_HIDDEN_ROWS = 3  # more small groups than this share one row
CAPTIONS = {
    "language": (_("By the language adults read"), _("Language")),
    "grade": (_("By grade"), _("Grade")),
    "channel": (_("By the way it came"), _("Way")),
}
CHANNELS = {
    "sms": _("Text"), "email": _("E-mail"), "print": _("Paper"), "phone": _("Phone call"),
}  # fmt: skip
# What stands in the way of a child nobody reached, and the first thing to try.
MOVES = {
    "no-adult": (_("No adult is on the record."), _("Ask the child's teacher who picks them up, and add that adult.")),
    "no-way": (_("No number, e-mail or class is known."), _("Send a how-to-reach-us card home in the bag.")),
    "number-stopped": (_("The number stopped working."), _("Send paper today and ask for the new number.")),
    "opted-out": (_("They asked us not to write that way."), _("Keep to paper. Ask in person what would suit.")),
    "language-unknown": (_("Nobody asked which language they read."), _("Ask: which language do you read best?")),
    "language-missing": (_("We have nothing in the language they read."), _("Call with an interpreter.")),
    "not-sent": (_("Nothing was sent."), _("Send the week from the Today page.")),
    "not-handed-out": (_("The paper is still on the desk."), _("Hand out the pack and mark it.")),
    "failed": (_("Messages failed."), _("Send paper and check the number.")),
    "unknown": (_("We can't say whether it went out."), _("Look at the list of unknown deliveries.")),
    "silent": (_("No answer for a while."), _("Try another way: a call at noon, or a note.")),
}


def group_name(cell: Cell) -> str:
    """What a row is called on the page."""
    if cell.table == "language":
        return language_name(cell.group)
    if cell.table == "grade":
        return grade_label(cell.group)
    return str(CHANNELS.get(cell.group, cell.group))


def rungs(cell: Cell) -> list[Rung]:
    """From the roll to heard back, in children, with what was lost at each step."""
    roll = cell.enrolled or 0
    received, reads = cell.received or 0, cell.in_language or 0
    unknown = cell.unknown_language or 0
    lost = ngettext("%(n)s child lost", "%(n)s children lost", roll - received) % {"n": roll - received}
    other = ngettext("%(n)s: language not known", "%(n)s: language not known", unknown) % {"n": unknown}
    steps: list[tuple[str, int, str]] = [
        (gettext("On the roll"), roll, gettext("Every enrolled child")),
        (gettext("Received"), received, lost if roll > received else ""),
        (gettext("In a language they read"), reads, other if unknown else ""),
        (gettext("Heard back"), cell.heard_back or 0, ""),
        (gettext("Did it together"), cell.took_part or 0, ""),
    ]
    return [Rung(label, f"{count:,}", 100 * count / roll if roll else 0, note) for label, count, note in steps]


def chart(table: str, cells: Sequence[Cell], everyone: Cell) -> Chart:
    """One table of groups with their heard-back rate; hidden groups stay as rows."""
    caption, label = CAPTIONS[table]
    average = everyone.share(everyone.heard_back)
    ordered = sorted(cells, key=_by_grade if table == "grade" else _by_size)
    hidden = [cell for cell in ordered if cell.shown == "fewer"]
    together = _together(hidden) if len(hidden) > MOST_HIDDEN_ROWS else None
    bars = [_bar(cell) for cell in ordered if together is None or cell.shown != "fewer"]
    return Chart(
        caption=caption, group_label=label, value_label=gettext("Heard back"),
        bars=bars if together is None else [*bars, together],
        average=average, average_label=gettext("Everyone"),
    )  # fmt: skip


def _by_grade(cell: Cell) -> tuple[int, str]:
    number = grade_number(cell.group)
    return (99 if number is None else number, cell.group)


def _by_size(cell: Cell) -> tuple[bool, int, str]:
    return cell.hidden, -(cell.enrolled or 0), group_name(cell)


def _together(hidden: Sequence[Cell]) -> Bar:
    """A long tail of small groups as one row that still names each of them."""
    names = ", ".join(group_name(cell) for cell in hidden)
    return Bar(names, None, why=gettext("Fewer than 10 in each"))


def _bar(cell: Cell) -> Bar:
    name = group_name(cell)
    if cell.shown == "fewer":
        return Bar(name, None, why=gettext("Fewer than 10"))
    if cell.hidden:
        return Bar(name, None, why=gettext("Hidden too"))
    size = cell.received if cell.table == "channel" else cell.enrolled
    if not size:
        return Bar(name, None, why=gettext("Nobody yet"))
    heard = min(cell.heard_back or 0, size)
    low, high = rules.band(heard, size)
    children = ngettext("%(n)s child", "%(n)s children", size) % {"n": f"{size:,}"}
    return Bar(name, 100 * heard / size, children, low, high)


def headline(everyone: Cell, lowest: Cell | None) -> tuple[str, str, str]:
    """The sentence on top, in three parts: before the marked figure, the figure, after it."""
    rate = everyone.share(everyone.heard_back)
    if rate is None:
        return gettext("Too few children to show a figure"), "", ""
    figure = gettext("%(n)s in 100") % {"n": round(rate)}
    after = gettext("children's families.")
    if lowest is not None:
        after += " " + gettext("%(group)s readers are lowest, at %(n)s.") % {
            "group": group_name(lowest), "n": round(lowest.share(lowest.heard_back) or 0),
        }  # fmt: skip
    return gettext("We heard back from"), figure, after

"""Small-group suppression: what may be shown of a table of groups with a published total.

Privacy rests on FERPA's "reasonable person" test (34 CFR 99.3) and the PTAC practice of a minimum group
size with complementary suppression. The groups of a table are a partition: every child stands in exactly
one of them, and the total is their sum.

What is protected, against a reader who sees the shown rows, the total, the labels, and knows this rule:
- a group smaller than the minimum is not shown; a group of 0 is small too;
- the hidden groups together hold at least the minimum, so subtraction never isolates fewer children;
- neither the numerator nor the denominator of a hidden group can be worked out exactly, not even by
  replaying this rule on every table that fits (the tests do so for all small tables);
- the hidden groups together are neither 0 % nor 100 %, or subtraction would tell about each child in them
  (left out for a fact that is not `delicate`, such as "nobody has replied yet").
Where no choice of rows achieves this, the total is hidden with every row.

What is not protected: 0 % or 100 % of a shown group, which tells about each of its children (a page
about a delicate fact says "nearly all" there); a narrow range that is not exact; two tables of overlapping
groups, or the same table on two dates, read against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["shown", "fewer", "also hidden"]

MINIMUM = 10
SPREAD = 2  # at least three possible sizes: with two, seeing a second row hidden would tell why


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a group (`denominator`) are counted (`numerator`)."""

    group: str
    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.group}: {self.numerator} of {self.denominator} cannot be.")


@dataclass(frozen=True, slots=True)
class Cell:
    """One row as it may be shown: counts only when `state` is "shown".

    "fewer": fewer than the minimum. "also hidden": large enough, hidden so that another cannot be worked out.
    """

    group: str
    state: State
    numerator: int | None = None
    denominator: int | None = None

    @property
    def share(self) -> float | None:
        """Numerator over denominator, 0 to 1; None where it is hidden."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in the order given, and their total."""

    rows: tuple[Cell, ...]
    total: Cell

    @property
    def hides(self) -> bool:
        """Something here is hidden, so the page owes its reader the note that says why."""
        return any(cell.state != "shown" for cell in (*self.rows, self.total))


def suppress(counts: Sequence[Count], *, minimum: int = MINIMUM, total: str = "total", delicate: bool = True) -> Table:
    """What may be shown of `counts`, a partition whose sum is published under the name `total`.

    Groups under `minimum` children are hidden, then the smallest of the others, one by one, until nothing
    hidden can be worked out (see the module). `delicate`: the counted fact is about the child, such as
    absence or a reading level; false for what a school did, such as sending, where sizes alone are kept.
    """
    whole = Count(total, sum(c.numerator for c in counts), sum(c.denominator for c in counts))
    states: list[State] = [_first_state(count, minimum) for count in counts]
    whole_state = _first_state(whole, minimum)
    while not _safe(counts, states, minimum=minimum, delicate=delicate):
        shown = [n for n, state in enumerate(states) if state == "shown"]
        if not shown:
            whole_state = "fewer" if whole_state == "fewer" else "also hidden"
            break
        states[min(shown, key=lambda n: counts[n].denominator)] = "also hidden"
    rows = tuple(_cell(count, state) for count, state in zip(counts, states, strict=True))
    return Table(rows, _cell(whole, whole_state))


def _first_state(count: Count, minimum: int) -> State:
    return "fewer" if count.denominator < minimum else "shown"


def _cell(count: Count, state: State) -> Cell:
    if state != "shown":
        return Cell(count.group, state)
    return Cell(count.group, state, count.numerator, count.denominator)


def _safe(counts: Sequence[Count], states: Sequence[State], *, minimum: int, delicate: bool) -> bool:
    """Nothing hidden can be worked out from the shown rows and the total."""
    hidden = [n for n, state in enumerate(states) if state != "shown"]
    if not hidden:
        return True
    numerators = sum(counts[n].numerator for n in hidden)
    size = sum(counts[n].denominator for n in hidden)
    if size < minimum or (delicate and not 0 < numerators < size):
        return False
    # The complement is the smallest of what was left, so it is known to be no larger than what is shown.
    shown = (c.denominator for c, state in zip(counts, states, strict=True) if state == "shown")
    ceiling = min(shown, default=size)
    bounds = [(0, minimum - 1) if states[n] == "fewer" else (minimum, ceiling) for n in hidden]
    lowest, highest = sum(low for low, _high in bounds), sum(high for _low, high in bounds)
    return all(min(high, size - (lowest - low)) - max(low, size - (highest - high)) >= SPREAD for low, high in bounds)

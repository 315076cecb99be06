"""No message to a no-contact, opted-out or out-of-hours number, in whatever order people and messages move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge, Guardian
from frontporch.outreach import ledger, rules, services
from frontporch.outreach.channels import Message, Outcome, Result
from frontporch.outreach.channels.outbox import Outbox
from frontporch.outreach.models import Delivery, OptOut
from tests.conftest import inside
from tests.make import make_activity, make_child, make_contact_point, make_edge, make_guardian, make_school, make_send

START = datetime(2026, 9, 14, 13, tzinfo=UTC)  # Monday, 8 AM
NUMBERS = ("+16015550101", "+16015550102")

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["bar", "allow", "share", "stop", "start", "easier", "work", "work", "work"]),
        st.integers(0, 2), st.integers(0, 2),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class World:
    """A school of three children and three adults with two numbers among them, and a clock."""

    def __init__(self) -> None:
        make_activity(window_from=0, window_to=1)
        make_activity(window_from=2, window_to=3)
        self.school = make_school()
        self.children = [make_child(at=self.school, grade=grade) for grade in ("01", "02", "02")]
        self.adults = [make_guardian(of=child, phone=NUMBERS[n % 2]) for n, child in enumerate(self.children)]
        make_edge(self.children[0], self.adults[1])
        self.now = START
        self.wrong: list[str] = []
        self.heard: Counter[str] = Counter()
        make_send(self.school, release_at=START)

    def take(self, step: Step) -> None:
        what, a, b = step
        child, adult = self.children[a], self.adults[b]
        getattr(self, what)(child, adult, a)

    def bar(self, child: Child, adult: Guardian, n: int) -> None:
        with inside(self.school):
            Edge.objects.update_or_create(
                child=child,
                guardian=adult,
                defaults={"district_id": child.district_id, "relation": "parent", "tier": "no-contact"},
            )

    def allow(self, child: Child, adult: Guardian, n: int) -> None:
        with inside(self.school):
            Edge.objects.filter(child=child, guardian=adult).update(tier="decides")

    def share(self, child: Child, adult: Guardian, n: int) -> None:
        with inside(self.school):
            held = ContactPoint.objects.filter(guardian=adult, value=NUMBERS[n % 2]).exists()
        if not held:
            make_contact_point(of=adult, value=NUMBERS[n % 2])

    def stop(self, child: Child, adult: Guardian, n: int) -> None:
        with inside(self.school):
            sender = ledger.senders_of(child.district_id)["sms"]
            OptOut.objects.get_or_create(
                number_key=ledger.key_of("phone", NUMBERS[n % 2]),
                sender=sender,
                lifted_at=None,
                defaults={"source": "reply"},
            )

    def start(self, child: Child, adult: Guardian, n: int) -> None:
        OptOut.objects.filter(number_key=ledger.key_of("phone", NUMBERS[n % 2])).update(lifted_at=self.now)

    def easier(self, child: Child, adult: Guardian, n: int) -> None:
        with inside(self.school):
            sent = Delivery.objects.filter(state__in=("sent", "delivered"), guardian=adult, slot="try").first()
            if sent:
                services.reply_by_link(guardian=adult, delivery=sent, digit=2, by=SYSTEM, now=self.now)

    def work(self, child: Child, adult: Guardian, n: int) -> None:
        self.now += timedelta(hours=(5, 14, 30)[n])
        for _round in range(3):
            services.work(district_id=child.district_id, by=SYSTEM, now=self.now)

    def watch(self, messages: Sequence[Message]) -> None:
        """What must hold at the very moment a message leaves."""
        with inside(self.school):
            for one in messages:
                delivery = Delivery.objects.get(key=one.key)
                key = delivery.number_key
                barred = Edge.objects.in_force().filter(
                    tier="no-contact", child__in=delivery.children, guardian__contact_points__number_key=key
                )
                if barred.exists():
                    self.wrong.append(f"{one.key} is about a child whom a holder of the number may not hear of")
                if OptOut.objects.filter(number_key=key, lifted_at__isnull=True).exists():
                    self.wrong.append(f"{one.key} went to a number that said stop")
                if delivery.slot not in ("easier", "answer") and rules.is_quiet(
                    self.now.astimezone(ZoneInfo("America/Chicago"))
                ):
                    self.wrong.append(f"{one.key} went out in quiet hours")
                if delivery.slot in ("why", "try", "next"):
                    self.heard[key] += 1


@pytest.mark.usefixtures("db")
def test_no_message_leaves_that_somebody_forbade_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    watching: list[World] = []

    def send(self: Outbox, messages: Sequence[Message]) -> list[Result]:
        watching[-1].watch(messages)
        return [Result(one.key, Outcome.SENT) for one in messages]

    monkeypatch.setattr(Outbox, "send", send)

    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    @given(steps)
    def holds(order: list[Step]) -> None:
        with transaction.atomic():
            world = World()
            watching.append(world)
            for step in order:
                world.take(step)
            transaction.set_rollback(True)
        assert world.wrong == []
        assert all(heard <= rules.MOST_A_WEEK for heard in world.heard.values())

    holds()
    assert sum(sum(world.heard.values()) for world in watching) > 0

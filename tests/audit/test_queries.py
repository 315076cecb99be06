from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from frontporch.audit.models import SYSTEM, Actor
from frontporch.audit.queries import entries_of
from frontporch.audit.services import record


def test_an_entry_says_who_what_on_what_and_where(db: None) -> None:
    made = record("x.do", target=("x.thing", 7), by=Actor("user", "3", "teacher"), place_id=5, count=2)
    assert (made.verb, made.target, made.target_id, made.place_id) == ("x.do", "x.thing", "7", 5)
    assert (made.by, made.by_id, made.by_role, made.facts) == ("user", "3", "teacher", {"count": 2})


def test_entries_are_found_by_place_newest_first(db: None) -> None:
    for verb, place in (("x.one", 5), ("x.two", 6), ("x.three", 5), ("x.none", None)):
        record(verb, target=("x.thing", 1), by=SYSTEM, place_id=place)
    assert [one.verb for one in entries_of([5])] == ["x.three", "x.one"]
    assert [one.verb for one in entries_of([6], everywhere=True)] == ["x.none", "x.two"]
    assert list(entries_of([])) == []


@pytest.mark.parametrize("act", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"])
def test_nobody_who_serves_pages_can_change_or_remove_an_entry(db: None, act: str) -> None:
    record("x.do", target=("x.thing", 1), by=SYSTEM)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(act)


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (SYSTEM, "system"),
        (Actor("user", "3", "teacher"), "user:3:teacher"),
        (Actor("command", "invite"), "command:invite"),
    ],
)
def test_an_actor_reads_as_kind_id_and_role(actor: Actor, said: str) -> None:
    assert str(actor) == said

"""Ways to carry a message out of the house. One folder each; adding one is copying a folder.

A channel is a module-level `channel` in `channels/<name>/__init__.py` that keeps the protocol `Carrier`:

- `send` takes messages and answers with one result per message, in any order. It never raises for what a message, a
  number or the provider did: that is an outcome. What was left unanswered is *unknown*.
- `find` is asked after a crash: did this message go out? `NEVER` only if it is certain, else *unknown*.
- `batch` is how many messages it wants at once; results are written after each batch.

It knows nothing of families and asks no database. `tests/outreach/test_channels.py` runs over every folder here: a new
one passes it before it is named in a `Sender`. Only here a broad `except` is allowed, for what providers think of next.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from importlib import import_module
from typing import Protocol

NAMES: tuple[str, ...] = tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg))


class Outcome(StrEnum):
    SENT = "sent"  # the provider has it
    DELIVERED = "delivered"  # it arrived
    FAILED = "failed"  # this number or address can't take it: trying again is pointless
    BLOCKED = "blocked"  # the provider says that its holder said STOP to this sender
    LATER = "later"  # it did not leave, and the cause may pass
    UNKNOWN = "unknown"  # it may have left
    NEVER = "never"  # answer of `find`: certain that it did not leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as a channel sees it. `key` makes it the same message; `handle` is what a provider may call us with."""

    key: str
    handle: str  # <school year>-<delivery id>
    channel: str  # sms, email
    sender_id: int
    sent_from: str
    to: str
    body: str
    language: str
    subject: str = ""
    link: str = ""  # the family's page
    since: datetime | None = None  # for `find`: it was not sent before

    @property
    def name(self) -> str:
        """A name for files and headers that tells nothing."""
        return sha256(self.key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    key: str
    outcome: Outcome
    provider_id: str = ""
    code: str = ""  # the provider's own word for a failure


class Carrier(Protocol):
    batch: int

    def send(self, messages: Sequence[Message]) -> list[Result]: ...

    def find(self, messages: Sequence[Message]) -> list[Result]: ...


def carrier(name: str) -> Carrier:
    """The channel in that folder. A name that is no folder is a mistake of the installation: KeyError."""
    if name not in NAMES:
        raise KeyError(f"there is no channel {name}; there are {', '.join(NAMES)}")
    found: Carrier = import_module(f"{__name__}.{name}").channel
    return found

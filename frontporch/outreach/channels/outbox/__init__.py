"""Files instead of messages: for the demo and for trying things out. One file per message, named by its key.

A number or address that stands on a line of `unreachable.txt` in the same folder fails, as dead numbers do.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from frontporch.outreach.channels import Message, Outcome, Result

UNREACHABLE = "unreachable.txt"
PAUSE = 0.0  # seconds between two files; tests of stopped workers raise it


@dataclass(frozen=True)
class Outbox:
    batch: int = 500

    def send(self, messages: Sequence[Message]) -> list[Result]:
        """Writing the same message again finds its file and leaves it alone."""
        dead = _unreachable()
        return [
            Result(one.key, Outcome.FAILED, code="unreachable") if one.to in dead else self._write(one)
            for one in messages
        ]

    def find(self, messages: Sequence[Message]) -> list[Result]:
        return [
            Result(one.key, Outcome.DELIVERED if _file(one).exists() else Outcome.NEVER, provider_id=one.name[:34])
            for one in messages
        ]

    def _write(self, message: Message) -> Result:
        file = _file(message)
        try:
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                half = file.with_name(f".{file.name}.{os.getpid()}")
                half.write_text(json.dumps(_said(message), ensure_ascii=False), encoding="utf-8")
                half.rename(file)  # all of it or nothing, whenever the process dies
                if PAUSE:
                    time.sleep(PAUSE)
        except OSError as why:
            return Result(message.key, Outcome.LATER, code=f"outbox-{why.errno}")
        return Result(message.key, Outcome.DELIVERED, provider_id=message.name[:34])


def _unreachable() -> frozenset[str]:
    try:
        return frozenset((Path(settings.OUTBOX) / UNREACHABLE).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return frozenset()


def _file(message: Message) -> Path:
    return Path(settings.OUTBOX) / message.channel / f"{message.name}.json"


def _said(message: Message) -> dict[str, str]:
    return {
        "from": message.sent_from, "to": message.to, "language": message.language, "subject": message.subject,
        "body": message.body, "link": message.link, "key": message.key, "at": timezone.now().isoformat(),
    }  # fmt: skip


channel = Outbox()

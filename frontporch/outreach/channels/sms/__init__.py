"""Texts through Twilio's API (2010-04-01), spoken by aiohttp with a bounded number of requests in flight.

The pinned `twilio` package is the contract: `tests/fakes/twilio_stub.py` must satisfy its client and this file alike.
The Messages resource knows no idempotency key, so a request without an answer is *unknown*; `find` looks for the text
among the messages to that number.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from django.conf import settings

from frontporch.outreach.channels import Message, Outcome, Result

IN_FLIGHT = 20
PATIENCE = aiohttp.ClientTimeout(total=20, connect=5)
STOPPED = 21610  # "Attempt to send to unsubscribed recipient"
# Codes of the provider that are about this number: https://www.twilio.com/docs/api/errors
NUMBERS_FAULT = frozenset({21211, 21214, 21217, 21408, 21421, 21612, 21614, 30003, 30004, 30005, 30006})
OUTCOMES = {
    "delivered": Outcome.DELIVERED, "read": Outcome.DELIVERED, "failed": Outcome.FAILED, "undelivered": Outcome.FAILED,
    "canceled": Outcome.FAILED,
}  # fmt: skip

Ask = Callable[[aiohttp.ClientSession, Message], Awaitable[Result]]


@dataclass(frozen=True)
class Twilio:
    batch: int = 100

    def send(self, messages: Sequence[Message]) -> list[Result]:
        return asyncio.run(_all(messages, _send_one))

    def find(self, messages: Sequence[Message]) -> list[Result]:
        return asyncio.run(_all(messages, _find_one))


async def _all(messages: Sequence[Message], ask: Ask) -> list[Result]:
    gate = asyncio.Semaphore(IN_FLIGHT)
    secret = base64.b64encode(f"{settings.TWILIO_ACCOUNT}:{settings.TWILIO_TOKEN}".encode()).decode()
    headers = {"Authorization": f"Basic {secret}"}

    async def gated(message: Message) -> Result:
        async with gate:
            try:
                return await ask(session, message)
            except aiohttp.ClientConnectorError:
                return Result(message.key, Outcome.LATER, code="no-connection")
            except (TimeoutError, aiohttp.ClientError, ValueError) as why:  # the request may have arrived
                return Result(message.key, Outcome.UNKNOWN, code=type(why).__name__.lower()[:40])

    async with aiohttp.ClientSession(headers=headers, timeout=PATIENCE) as session:
        return await asyncio.gather(*(gated(one) for one in messages))


def _address() -> str:
    return f"{settings.TWILIO_URL}/2010-04-01/Accounts/{settings.TWILIO_ACCOUNT}/Messages.json"


async def _send_one(session: aiohttp.ClientSession, message: Message) -> Result:
    form = {
        "To": message.to, "From": message.sent_from, "Body": message.body,
        "StatusCallback": f"{settings.PUBLIC_URL}/hooks/twilio/{message.sender_id}/status/?delivery={message.handle}",
    }  # fmt: skip
    async with session.post(_address(), data=form) as answer:
        said: dict[str, Any] = await answer.json(content_type=None) or {}
        if answer.status in (200, 201):
            return Result(message.key, Outcome.SENT, provider_id=str(said.get("sid", "")))
        return _refused(message.key, answer.status, int(said.get("code") or 0))


def _refused(key: str, status: int, code: int) -> Result:
    word = f"twilio-{code or status}"
    if code == STOPPED:
        return Result(key, Outcome.BLOCKED, code=word)
    if code in NUMBERS_FAULT:
        return Result(key, Outcome.FAILED, code=word)
    if status >= 500:  # it may have been taken before the fault
        return Result(key, Outcome.UNKNOWN, code=word)
    return Result(key, Outcome.LATER, code=word)  # too fast, no money, wrong token: ours to mend, not the family's


async def _find_one(session: aiohttp.ClientSession, message: Message) -> Result:
    query = {"To": message.to, "From": message.sent_from, "PageSize": "50"}
    if message.since:
        query["DateSent>"] = (message.since - timedelta(days=1)).date().isoformat()
    async with session.get(_address(), params=query) as answer:
        if answer.status != 200:
            return Result(message.key, Outcome.UNKNOWN, code=f"twilio-{answer.status}")
        said = await answer.json(content_type=None)
    same = next((one for one in said.get("messages", []) if one.get("body") == message.body), None)
    if same is None:
        return Result(message.key, Outcome.UNKNOWN)  # not listed yet is not never
    return Result(message.key, OUTCOMES.get(same.get("status"), Outcome.SENT), provider_id=str(same.get("sid", "")))


channel = Twilio()

"""Twilio's Messages resource (2010-04-01) on loopback.

It must satisfy the pinned `twilio` package's own client as well as ours: `tests/outreach/test_twilio.py` runs both
against it. Certain numbers make it fail, as Twilio's own magic numbers do.
"""

from __future__ import annotations

import base64
import itertools
import json
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ACCOUNT, TOKEN = "AC" + "0" * 32, "not-a-secret"
STOPPED, NOT_A_NUMBER, BROKEN, BUSY, SILENT = (
    "+15005550021",
    "+15005550001",
    "+15005550500",
    "+15005550429",
    "+15005550408",
)
_ERRORS = {
    STOPPED: (400, 21610, "Attempt to send to unsubscribed recipient"),
    NOT_A_NUMBER: (400, 21211, "Invalid 'To' Phone Number"),
    BROKEN: (500, 20500, "Internal Server Error"),
    BUSY: (429, 20429, "Too Many Requests"),
}


class TwilioStub:
    """`messages` is what was accepted, in order. `url` is where it listens."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.hang = 0.0  # seconds it takes to answer SILENT
        self._numbers = itertools.count(1)
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
                self.answer(*stub.create(form, self.headers.get("Authorization", ""), urlsplit(self.path).path))

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.answer(*stub.look(query, self.headers.get("Authorization", ""), parts.path))

            def answer(self, status: int, said: dict[str, Any]) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Numbers stay out of the tests' output."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> TwilioStub:
        self._thread.start()
        return self

    def __exit__(self, *why: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def create(self, form: dict[str, str], authorization: str, path: str) -> tuple[int, dict[str, Any]]:
        """POST Messages.json."""
        if refused := self._refuse(authorization, path):
            return refused
        if missing := [name for name in ("To", "From", "Body") if not form.get(name)]:
            return 400, _error(400, 21604, f"A '{missing[0]}' is required")
        to = form["To"]
        if to == SILENT:
            time.sleep(self.hang)
        if to in _ERRORS:
            return _ERRORS[to][0], _error(*_ERRORS[to])
        message = self._message(form)
        self.messages.append(message)
        return 201, _shown(message)

    def look(self, query: dict[str, str], authorization: str, path: str) -> tuple[int, dict[str, Any]]:
        """GET Messages.json with its filters, or one message."""
        if refused := self._refuse(authorization, path):
            return refused
        if not path.endswith("/Messages.json"):
            sid = path.rsplit("/", 1)[1].removesuffix(".json")
            found = next((one for one in self.messages if one["sid"] == sid), None)
            return (200, _shown(found)) if found else (404, _error(404, 20404, "The requested resource was not found"))
        chosen = [one for one in reversed(self.messages) if self._matches(one, query)]
        page = {"messages": [_shown(one) for one in chosen], "page": 0, "page_size": 50, "next_page_uri": None}
        return 200, {
            **page,
            "uri": path,
            "first_page_uri": path,
            "previous_page_uri": None,
            "start": 0,
            "end": len(chosen),
        }

    def _refuse(self, authorization: str, path: str) -> tuple[int, dict[str, Any]] | None:
        wanted = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if authorization != wanted:
            return 401, _error(401, 20003, "Authenticate")
        if not path.startswith(f"/2010-04-01/Accounts/{ACCOUNT}/Messages"):
            return 404, _error(404, 20404, "The requested resource was not found")
        return None

    def _message(self, form: dict[str, str]) -> dict[str, Any]:
        sid = f"SM{next(self._numbers):032x}"
        now = format_datetime(datetime.now(UTC))
        return {
            "sid": sid, "account_sid": ACCOUNT, "to": form["To"], "from": form["From"], "body": form["Body"], "status": "queued",
            "direction": "outbound-api", "num_segments": "1", "num_media": "0", "price": None, "price_unit": "USD",
            "error_code": None, "error_message": None, "messaging_service_sid": None, "api_version": "2010-04-01",
            "date_created": now, "date_updated": now, "date_sent": now, "subresource_uris": {},
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json", "callback": form.get("StatusCallback", ""),
        }  # fmt: skip

    @staticmethod
    def _matches(one: dict[str, Any], query: dict[str, str]) -> bool:
        if query.get("To", one["to"]) != one["to"] or query.get("From", one["from"]) != one["from"]:
            return False
        since = query.get("DateSent>")
        return not since or datetime.now(UTC).date().isoformat() >= since[:10]


def _shown(message: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in message.items() if name != "callback"}


def _error(status: int, code: int, words: str) -> dict[str, Any]:
    return {"code": code, "message": words, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}

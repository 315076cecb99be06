"""One JSON object a line, with ids and never a name, a number or a token."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

# What must never reach a log, whatever a library writes: family links, codes, phone numbers, e-mail addresses.
_HIDE = (
    (re.compile(r"/f/[^/\s\"']+"), "/f/…"),
    (re.compile(r"(?i)\b(token|key|code|sig|secret|password)=[^&\s\"']+"), r"\1=…"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    (re.compile(r"\+?\(?\d[\d ().-]{7,}\d"), "…"),
)


def hide(text: str) -> str:
    """The same sentence without links to families, codes, addresses and phone numbers."""
    for pattern, instead in _HIDE:
        text = pattern.sub(instead, text)
    return text


class JsonFormatter(logging.Formatter):
    """Time, level, where, what; extra fields whose names we know."""

    extras = ("district", "place", "run", "job", "count", "status")

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "say": hide(record.getMessage()),
        }
        line.update({name: getattr(record, name) for name in self.extras if hasattr(record, name)})
        if record.exc_info:
            line["trace"] = hide(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)

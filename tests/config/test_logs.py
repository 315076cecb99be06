"""A log line is one JSON object with ids, and never a name, a number or a token."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from frontporch.config.logs import JsonFormatter, hide

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /f/2.153.0~1xVbJb~hwDF2Vb20v6epMmx/ 200", "GET /f/…/ 200"),
        ("sent to +16015550142", "sent to …"),
        ("sent to (601) 555-0142", "sent to …"),
        ("mail to maria.lopez@example.org failed", "mail to …@… failed"),
        ("/sign-in/?code=123-456&next=/home/", "/sign-in/?code=…&next=/home/"),
        ("run 42 of district 7 applied", "run 42 of district 7 applied"),
    ],
)
def test_what_must_not_be_known_is_left_out(said: str, kept: str) -> None:
    assert hide(said) == kept


def test_a_line_is_one_object_with_the_fields_we_know() -> None:
    record = logging.makeLogRecord(
        {"name": "frontporch.roster", "msg": "applied for %s", "args": ("+16015550142",), "run": 7, "name_of": "x"}
    )
    line = json.loads(JsonFormatter().format(record))
    assert (line["say"], line["run"], line["from"]) == ("applied for …", 7, "frontporch.roster")
    assert "name_of" not in line


def test_an_error_keeps_its_trace_without_numbers() -> None:
    try:
        raise ValueError("no such number: +16015550142")
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": sys.exc_info()})
    line = json.loads(JsonFormatter().format(record))
    assert "ValueError: no such number: …" in line["trace"]


def test_behind_https_cookies_are_secure_and_hosts_are_named(tmp_path: Path) -> None:
    code = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.ALLOWED_HOSTS)"
    )
    environment = {
        "PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "frontporch.config.settings", "PORCH_VAR": str(tmp_path),
        "HTTPS": "1", "ALLOWED_HOSTS": "porch.example.org", "SECRET_KEY": "a test's own key",
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "True True True 31536000 ['porch.example.org']"

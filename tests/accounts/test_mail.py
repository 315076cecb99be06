"""Sign-in mail over real SMTP: a server of our own on this machine takes it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Inbox
from django.core.cache import cache
from django.test import Client, override_settings

from frontporch.config.mail import smtp_settings
from tests.make import make_member, make_school


class Kept(Inbox):
    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)


@pytest.fixture
def post_office() -> Iterator[tuple[str, list[Message]]]:
    inbox = Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}", inbox.mails
    server.stop()


def test_a_code_travels_over_smtp(db: None, post_office: tuple[str, list[Message]]) -> None:
    url, mails = post_office
    make_member("teacher", at=make_school(), email="rosa@example.org")
    cache.clear()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", **smtp_settings(url)):
        Client().post("/sign-in/", {"email": "rosa@example.org"})
    (mail,) = mails
    assert mail["To"] == "rosa@example.org"
    assert "is your sign-in code" in mail["Subject"]


@pytest.mark.parametrize("by_file", [False, True])
def test_the_setting_chooses_smtp(by_file: bool, tmp_path: Path) -> None:
    """In a process of its own: settings are read once."""
    url = "smtp://me:secret@mail.example.org?tls=true"
    (tmp_path / "url").write_text(f"{url}\n")
    said = {"EMAIL_URL_FILE": str(tmp_path / "url")} if by_file else {"EMAIL_URL": url}
    code = (
        "from frontporch.config import settings as s;"
        "print(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS)"
    )
    env = {**os.environ, **said}
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["smtp", "mail.example.org", "587", "me", "True"]

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from frontporch.config.mail import smtp_settings


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "tls", "ssl"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, "", "", False, False),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, "", "", False, False),
        ("smtp://mail.example.org?tls=true", "mail.example.org", 587, "", "", True, False),
        ("smtp://me:secret@mail.example.org:2587?tls=1", "mail.example.org", 2587, "me", "secret", True, False),
        ("smtps://me%40example.org:p%2Fw%3A%40@mail.example.org", "mail.example.org", 465, "me@example.org", "p/w:@", False, True),
        ("smtp://[::1]:25?tls=no", "::1", 25, "", "", False, False),
    ],
)  # fmt: skip
def test_an_address_of_a_mail_server_is_read(  # noqa: PLR0917 - one column of the table each
    url: str, host: str, port: int, user: str, password: str, tls: bool, ssl: bool
) -> None:
    assert smtp_settings(url) == {
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://h:port",
        "smtp://h?tls=maybe",
        "smtp://h?ssl=true",
    ],
)
def test_an_address_that_is_none_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="Write EMAIL_URL like"):
        smtp_settings(url)

"""EMAIL_URL in Django's terms: which server takes our mail, and how we speak with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtps": 465}
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def smtp_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_… settings from `smtp://user:password@host:587?tls=true`.

    `smtp` talks openly and switches to encryption with `tls=true` (STARTTLS, port 587 unless you name one);
    `smtps` is encrypted from the first byte (port 465). Signs in `user` and `password` are percent-encoded.
    Refuses every other scheme, a missing host and words it does not know, because mail that silently goes nowhere
    is worse than a server that does not start.
    """
    parts = urlsplit(url)
    asked = {key: values[-1].lower() for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    tls = asked.pop("tls", "false")
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or asked or tls not in YES + NO:
        raise ImproperlyConfigured("Write EMAIL_URL like smtp://user:password@host:587?tls=true or smtps://…")
    starts_tls = parts.scheme == "smtp" and tls in YES
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (587 if starts_tls else PORTS[parts.scheme]),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starts_tls,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }

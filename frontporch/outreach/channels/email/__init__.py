"""E-mail by SMTP: one connection per batch, text and simple HTML, a way to stop in the headers (RFC 2369)."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from frontporch.lib.sheets import RIGHT_TO_LEFT
from frontporch.outreach.channels import Message, Outcome, Result

_FOOT = {
    "en": "Your school sends learning ideas, at most 3 a week. To stop, answer STOP to this mail.",
    "es": "Su escuela manda ideas para aprender, 3 por semana como máximo. Para parar, responda ALTO a este correo.",
}


@dataclass(frozen=True)
class Email:
    batch: int = 100

    def send(self, messages: Sequence[Message]) -> list[Result]:
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as why:
            return [Result(one.key, Outcome.LATER, code=_code(why)) for one in messages]
        try:
            return [_send_one(connection, one) for one in messages]
        finally:
            _close(connection)

    def find(self, messages: Sequence[Message]) -> list[Result]:
        """SMTP cannot be asked."""
        return [Result(one.key, Outcome.UNKNOWN) for one in messages]


def _send_one(connection: BaseEmailBackend, message: Message) -> Result:
    try:
        connection.send_messages([mail_of(message)])
    except smtplib.SMTPRecipientsRefused as no:
        status = max((code for code, _text in no.recipients.values()), default=550)
        return Result(message.key, Outcome.FAILED if status >= 500 else Outcome.LATER, code=f"smtp-{status}")
    except smtplib.SMTPResponseException as no:
        final = 500 <= no.smtp_code < 600 and not isinstance(no, smtplib.SMTPAuthenticationError)
        return Result(message.key, Outcome.FAILED if final else Outcome.LATER, code=f"smtp-{no.smtp_code}")
    except (OSError, smtplib.SMTPException) as why:  # the line broke: nobody knows on which side of the last word
        _close(connection)
        return Result(message.key, Outcome.UNKNOWN, code=_code(why))
    except Exception as why:  # noqa: BLE001 - a message that can't be written must not stop the others
        return Result(message.key, Outcome.FAILED, code=type(why).__name__.lower())
    return Result(message.key, Outcome.SENT, provider_id=message.name[:34])


def mail_of(message: Message) -> EmailMultiAlternatives:
    """The mail as it leaves. Its Message-ID comes from the key, so that a doubled one is the same mail to any reader."""
    sender = message.sent_from if "@" in message.sent_from else settings.DEFAULT_FROM_EMAIL
    address = sender.rpartition("<")[2].rstrip(">")
    foot = _FOOT.get(message.language, _FOOT["en"])
    ways = [f"<mailto:{address}?subject=STOP>"] + ([f"<{message.link}>"] if message.link else [])
    text = "\n\n".join(part for part in (message.body, message.link, foot) if part)
    mail = EmailMultiAlternatives(
        subject=message.subject, body=text, from_email=sender, to=[message.to],
        headers={
            "Message-ID": f"<{message.name[:34]}@{address.rpartition('@')[2]}>",
            "List-Unsubscribe": ", ".join(ways),
            "Auto-Submitted": "auto-generated",
            "X-Front-Porch": message.handle,
        },
    )  # fmt: skip
    mail.attach_alternative(_html(message, foot), "text/html")
    return mail


def _html(message: Message, foot: str) -> str:
    """One column, the reader's own fonts and colors; the direction follows the language."""
    direction = "rtl" if message.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    title, _blank, rest = message.body.partition("\n\n")
    blocks = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in rest.split("\n\n") if part)
    link = f'<p><a href="{escape(message.link)}">{escape(message.link.split("/f/")[0])}</a></p>' if message.link else ""
    return (
        f'<!doctype html><html lang="{escape(message.language)}" dir="{direction}"><meta charset="utf-8">'
        f"<title>{escape(message.subject)}</title><body><h1>{escape(title)}</h1>{blocks}{link}"
        f"<p><small>{escape(foot)}</small></p></body></html>"
    )


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):  # it is gone already
        return


def _code(why: Exception) -> str:
    return f"smtp-{getattr(why, 'smtp_code', None) or type(why).__name__.lower()}"[:40]


channel = Email()

"""How allauth behaves here: nobody signs up by themselves, mails and messages are ours, and no mail tells who works here."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

WAIT = _("Too many tries for now. Wait a few minutes, then ask for a new code.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That is not the code. Type the 6 numbers of our newest e-mail."),
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Plain text from our templates; allauth's own are found first under its names, so ours have others."""
        prefix = template_prefix.replace("account/", "accounts/", 1)
        subject = " ".join(render_to_string(f"{prefix}_subject.txt", context).split())
        body = render_to_string(f"{prefix}_message.txt", context).strip() + "\n"
        to = [email] if isinstance(email, str) else email
        return EmailMultiAlternatives(subject, body, self.get_from_email(), to, headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or say in the log that the mail server is away.

        The page then still says the same to everybody: an error only for addresses that we know would tell who they are.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as trouble:  # smtplib's own errors are OSErrors too; their text may hold the address
            log.error("a sign-in code could not be e-mailed: %s", type(trouble).__name__)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Only sentences that we wrote: our pages say themselves what just happened."""
        if kwargs.get("message"):
            super().add_message(request, level, None, *args, **kwargs)

"""Addresses that providers call. Signed, stored before understood, answered at once; nobody signs in here."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the package has no types

from frontporch.audit.models import Actor
from frontporch.outreach import services
from frontporch.outreach.models import Channel, Inbound, Sender
from frontporch.places.access import scope

PROVIDER = Actor("number", role="twilio")


@csrf_exempt
@require_POST
def twilio_reply(request: HttpRequest, sender_id: int) -> HttpResponse:
    """A family's text. An unknown sender is 404, a wrong signature 403."""
    said = _taken(request, sender_id, kind="reply", name=request.POST.get("MessageSid", ""), understand=_reply)
    return said if isinstance(said, HttpResponse) else _twiml(said)


@csrf_exempt
@require_POST
def twilio_status(request: HttpRequest, sender_id: int) -> HttpResponse:
    """What became of a text of ours."""
    name = f"{request.POST.get('MessageSid', '')}:{request.POST.get('MessageStatus', '')}"
    said = _taken(request, sender_id, kind="status", name=name, understand=_report)
    return said if isinstance(said, HttpResponse) else _twiml(said)


def _taken(
    request: HttpRequest, sender_id: int, *, kind: str, name: str, understand: Callable[[Inbound], str]
) -> HttpResponse | str:
    sender = get_object_or_404(Sender, pk=sender_id, channel=Channel.SMS)
    if not _is_signed(request):
        return HttpResponse(status=403)
    if not name.strip(":"):
        return HttpResponse(status=400)
    payload = {**request.POST.dict(), **request.GET.dict()}
    with scope(sender.district_id):
        inbound = services.store(sender=sender, kind=kind, provider_id=name, payload=payload, by=PROVIDER)
    with scope(sender.district_id):  # a transaction of its own: what is stored stays, whatever becomes of the rest
        return understand(inbound)


def _reply(inbound: Inbound) -> str:
    return services.reply(inbound=inbound, by=PROVIDER)


def _report(inbound: Inbound) -> str:
    services.report(inbound=inbound, by=PROVIDER)
    return ""


def _is_signed(request: HttpRequest) -> bool:
    """By the provider's own check, over the address as it is called from outside. No token, no signature."""
    if not settings.TWILIO_TOKEN:
        return False
    address = f"{settings.PUBLIC_URL}{request.get_full_path()}"
    signature = request.headers.get("X-Twilio-Signature", "")
    return bool(RequestValidator(settings.TWILIO_TOKEN).validate(address, request.POST, signature))


def _twiml(words: str) -> HttpResponse:
    said = f"<Message>{escape(words, quote=False)}</Message>" if words else ""
    body = f'<?xml version="1.0" encoding="UTF-8"?><Response>{said}</Response>'
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


urlpatterns: list[URLPattern | URLResolver] = [
    path("twilio/<int:sender_id>/reply/", twilio_reply, name="twilio-reply"),
    path("twilio/<int:sender_id>/status/", twilio_status, name="twilio-status"),
]

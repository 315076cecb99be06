from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontporch.audit.models import Actor
from frontporch.families.models import Purpose
from frontporch.lib.refusal import Refusal
from frontporch.outreach import services
from frontporch.outreach.models import Channel, Sender
from frontporch.places.models import Place


class Command(BaseCommand):
    help = "Say which number or address a district sends from, or list what it sends from now. One sender, one purpose."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", required=True, help="code of the district or program")
        parser.add_argument("--address", default="", help="the number or e-mail address; left out: only list")
        parser.add_argument("--purpose", default=Purpose.LEARNING, choices=Purpose.values)
        parser.add_argument("--channel", default=Channel.SMS, choices=Channel.values)
        parser.add_argument(
            "--carrier", default="", help="folder under channels/; left out: sms for texts, email for e-mail"
        )

    def handle(self, *, district: str, address: str, purpose: str, channel: str, carrier: str, **options: Any) -> None:
        place = Place.objects.tenants().filter(code=district).first()
        if place is None:
            raise CommandError(f"There is no district or program with the code {district}.")
        if address:
            said = {"purpose": purpose, "channel": channel, "carrier": carrier or channel, "address": address}
            try:
                services.set_sender(district=place, by=Actor("command", "sender"), **said)
            except Refusal as no:
                raise CommandError(str(no)) from None
        for one in Sender.objects.filter(district=place).order_by("purpose", "channel"):
            self.stdout.write(f"{one.purpose}, {one.channel}: {one.address} through {one.carrier}")

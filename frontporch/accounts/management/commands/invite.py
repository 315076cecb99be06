from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from frontporch.accounts.rules import ROLES
from frontporch.accounts.services import invite
from frontporch.audit.models import Actor
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place
from frontporch.places.services import add_place

BY = Actor("command", "invite")


class Command(BaseCommand):
    help = "Invite somebody by e-mail. In an empty database this makes the first account, and the state itself with --name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=list(ROLES))
        parser.add_argument("--place", default="", help="the code of the place; DISTRICT/CODE when several share it")
        parser.add_argument("--name", default="", help="the state's name, when this database has no state yet")
        parser.add_argument("--person", default="", help="the name of the person")

    def handle(self, *, email: str, role: str, place: str, name: str, person: str, **options: Any) -> None:
        try:
            with transaction.atomic():
                where = _by_code(place) if place else _state(name)
                made = invite(email=email, name=person, role=role, place=where, by=BY)
        except Refusal as no:
            raise CommandError(f"{no.message} Nothing was changed.") from None
        sign_in = settings.PUBLIC_URL + reverse("account_login")
        said = "Invited" if made.new else "Invited again"
        self.stdout.write(self.style.SUCCESS(f"{said}: {ROLES[role].title} of {where}. Sign in at {sign_in}"))
        if not settings.EMAIL_URL:
            self.stdout.write(f"No mail server is set (EMAIL_URL), so e-mails are files in {settings.EMAIL_FILE_PATH}.")


def _state(name: str) -> Place:
    found = Place.objects.filter(kind=Place.Kind.STATE).first()
    if found is None and not name:
        raise Refusal("no-state-yet", "This database has no state yet. Say its name: --name 'Name of the state'.")
    return found or add_place(kind=Place.Kind.STATE, parent=None, name=name, code="state", by=BY)


def _by_code(said: str) -> Place:
    district, _slash, code = said.rpartition("/")
    found = Place.objects.filter(code=code).select_related("district")
    if district:
        found = found.filter(district__code=district)
    places = list(found[:2])
    if not places:
        raise Refusal("no-such-place", f"No place has the code {said}.")
    if len(places) > 1:
        raise Refusal("several-places", f"Several places have the code {code}. Say which: --place DISTRICT/{code}.")
    return places[0]

from __future__ import annotations

from django.apps import AppConfig


class Roster(AppConfig):
    name = "frontporch.roster"

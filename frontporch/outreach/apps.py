from __future__ import annotations

from django.apps import AppConfig


class Outreach(AppConfig):
    name = "frontporch.outreach"

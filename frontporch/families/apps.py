from __future__ import annotations

from django.apps import AppConfig


class Families(AppConfig):
    name = "frontporch.families"

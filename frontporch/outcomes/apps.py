from __future__ import annotations

from django.apps import AppConfig


class Outcomes(AppConfig):
    name = "frontporch.outcomes"

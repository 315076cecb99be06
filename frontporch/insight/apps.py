from __future__ import annotations

from django.apps import AppConfig


class Insight(AppConfig):
    name = "frontporch.insight"

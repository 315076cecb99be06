from __future__ import annotations

from django.apps import AppConfig


class Planning(AppConfig):
    name = "frontporch.planning"

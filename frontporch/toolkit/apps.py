from __future__ import annotations

from django.apps import AppConfig


class Toolkit(AppConfig):
    name = "frontporch.toolkit"

from __future__ import annotations

from django.apps import AppConfig


class Framework(AppConfig):
    name = "frontporch.framework"

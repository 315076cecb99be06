from __future__ import annotations

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "frontporch.config"
    label = "config"

    def ready(self) -> None:
        from frontporch.config import checks

        checks.register_all()

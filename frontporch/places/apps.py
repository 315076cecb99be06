from __future__ import annotations

from django.apps import AppConfig


class Places(AppConfig):
    name = "frontporch.places"

"""What `porch check --deploy` says about an installation before it serves anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks


def serving_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every reason not to serve pages that needs no database."""
    from frontporch.config.facts import serving
    from frontporch.config.safety import refusals

    return [checks.Error(str(no), id=f"config.{no.code}") for no in refusals(serving(demo=False))]


def register_all() -> None:
    checks.register(serving_is_safe, checks.Tags.security, deploy=True)

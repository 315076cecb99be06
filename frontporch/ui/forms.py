"""How every form looks: words first, an error sentence beside its field, a summary that leads to each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import django.forms
from django import forms
from django.forms.renderers import DjangoTemplates as DjangoRenderer
from django.template.backends.django import DjangoTemplates
from django.utils.functional import cached_property


class Renderer(DjangoRenderer):
    """Django's own widgets inside our form and field templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates({
            "NAME": "forms",
            "APP_DIRS": True,
            "DIRS": [Path(django.forms.__file__).parent / "templates"],
            "OPTIONS": {"builtins": ["django.templatetags.i18n", "frontporch.ui.templatetags.ui"]},
        })  # fmt: skip


class Cards(forms.RadioSelect):
    """Choices as cards, each with a picture and a line of explanation when there is one for its value.

    `layout` is `grid` (as many in a row as fit), `wide` (one below the other) or `tiles` (small, picture on top).
    """

    template_name = "ui/cards.html"
    option_template_name = "ui/card_option.html"

    def __init__(
        self,
        *,
        pictures: dict[str, str] | None = None,
        hints: dict[str, object] | None = None,
        layout: Literal["grid", "wide", "tiles"] = "grid",
    ) -> None:
        super().__init__()
        self.pictures, self.hints, self.layout = pictures or {}, hints or {}, layout

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["layout"] = self.layout
        return context

    def create_option(self, name: str, value: object, *args: object, **kwargs: object) -> dict[str, object]:
        """One choice, with its picture and its explanation."""
        option: dict[str, object] = super().create_option(name, value, *args, **kwargs)  # type: ignore[arg-type]  # passed through
        option["picture"], option["hint"] = self.pictures.get(str(value)), self.hints.get(str(value))
        return option

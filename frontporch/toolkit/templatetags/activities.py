"""Pieces of the library that pages of other apps show."""

from __future__ import annotations

from django import template

from frontporch.toolkit.forms import PickForm

register = template.Library()


@register.inclusion_tag("toolkit/pick.html")
def pick(form: PickForm | None = None) -> dict[str, object]:
    """The two questions that lead to one thing to do, already answered; or as somebody answered them."""
    return {"form": form or PickForm()}

"""Pieces that templates use by name; a builtin of every template, so nothing needs loading."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from frontporch.ui import charts, nav, pictures
from frontporch.ui import styles as sheets

register = template.Library()

LAMP = (
    '<svg width="52" height="46" viewBox="4 0 52 46" aria-hidden="true">'
    '<path d="M8 46 30 16 52 46Z" fill="#073B48"/><path d="M0 44H9L30 15 51 44h9" fill="none" '
    'stroke="#FFC845" stroke-width="4" stroke-linejoin="round"/>'
    '<circle cx="30" cy="34" r="9" fill="#FFC845" opacity=".28"/><path d="M30 17v11" stroke="#FFC845" '
    'stroke-width="2"/><circle cx="30" cy="33" r="5" fill="#FFC845"/></svg>'
)

# How sure we are: filled steps and the word. The first four are ESSA's tiers (20 USC 7801(21)).
EVIDENCE = {
    "strong": (3, _("Strong")),
    "moderate": (2, _("Moderate")),
    "promising": (2, _("Promising")),
    "rationale": (1, _("Makes sense, being tested")),
    "wisdom": (1, _("Practice wisdom")),
    "unclear": (1, _("Can't tell")),
    "none": (0, _("No difference found")),
}


@register.simple_tag
def styles(names: str = "") -> SafeString:
    """The sections named, inlined, and their hash handed to this response's content security policy."""
    css = sheets.sheet(names)
    hashes = sheets.inlined.get()
    if hashes is not None:
        hashes.append(sheets.digest(css))
    return mark_safe(f"<style>{css}</style>")  # our own files, no input


@register.simple_tag
def lamp() -> SafeString:
    """The roofline with its lamp, standing on the header's lower edge."""
    return mark_safe(LAMP)  # a constant


@register.simple_tag
def picture(name: str, label: str = "", size: int = 0) -> SafeString:
    """One of our drawings. Without a label it is hidden from screen readers: the words beside it say it."""
    says = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    if size:
        says = format_html('{} width="{}" height="{}"', says, size, round(size * 0.75))
    return mark_safe(pictures.drawing(name).replace("<svg", f"<svg {says}", 1))  # our own file, escaped label


@register.filter
def bdi(value: object) -> SafeString:
    """A phone number, time or code that keeps its order inside a right-to-left sentence."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.simple_tag(takes_context=True)
def same_page_in(context: Context) -> list[dict[str, str]]:
    """This page in the other languages it has: code, the language's own name, address."""
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    found = []
    for code, _name in settings.LANGUAGES:
        there = translate_url(here, code)
        if code not in (get_language(), getattr(settings, "RIGHT_TO_LEFT_TEST", "")) and there != here:
            name = str(get_language_info(code)["name_local"]).capitalize()
            found.append({"code": code, "name": name, "url": there})
    return found


@register.simple_tag(takes_context=True)
def here(context: Context, link: nav.Link) -> SafeString:
    """Marks the link of the part of the site that the reader is in."""
    request = context.get("request")
    return SafeString(' aria-current="page"' if request and link.leads_to(request.path) else "")


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link from the error summary jumps to: the first choice of a group has a number."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def home() -> str:
    """The front page in the reader's language; the first language has no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.inclusion_tag("ui/evidence.html")
def evidence(tier: str, note: str = "") -> dict[str, object]:
    """Three small steps and a word. A tier that we do not know is one where we can't tell."""
    filled, word = EVIDENCE.get(tier, EVIDENCE["unclear"])
    return {"filled": filled, "word": word, "note": note}


@register.inclusion_tag("ui/ladder.html")
def ladder(rungs: Sequence[charts.Rung], stairs: bool = False) -> dict[str, object]:
    """Reach as rungs, each smaller; `stairs` lets them stand up as porch steps on a wide screen."""
    return {"rungs": rungs, "stairs": stairs}


@register.inclusion_tag("ui/bars.html")
def bars(chart: charts.Chart) -> dict[str, object]:
    """A table with a bar in each row; hidden rows stay as rows."""
    return {"chart": chart}


@register.inclusion_tag("ui/steps.html")
def steps(sentences: Sequence[object]) -> dict[str, object]:
    """Numbered steps, large enough for a thumb and a tired reader."""
    return {"steps": sentences}


@register.inclusion_tag("ui/tri.html")
def tri(names: Sequence[str] | str, label: str = "") -> dict[str, object]:
    """Three pictures that tell three steps: a list, or names with spaces between.

    Hidden from screen readers unless a label says what they show.
    """
    return {"names": names.split() if isinstance(names, str) else names, "label": label}


@register.inclusion_tag("ui/empty.html")
def empty(says: str, then: str = "", *, drawing: str = "house", url: str = "", button: str = "") -> dict[str, str]:
    """Nothing here yet: one sentence, and the one thing to do."""
    return {"says": says, "then": then, "drawing": drawing, "url": url, "button": button}


@register.inclusion_tag("ui/answers.html")
def answers_list(answers: Sequence[object]) -> dict[str, object]:
    """Check answers: each has `question`, `answer` and maybe `url`, the way back to change it."""
    return {"answers": answers}

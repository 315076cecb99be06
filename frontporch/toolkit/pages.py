"""What public pages and sheets show of an activity, put together from its row, its texts and the framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from frontporch.framework import queries as framework
from frontporch.framework.models import Strategy
from frontporch.lib.sheets import Half, Sheet, print_sheets
from frontporch.toolkit import queries
from frontporch.toolkit.models import Activity, ActivityText, Area, Band

LANGUAGES = ("en", "es")  # the two that every activity has; the reader's stands first


@dataclass(frozen=True)
class Tongue:
    """One language's column on the activity page."""

    text: ActivityText
    name: str  # of the language, in itself
    rtl: bool


@dataclass(frozen=True)
class Reason:
    """A strategy behind the activity, with its evidence weighed."""

    strategy: Strategy
    tier: str
    studies: int
    shown: bool  # that it helps; else we may only hope


def activity(found: Activity, language: str) -> dict[str, Any]:
    """Everything that the activity page shows. The framework is asked once for strategies and once for standards."""
    texts = _texts(found, language)
    strategies = list(framework.strategies(found.strategies))
    standards = framework.standards(found.framework_refs)
    studied = [strategy for strategy in strategies if strategy.evidence.all()]
    return {
        "activity": found,
        "text": texts[0],
        "tongues": [_tongue(text) for text in texts],
        "picture": queries.picture_of(found),
        "areas": [Area(area).label for area in found.areas],
        "ages": [Band(band).label for band in (found.band, *found.also_bands)],
        "reasons": [_reason(strategy) for strategy in strategies],
        "doses": [dose["words"] for strategy in studied[:1] for dose in strategy.fidelity],
        "goals": list({standard.goal.code: standard.goal for standard in standards}.values()),
        "standards": standards,
        "license": found.license.replace("-", " "),
        "address": settings.PUBLIC_URL.partition("://")[2] + "/c",
    }


def sheet(found: Activity, language: str) -> bytes:
    """A page with a half-sheet in each language, the reader's on top; one cut makes two."""
    halves = [Sheet(_half(found, text)) for text in _texts(found, language)]
    return print_sheets(halves, title=" / ".join(sheet.front.title for sheet in halves))


def _texts(found: Activity, language: str) -> list[ActivityText]:
    """The reader's language first, then the other of the two that every activity has."""
    wanted = [language, *LANGUAGES]
    texts = (queries.text_in(found, each) for each in wanted)
    return list({text.language: text for text in texts if text}.values())[:2]


def _tongue(text: ActivityText) -> Tongue:
    try:
        known = get_language_info(text.language)
    except KeyError:  # a language that Django has no name for, such as Choctaw
        return Tongue(text, text.language, rtl=False)
    return Tongue(text, str(known["name_local"]).capitalize(), rtl=bool(known["bidi"]))


def _reason(strategy: Strategy) -> Reason:
    found = framework.weigh(strategy)
    return Reason(strategy, found.word, len(strategy.evidence.all()), found.shown)


def _half(found: Activity, text: ActivityText) -> Half:
    prefix = "" if text.language == settings.LANGUAGE_CODE else f"/{text.language}"
    with override(text.language):
        draft = _("Drafted by machine. Not yet checked by a person.") if text.is_draft else ""
    return Half(
        language=text.language,
        school="Front Porch",
        week=draft,
        title=text.title,
        why=text.why,
        steps=tuple(text.steps),
        look_for=text.look_for,
        caption=text.caption,
        link=f"{settings.PUBLIC_URL}{prefix}/c/{found.door}/",
        code=found.door,
    )

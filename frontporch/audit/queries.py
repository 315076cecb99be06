from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from frontporch.audit.models import Entry


def entries_of(places: Iterable[int] | QuerySet[Any, Any], *, everywhere: bool = False) -> QuerySet[Entry]:
    """What was done at these places (their ids, or a query of them), newest first.

    With `everywhere` also what was not about one place, such as a new edition of the framework.
    """
    about = Q(place_id__in=places)
    if everywhere:
        about |= Q(place_id__isnull=True)
    return Entry.objects.filter(about).order_by("-pk")

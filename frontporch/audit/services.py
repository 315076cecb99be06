from __future__ import annotations

from django.db import models

from frontporch.audit.models import Actor, Entry


def record(
    verb: str, *, target: models.Model | tuple[str, object], by: Actor, place_id: int | None = None, **facts: object
) -> Entry:
    """Write one entry in the caller's transaction.

    `target` is the row acted on, or its (label, id) when there is no single row. `facts` are counts, codes and ids;
    a caller never passes a name, a number or an address.
    """
    label, key = target if isinstance(target, tuple) else (target._meta.label_lower, target.pk)
    return Entry.objects.create(
        verb=verb,
        target=label,
        target_id=str(key),
        place_id=place_id,
        by=by.kind,
        by_id=by.id,
        by_role=by.role,
        facts=facts,
    )

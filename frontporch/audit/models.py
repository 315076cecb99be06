from __future__ import annotations

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Actor:
    """Who does something: a kind, an id and a role; never a name."""

    kind: str  # user, guardian, number, command or system
    id: str = ""
    role: str = ""

    def __str__(self) -> str:
        return ":".join(part for part in (self.kind, self.id, self.role) if part)


SYSTEM = Actor("system")


class Entry(models.Model):
    """One act. Append-only: the web role has no right to change or delete it."""

    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)  # app.verb, such as planning.publish
    target = models.CharField(max_length=60)  # model label, such as planning.plan
    target_id = models.CharField(max_length=40)
    place_id = models.BigIntegerField(null=True)  # null: not about one place
    by = models.CharField(max_length=20)
    by_id = models.CharField(max_length=40, blank=True)
    by_role = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)  # counts, codes and ids

    class Meta:
        indexes = [
            models.Index(fields=["target", "target_id", "-at"], name="entry_of_target"),
            models.Index(fields=["place_id", "-at"], name="entry_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target} {self.target_id}"

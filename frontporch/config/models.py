from __future__ import annotations

from django.db import models


class Step(models.Model):
    """How far `prepare` came with this database, so that the next start skips or redoes its steps."""

    name = models.CharField(max_length=20, primary_key=True)
    mark = models.CharField(max_length=64)  # what it was done with: a hash of the content, or "begun" and "done"
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.mark}"

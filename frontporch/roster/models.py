from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from frontporch.places.models import Place


class Run(models.Model):
    """One bundle brought in for one district or program."""

    class Status(models.TextChoices):
        CHECKED = "checked", _("checked, nothing changed yet")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    reader = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)  # of the file: the same bundle twice is recognized
    stored_as = models.CharField(max_length=200, blank=True)  # name under var/rosters; empty once it was thrown away
    status = models.CharField(max_length=10, choices=Status)
    reason = models.TextField(blank=True)  # why it was refused
    effects = models.JSONField(default=dict)  # counts by kind of effect
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)  # null: not applied

    def __str__(self) -> str:
        return f"roster run {self.pk}"


class SetAside(models.Model):
    """One row that was not used, and why."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.CASCADE, related_name="set_aside")
    file = models.CharField(max_length=80)
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    reason = models.TextField()

    class Meta:
        ordering = ["file", "line"]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"

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
    rows = models.PositiveIntegerField(default=0)  # rows of all files that were read
    lost = models.PositiveIntegerField(default=0)  # whole rows set aside; fields set aside alone do not count
    effects = models.JSONField(default=dict)  # changes by kind; all zero when the bundle says what we know already
    notices = models.JSONField(default=dict)  # what a person should know, by kind
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)  # null: not applied

    def __str__(self) -> str:
        return f"roster run {self.pk}"

    @property
    def can_be_applied(self) -> bool:
        return self.status == self.Status.CHECKED and bool(self.stored_as)


class SetAside(models.Model):
    """One row, or one field of a row, that was not used, and why."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.CASCADE, related_name="set_aside")
    file = models.CharField(max_length=80)
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    reason = models.TextField()
    counts = models.BooleanField(default=True)  # false: nothing but this row, or this field of it, is lost

    class Meta:
        ordering = ["file", "line", "pk"]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"

    @property
    def why(self) -> str:
        """The reason where file and line stand beside it."""
        said = self.reason.removeprefix(f"{self.file}, line {self.line}: ")
        return said[:1].upper() + said[1:]

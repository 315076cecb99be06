from __future__ import annotations

from django.db import models

from frontporch.places.models import Place


class Figure(models.Model):
    """One cell of one fixed table that a tenant gives to the state: already suppressed, no people in it."""

    class Shown(models.TextChoices):
        SHOWN = "shown", "shown"
        FEWER = "fewer", "fewer than the smallest group"
        ALSO = "also", "hidden so that no other cell can be worked out"

    district = models.ForeignKey(Place, models.CASCADE, related_name="figures")
    school_year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=12)  # "2026-10" or "2026-fall"
    table = models.CharField(max_length=20)  # all, language, grade, band, channel
    group = models.CharField(max_length=40)  # "" for the whole district
    shown = models.CharField(max_length=6, choices=Shown)
    enrolled = models.PositiveIntegerField(null=True)  # null when hidden
    received = models.PositiveIntegerField(null=True)
    in_language = models.PositiveIntegerField(null=True)
    unknown_language = models.PositiveIntegerField(null=True)
    took_part = models.PositiveIntegerField(null=True)
    heard_back = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "school_year", "period", "table", "group"], name="figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.group} {self.period}"

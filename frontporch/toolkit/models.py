from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    READING = "reading", _("Reading")
    MATH = "math", _("Math")
    ATTENDANCE = "attendance", _("Getting to school")
    BEHAVIOR = "behavior", _("Calm days")
    SOCIAL = "social", _("Getting along")


class Band(models.TextChoices):
    BIRTH_2 = "birth-2", _("Birth to 2")
    AGES_3_5 = "3-5", _("Ages 3 to 5")
    GRADES_K_3 = "K-3", _("Grades K to 3")
    GRADES_4_8 = "4-8", _("Grades 4 to 8")
    GRADES_9_12 = "9-12", _("Grades 9 to 12")


def words(size: int = 30) -> ArrayField[Any, Any]:
    return ArrayField(models.CharField(max_length=size), default=list, blank=True)


class ActivityQuerySet(models.QuerySet["Activity"]):
    def open(self) -> ActivityQuerySet:
        """Activities in the library today."""
        return self.filter(withdrawn_at__isnull=True)


class Activity(models.Model):
    """One thing to do at home. Strategies and standards are cited by code, so an edition can change beneath it."""

    class Unit(models.TextChoices):
        MONTHS = "months", _("months of age")
        YEARS = "years", _("years of age")
        GRADES = "grades", _("grades")  # K is 0

    code = models.CharField(max_length=40, unique=True)  # k3-read-022
    door = models.CharField(max_length=4, unique=True)  # the four digits that open it everywhere
    version = models.PositiveSmallIntegerField(default=1)
    band = models.CharField(max_length=9, choices=Band)
    also_bands = words()
    areas = words()  # the first is the main one
    framework_refs = words()
    strategies = words()
    progression = models.CharField(max_length=10, blank=True)
    window_unit = models.CharField(max_length=6, choices=Unit)
    window_from = models.SmallIntegerField()
    window_to = models.SmallIntegerField()
    tags = words(4)
    pins = models.JSONField(default=list, blank=True)
    minutes = models.PositiveSmallIntegerField()
    where = words(60)
    materials = words(60)
    caregiver_reading = models.CharField(max_length=4, default="none")
    siblings_ok = models.BooleanField(default=False)
    icon = models.CharField(max_length=40, blank=True)
    pictures = words(40)  # three of ours that tell the steps without words, or none
    evidence = words()
    access_kind = models.CharField(max_length=10, blank=True)
    license = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)  # of its file: an unchanged load writes nothing
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # null: in the library

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(window_to__gte=F("window_from")), name="activity_window_runs_forward"),
            models.CheckConstraint(condition=Q(door__regex=r"^[0-9]{4}$"), name="activity_door_is_four_digits"),
        ]
        indexes = [models.Index(fields=["band", "code"], name="activity_by_band")]

    def __str__(self) -> str:
        return self.code

    @property
    def area(self) -> str:
        return str(self.areas[0])


class ActivityText(models.Model):
    """An activity in one language, with who checked it. `reviewed` needs a real person; ours begin as drafts."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        READ = "read", _("read by a fluent reader")
        REVIEWED = "reviewed", _("reviewed")
        CERTIFIED = "certified", _("certified")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=16)
    origin = models.CharField(max_length=20)  # person, machine, machine+person
    state = models.CharField(max_length=10, choices=State)
    reviewed_by = models.JSONField(default=dict, blank=True)
    title = models.CharField(max_length=120)
    skill = models.CharField(max_length=200, blank=True)
    why = models.TextField()
    steps = ArrayField(models.TextField(), size=3)
    look_for = models.TextField()
    next = models.TextField()
    easier = models.TextField()
    access_note = models.TextField(blank=True)
    sms_why = models.CharField(max_length=320)
    sms_try = models.CharField(max_length=320)
    sms_next = models.CharField(max_length=320)
    sms_easier = models.CharField(max_length=320)
    caption = models.TextField(blank=True)  # the line under the steps on paper

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "language"], name="activity_text_once_per_language")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.language}"

    @property
    def is_draft(self) -> bool:
        """True until a qualified person has passed it: shown to staff and families alike."""
        return self.state in (self.State.DRAFT, self.State.READ)

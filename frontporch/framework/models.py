from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def codes() -> ArrayField[Any, Any]:
    """A list of the framework's own short codes, such as ["T", "V"] or ["E1", "E3"]."""
    return ArrayField(models.CharField(max_length=20), default=list, blank=True)


class Edition(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    code = models.CharField(max_length=40, unique=True)  # its id and version: front-porch-1.0
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    effective_from = models.DateField()
    namespace = models.UUIDField()  # identifiers are UUIDv5 of this and the item's code
    license = models.CharField(max_length=40)
    notice = models.TextField()  # who wrote it, and that it is nobody else's text
    fingerprint = models.CharField(max_length=64)  # of the files it came from: an unchanged load writes nothing
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["status"], condition=Q(status="published"), name="edition_one_published")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Level(models.Model):
    """One step of the edition's level set: what reaching it takes in breadth, depth and voice."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    breadth = models.CharField(max_length=300)
    depth = models.CharField(max_length=300)
    voice = models.CharField(max_length=300)
    breadth_from = models.PositiveSmallIntegerField(null=True)  # percent of families; null: the words alone decide
    breadth_to = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["level"]
        constraints = [models.UniqueConstraint(fields=["edition", "level"], name="level_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


class Goal(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="goals")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=200)
    question = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="goal_code_once")]

    def __str__(self) -> str:
        return self.code


class Standard(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="standards")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="standards")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="standard_code_once")]

    def __str__(self) -> str:
        return self.code


class Indicator(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="indicators")
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    statement = models.TextField()
    family = models.TextField(blank=True)  # the same, one sentence at grade 6
    who = codes()
    settings = codes()
    evidence = ArrayField(models.CharField(max_length=300), default=list, blank=True)  # what one would look for
    crosswalk = models.JSONField(default=dict, blank=True)  # other frameworks' identifiers, never their words
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="indicator_code_once")]

    def __str__(self) -> str:
        return self.code


class LevelDescriptor(models.Model):
    """What a visitor would see at this level of this indicator, with an example for each end of the age range."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="descriptors")
    level = models.ForeignKey(Level, models.CASCADE, related_name="descriptors")
    descriptor = models.TextField()
    example_birth5 = models.TextField(blank=True)
    example_k12 = models.TextField(blank=True)

    class Meta:
        ordering = ["level__level"]
        constraints = [models.UniqueConstraint(fields=["indicator", "level"], name="descriptor_once_per_level")]

    def __str__(self) -> str:
        return f"{self.indicator_id} level {self.level_id}"


class Evidence(models.Model):
    """One study or review. Null and mixed results are kept, as their own findings."""

    class Finding(models.TextChoices):
        POSITIVE = "positive", _("helped")
        MIXED = "mixed", _("helped some outcomes, not others")
        NULL = "null", _("no difference found")
        NEGATIVE = "negative", _("made it worse")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="evidence")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    study = models.CharField(max_length=300)
    design = models.CharField(max_length=20)  # RCT, QED, correlational, descriptive, meta-analysis
    n = models.PositiveIntegerField(null=True)  # null: not stated
    n_unit = models.CharField(max_length=60, blank=True)
    sites = models.CharField(max_length=200, blank=True)
    site_count = models.PositiveIntegerField(null=True)  # null: not stated
    multi_site = models.BooleanField(null=True)  # in the sense of 34 CFR 77.1; null: not stated
    population = models.CharField(max_length=300, blank=True)
    setting = models.CharField(max_length=200, blank=True)
    ages = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    finding = models.CharField(max_length=10, choices=Finding)
    findings = models.JSONField(default=list)  # outcome, effect, unit, low, high, words, significant, subgroup
    dose = models.CharField(max_length=300, blank=True)
    comparison = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=200, blank=True)
    wwc = models.JSONField(default=dict)  # the What Works Clearinghouse's verdict and note
    caution = models.TextField(blank=True)
    source = models.TextField(blank=True)
    to_verify = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="evidence_code_once")]

    def __str__(self) -> str:
        return self.code


class Strategy(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="strategies")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    what = models.TextField()
    who_does = codes()
    standards = models.ManyToManyField(Standard, related_name="strategies")
    areas = codes()
    bands = codes()
    studied_in = models.CharField(max_length=300, blank=True)
    moves = models.TextField()
    does_not_move = models.TextField()
    cost_per_child = models.CharField(max_length=4)  # "$" up to 2 dollars a year, "$$" up to 25, "$$$" more
    staff_time = models.CharField(max_length=60)
    fidelity = models.JSONField(default=list)  # the dose as studied: what, unit, target, comparison, words
    evidence = models.ManyToManyField(Evidence, related_name="strategies")
    practice_wisdom = models.BooleanField(default=False)  # part of it rests on practice, no study covers that part
    to_verify = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "strategies"
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="strategy_code_once")]

    def __str__(self) -> str:
        return self.code


class Duty(models.Model):
    """What a law asks, in our own words; dated data, never code."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="duties")
    code = models.CharField(max_length=20)
    holder = models.CharField(max_length=20)
    statute = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    words = models.TextField()
    force = models.CharField(max_length=5)  # shall or may
    cadence = models.CharField(max_length=120, blank=True)
    usual_months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # habit, not law
    evidence = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    effective_from = models.DateField(null=True)  # null: in force as long as we know
    review_by = models.DateField()
    source = models.TextField(blank=True)
    to_verify = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "duties"
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="duty_code_once")]

    def __str__(self) -> str:
        return self.code

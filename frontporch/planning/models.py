from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frontporch.places.models import Place
from frontporch.toolkit.models import Area


class Plan(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    place = models.ForeignKey(Place, models.PROTECT, related_name="plans")
    school_year = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=40)  # code of the framework edition it cites
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)  # null while a draft
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "school_year"], name="plan_once_a_year"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | Q(status="published", published_at__isnull=False),
                name="plan_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.place_id} {self.school_year}"


class PlanGoal(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    statement = models.CharField(max_length=200)
    area = models.CharField(max_length=10, choices=Area)
    grades = ArrayField(models.CharField(max_length=4), default=list, blank=True)  # empty: every grade
    measure = models.CharField(max_length=40)
    measure_version = models.PositiveSmallIntegerField(default=1)
    baseline = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # null: not measured yet
    target = models.DecimalField(max_digits=6, decimal_places=2)
    unit = models.CharField(max_length=20, default="percent")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="plan_goal_order_once")]

    def __str__(self) -> str:
        return f"goal {self.order} of plan {self.plan_id}"

    @property
    def reference(self) -> str:
        """How a plan goal is named to apps below, which never ask what it is."""
        return f"planning.plangoal:{self.pk}"


class PlanRow(models.Model):
    goal = models.ForeignKey(PlanGoal, models.CASCADE, related_name="rows")
    strategy = models.CharField(max_length=20)  # code in the plan's edition
    activities = ArrayField(models.CharField(max_length=40), default=list, blank=True)  # toolkit codes
    owner = models.CharField(max_length=120, blank=True)  # a role in words, such as "grade 2 team"
    starts_on = models.DateField()
    ends_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="plan_row_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.strategy} for goal {self.goal_id}"

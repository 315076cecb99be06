from __future__ import annotations

from django.db import models

from frontporch.families.models import Child
from frontporch.places.models import NextId, Place


class Absence(models.Model):
    """One day, or a share of it, that an enrolled child was not there. Many rows: the key carries the school year."""

    pk = models.CompositePrimaryKey("school_year", "id")
    school_year = models.PositiveSmallIntegerField()
    id = models.BigIntegerField(db_default=NextId("outcomes_absence_ids"))
    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="absences")
    date = models.DateField()
    code = models.CharField(max_length=20)  # excused, unexcused, suspended, other
    share_of_day = models.DecimalField(max_digits=4, decimal_places=3)  # 0.001 to 1.000

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_year", "child", "place", "date"], name="absence_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(share_of_day__gt=0, share_of_day__lte=1), name="absence_share_between_0_and_1"
            ),
        ]
        indexes = [models.Index(fields=["place", "school_year", "date"], name="absence_of_place")]

    def __str__(self) -> str:
        return f"absence {self.school_year}/{self.id}"


class MeasureValue(models.Model):
    """One figure for one place, grade and period, with the definition that made it. Holds counts, no people."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="measures")
    measure = models.CharField(max_length=40)  # chronic-absence
    version = models.PositiveSmallIntegerField()
    definition = models.TextField()
    school_year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=4, blank=True)  # empty: all grades
    through = models.DateField()  # the last day counted
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)  # children with too few days
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "measure", "version", "school_year", "grade", "through"], name="measure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} v{self.version} {self.place_id}"

    @property
    def percent(self) -> float | None:
        """Null when nobody has enough days."""
        return round(100 * self.numerator / self.denominator, 1) if self.denominator else None

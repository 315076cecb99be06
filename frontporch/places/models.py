from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class NextId(models.Func):
    """The next number of a sequence: the default of ids whose table's key also carries the school year."""

    function = "nextval"

    def __init__(self, sequence: str) -> None:
        self.sequence = sequence
        super().__init__(models.Value(sequence), output_field=models.BigIntegerField())

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, object]]:
        return ("frontporch.places.models.NextId", (self.sequence,), {})


class Installation(models.Model):
    """What this database is for, said once when it is made and never changed."""

    class Kind(models.TextChoices):
        DEMO = "demo", _("demo: every person in it is invented")
        PRODUCTION = "production", _("production")

    only = models.BooleanField(default=True, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="installation_only_one")]

    def __str__(self) -> str:
        return self.kind


class PlaceQuerySet(models.QuerySet["Place"]):
    def under(self, place: Place) -> PlaceQuerySet:
        """The place itself and everything beneath it, by one index range."""
        return self.filter(path__startswith=place.path)

    def tenants(self) -> PlaceQuerySet:
        return self.filter(kind__in=Place.TENANTS)

    def sites(self) -> PlaceQuerySet:
        """Schools and centers: where families meet us."""
        return self.filter(kind__in=(Place.Kind.SCHOOL, Place.Kind.CENTER))


class Place(models.Model):
    class Kind(models.TextChoices):
        STATE = "state", _("state")
        REGION = "region", _("region")
        DISTRICT = "district", _("district")
        PROGRAM = "program", _("program")
        SCHOOL = "school", _("school")
        CENTER = "center", _("center")
        CLASSROOM = "classroom", _("classroom")

    class Regime(models.TextChoices):
        """Which privacy law governs the records that this place keeps."""

        FERPA = "ferpa", _("FERPA (schools)")
        HEAD_START = "head-start", _("Head Start, 45 CFR 1303 subpart C")
        PART_C = "part-c", _("IDEA Part C (early intervention)")
        CHILD_CARE = "child-care", _("child care licensing")

    TENANTS = (Kind.DISTRICT, Kind.PROGRAM)

    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, editable=False, unique=True)  # "/1/4/9/": ids from the root to here
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )  # null above tenants
    name = models.CharField(max_length=200)
    text_name = models.CharField(max_length=14, blank=True)  # what a text begins with; set by a person, 14 GSM-7 units
    code = models.CharField(max_length=120)  # the identifier that feeds use
    regime = models.CharField(max_length=12, choices=Regime, default=Regime.FERPA)
    setting = models.CharField(max_length=4, blank=True)  # hv cc hs pk el mi hi as do so, as in the framework
    grades = ArrayField(models.CharField(max_length=4), default=list)  # CEDS codes the place serves: IT PK KG 01 … 12
    time_zone = models.CharField(max_length=40, blank=True)  # empty: the nearest place above that has one
    office_phone = models.CharField(max_length=16, blank=True)  # E.164; printed where a person is offered
    closed_on = models.DateField(null=True, blank=True)  # null: open

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="place_code_once_per_district"),
            models.UniqueConstraint(
                fields=["district", "text_name"], condition=~Q(text_name=""), name="place_text_name_once_per_district"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["state", "region"]) ^ Q(district__isnull=False),
                name="place_below_a_tenant_knows_it",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], opclasses=["text_pattern_ops"], name="place_path_prefix"),
            models.Index(fields=["parent", "name"], name="place_children"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_tenant(self) -> bool:
        return self.kind in self.TENANTS

    def is_under(self, other: Place) -> bool:
        """True for the place itself and for everything beneath `other`."""
        return self.path.startswith(other.path)

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root to this place, itself last."""
        return [int(part) for part in self.path.strip("/").split("/")]


class SchoolYear(models.Model):
    """One place's year and its calendar; a place without one uses the nearest above it. `year` is its first calendar year."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), default=list
    )  # 0 Monday … 6 Sunday; empty: Monday to Friday
    year_round = models.BooleanField(default=False)  # learning messages go on between the years

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="school_year_once_per_place"),
            models.CheckConstraint(condition=Q(last_day__gt=F("first_day")), name="school_year_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class DayOut(models.Model):
    """A day on which nobody is expected: holiday, break, weather."""

    school_year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="days_out")
    date = models.DateField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school_year", "date"], name="day_out_once")]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"

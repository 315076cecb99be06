from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontporch.places.models import Place


class Source(models.TextChoices):
    """Who said it: local truth outlives a feed."""

    FEED = "feed", _("the student system")
    FAMILY = "family", _("the family")
    STAFF = "staff", _("a staff member")


class Child(models.Model):
    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sourced_id = models.CharField(max_length=120)  # the student system's identifier
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    called = models.CharField(max_length=120, blank=True)  # the name the family uses; empty: the given name
    birth_date = models.DateField(null=True, blank=True)  # null: not known
    gone_on = models.DateField(null=True, blank=True)  # last seen in a feed; null: still in it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "sourced_id"], name="child_once_per_district")]

    def __str__(self) -> str:
        return f"child {self.pk}"  # never a name: this lands in logs

    @property
    def short_name(self) -> str:
        return self.called or self.given_name


class Guardian(models.Model):
    """One adult. Language belongs to the adult; "" is *unknown*, which is not English."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sourced_id = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    reads = models.CharField(_("reads"), max_length=16, blank=True)  # BCP 47; "" unknown; "zxx" does not read
    speaks = models.CharField(_("speaks"), max_length=16, blank=True)
    language_source = models.CharField(max_length=6, choices=Source, blank=True)
    time_zone = models.CharField(max_length=40, blank=True)  # the family's word; empty: the school's
    prefers = models.CharField(max_length=6, blank=True)  # sms, email, print or phone; empty: the first that works
    links_withdrawn = models.PositiveSmallIntegerField(
        default=0
    )  # how often their links were taken back; older ones end
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "sourced_id"], name="guardian_once_per_district")]

    def __str__(self) -> str:
        return f"guardian {self.pk}"

    @property
    def short_name(self) -> str:
        return self.given_name


class EdgeQuerySet(models.QuerySet["Edge"]):
    def in_force(self, on: date | None = None) -> EdgeQuerySet:
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def may_learn(self, on: date | None = None) -> EdgeQuerySet:
        """Edges whose adult may receive learning messages: any tier but no contact and none."""
        return self.in_force(on).filter(tier__in=Edge.LEARNING)


class Edge(models.Model):
    """What one adult is to one child. A feed may set a tier once; afterwards only a person changes it."""

    class Tier(models.TextChoices):
        """Access tiers of the framework's P05: FERPA gives each legal parent rights unless a document says otherwise."""

        NONE = "none", _("emergency only")
        LEARNS_WITH = "learns-with", _("learns with")
        INFORMED = "informed", _("informed")
        DECIDES = "decides", _("decides")
        NO_CONTACT = "no-contact", _("no contact")

    LEARNING: ClassVar = (Tier.LEARNS_WITH, Tier.INFORMED, Tier.DECIDES)

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="edges")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="edges")
    relation = models.CharField(max_length=20)  # OneRoster role words: parent, guardian, relative, aide, other
    tier = models.CharField(max_length=12, choices=Tier)
    tier_source = models.CharField(max_length=6, choices=Source, default=Source.FEED)
    document = models.CharField(max_length=120, blank=True)  # kind and date of the paper on file; never its content
    starts_on = models.DateField(null=True, blank=True)  # null: always
    ends_on = models.DateField(null=True, blank=True)  # null: no end known
    gone_on = models.DateField(null=True, blank=True)

    objects = EdgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "guardian"], name="edge_once_per_adult_and_child"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="edge_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"edge {self.pk} {self.tier}"


class ContactPoint(models.Model):
    """A number or address of one adult, as one source gave it."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        ADDRESS = "address", _("postal address")

    class State(models.TextChoices):
        WORKS = "works", _("works, or not tried yet")
        FAILED = "failed", _("failed twice")
        REPLACED = "replaced", _("no longer used")

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=7, choices=Kind)
    value = models.CharField(max_length=320)  # E.164 for phones, lower case for e-mail
    number_key = models.CharField(
        max_length=64, db_index=True
    )  # keyed hash of kind and value: how tenants share a budget
    takes_texts = models.BooleanField(default=True)  # false: a land line
    source = models.CharField(max_length=6, choices=Source)
    state = models.CharField(max_length=8, choices=State, default=State.WORKS)
    failures = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # when its holder said it is theirs; null: not yet
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "kind", "value"], name="contact_point_once_per_guardian")
        ]

    def __str__(self) -> str:
        return f"contact point {self.pk} ({self.kind})"


class Purpose(models.TextChoices):
    """What a message is for; one sender serves one purpose, so STOP on one can't silence another."""

    LEARNING = "learning", _("learning ideas")
    SCHOOL = "school", _("school news")
    PARTNER = "partner", _("partners and fund-raising")
    EMERGENCY = "emergency", _("emergencies")


class Consent(models.Model):
    """One line of the ledger: a number or address said yes or no to one purpose. Never changed, never deleted."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(
        Guardian, models.CASCADE, null=True, related_name="consents"
    )  # null: from the number alone
    number_key = models.CharField(max_length=64, db_index=True)
    channel = models.CharField(max_length=6)  # sms, email, print, phone
    purpose = models.CharField(max_length=10, choices=Purpose)
    given = models.BooleanField()
    basis = models.CharField(max_length=40)  # given-to-school, reply, staff-note, provider-block, form
    proof = models.CharField(max_length=200, blank=True)  # ids, never words of a person
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["district", "number_key", "purpose", "-at"], name="consent_latest")]

    def __str__(self) -> str:
        return f"{'yes' if self.given else 'no'} to {self.purpose} by {self.channel}"


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def on(self, day: date) -> EnrollmentQuerySet:
        """Enrolled on that day: the denominator of every reach figure."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Enrollment(models.Model):
    """One child at one school or center, from a day to a day."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="enrollments")
    place = models.ForeignKey(Place, models.PROTECT, related_name="enrollments")  # the school or center
    classrooms = ArrayField(models.BigIntegerField(), default=list)  # ids of its classrooms the child belongs to
    homeroom = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")  # where paper goes
    school_year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=4)  # CEDS: IT PR PK TK KG 01 … 12; "" not known
    band = models.CharField(max_length=9)  # birth-2, 3-5, K-3, 4-8, 9-12; "" not known
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # null: still enrolled

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "place", "school_year"], name="enrollment_once_a_year_at_a_place"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="enrollment_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["place", "school_year", "grade"], name="enrollment_of_place")]

    def __str__(self) -> str:
        return f"enrollment {self.pk}"

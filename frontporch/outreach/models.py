from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontporch.families.models import Child, ContactPoint, Guardian, Purpose
from frontporch.places.models import NextId, Place
from frontporch.toolkit.models import Area


class Channel(models.TextChoices):
    SMS = "sms", _("text")
    EMAIL = "email", _("e-mail")
    PRINT = "print", _("paper")
    PHONE = "phone", _("phone call")


class Sender(models.Model):
    """A number or address that serves one purpose; `carrier` is the folder under channels/ that speaks for it."""

    district = models.ForeignKey(Place, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    channel = models.CharField(max_length=6, choices=Channel)
    carrier = models.CharField(max_length=20)  # outbox, email, sms, print
    address = models.CharField(max_length=320)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="sender_address_once"),
            models.UniqueConstraint(fields=["district", "purpose", "channel"], name="sender_one_per_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} of {self.district_id}"


class Focus(models.Model):
    """What a place works on with families from a day to a day. Whoever set it is not our business: `because` is words."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="focuses")
    area = models.CharField(max_length=10, choices=Area)
    goal = models.CharField(max_length=40)  # reference of the plan goal, such as planning.plangoal:7
    because = models.CharField(max_length=200)  # the goal in words, shown to staff and families
    strategy = models.CharField(max_length=20, blank=True)
    activities = ArrayField(models.CharField(max_length=40), default=list)  # preferred codes, in order
    grades = ArrayField(models.CharField(max_length=4), default=list)  # empty: every grade
    starts_on = models.DateField()
    ends_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # null: in force

    class Meta:
        verbose_name_plural = "focuses"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "goal"], condition=Q(withdrawn_at__isnull=True), name="focus_once_per_goal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} at {self.place_id}"


class Send(models.Model):
    """One site's week of one purpose: planned once, however often asked."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned, can still be changed")
        RELEASED = "released", _("on its way")
        HALTED = "halted", _("halted")

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="sends")  # school or center
    school_year = models.PositiveSmallIntegerField()
    week = models.DateField()  # its Monday
    purpose = models.CharField(max_length=10, choices=Purpose)
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNED)
    send_at = models.TimeField(default=time(17))  # on the family's clock
    released_at = models.DateTimeField(null=True, blank=True)  # null: not yet
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "week", "purpose"], name="send_once_a_week")]

    def __str__(self) -> str:
        return f"send {self.pk}: {self.place_id} {self.week:%Y-%m-%d}"


class Pick(models.Model):
    """The activity that one cell of a site's children gets in a week, and why: a cell is a grade, or an age for the youngest."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    send = models.ForeignKey(Send, models.CASCADE, related_name="picks")
    band = models.CharField(max_length=9)
    grade = models.CharField(max_length=4, blank=True)
    months = models.SmallIntegerField(null=True)  # age on the Monday, birth to 5; null: by grade, or age not known
    activity = models.CharField(max_length=40)  # toolkit code
    reason = models.JSONField(default=dict)  # area, because, strategy, words

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["send", "band", "grade", "months"], nulls_distinct=False, name="pick_once_per_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} for {self.band} {self.grade}".strip()


class Pack(models.Model):
    """One classroom's printed sheets for one send, handed out together."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    send = models.ForeignKey(Send, models.CASCADE, related_name="packs")
    classroom = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="packs"
    )  # null: no class known, the office's
    handed_out_at = models.DateTimeField(null=True, blank=True)  # null: still on the desk

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["send", "classroom"], nulls_distinct=False, name="pack_once_per_class")
        ]

    def __str__(self) -> str:
        return f"pack {self.pk}"


class Delivery(models.Model):
    """One message to one contact point. Many rows: the key carries the school year, ids come from one sequence."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DUE = "due", _("waiting for its time")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("handed to the carrier")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown: we stopped between sending and the answer")
        HELD = "held", _("not sent: a rule held it back")

    class Slot(models.TextChoices):
        WELCOME = "welcome", _("first contact")
        WHY = "why", _("why")
        TRY = "try", _("try")
        NEXT = "next", _("next")
        WEEK = "week", _("the week in one mail")
        SHEET = "sheet", _("half-sheet")
        EASIER = "easier", _("easier version")
        ANSWER = "answer", _("answer to a word such as STOP or HELP")

    pk = models.CompositePrimaryKey("school_year", "id")
    school_year = models.PositiveSmallIntegerField()
    id = models.BigIntegerField(db_default=NextId("outreach_delivery_ids"))
    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # the site it is sent for
    send = models.ForeignKey(Send, models.CASCADE, null=True, related_name="deliveries")  # null: an answer
    pack = models.ForeignKey(Pack, models.SET_NULL, null=True, related_name="deliveries")  # paper only
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="deliveries")
    contact_point = models.ForeignKey(ContactPoint, models.SET_NULL, null=True, related_name="+")  # null: paper
    number_key = models.CharField(max_length=64, blank=True)  # empty: paper
    children = ArrayField(models.BigIntegerField())  # ids of the children it is about, all of this guardian
    channel = models.CharField(max_length=6, choices=Channel)
    slot = models.CharField(max_length=8, choices=Slot)
    purpose = models.CharField(max_length=10, choices=Purpose)
    language = models.CharField(max_length=16)  # of the words sent
    reads_it = models.BooleanField(null=True)  # the adult named this language; null: the adult's language is not known
    activity = models.CharField(max_length=40, blank=True)  # toolkit code
    reason = models.JSONField(default=dict)  # why this activity: focus, area, words
    body = models.TextField(blank=True)
    key = models.CharField(max_length=120)  # what makes it the same message: never sent twice
    state = models.CharField(max_length=9, choices=State)
    why_held = models.CharField(max_length=40, blank=True)  # refusal or failure code
    tries = models.PositiveSmallIntegerField(default=0)  # how often handed to the carrier
    budget_week = models.DateField(null=True)  # the week whose budget it has taken from; null: none yet, or it is free
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)  # null: nobody works on it
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=80, blank=True)
    return_code = models.CharField(max_length=12, blank=True)  # printed on paper, keyed back by staff

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["school_year", "key"], name="delivery_once")]
        indexes = [
            models.Index(fields=["district", "due_at"], condition=Q(state="due"), name="delivery_due"),
            models.Index(fields=["district", "leased_until"], condition=Q(state="claimed"), name="delivery_claimed"),
            models.Index(fields=["guardian", "-due_at"], name="delivery_of_guardian"),
            models.Index(fields=["place", "due_at"], name="delivery_of_place"),
            models.Index(
                fields=["district", "sent_at"], condition=Q(state="sent", channel="email"), name="delivery_mail_sent"
            ),
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="delivery_at_provider"),
            models.Index(fields=["number_key", "-due_at"], condition=~Q(number_key=""), name="delivery_to_number"),
            models.Index(fields=["return_code"], condition=~Q(return_code=""), name="delivery_by_return_code"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.school_year}/{self.id}"


class Touchpoint(models.Model):
    """One child, one moment: invited, delivered, opened, took part, heard back. Append-only; written at the act."""

    class Kind(models.TextChoices):
        INVITED = "invited", _("invited")
        DELIVERED = "delivered", _("received")
        OPENED = "opened", _("opened")
        TOOK_PART = "took-part", _("took part")
        HEARD_BACK = "heard-back", _("heard back")

    pk = models.CompositePrimaryKey("school_year", "id")
    school_year = models.PositiveSmallIntegerField()
    id = models.BigIntegerField(db_default=NextId("outreach_touchpoint_ids"))
    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="touchpoints")
    guardian = models.ForeignKey(Guardian, models.CASCADE, null=True, related_name="touchpoints")  # null: not known who
    activity = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=6, choices=Channel)
    language = models.CharField(max_length=16, blank=True)
    reads_it = models.BooleanField(null=True)  # as on the delivery; null: not known
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    delivery_id = models.BigIntegerField(null=True)  # null: not from a message

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_year", "delivery_id", "child", "kind"], name="touchpoint_once")
        ]
        indexes = [models.Index(fields=["district", "on", "kind"], name="touchpoint_of_district")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%Y-%m-%d}"


class Reply(models.Model):
    """What a family answered, by any channel; typed in by staff for paper and phone."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="replies")
    school_year = models.PositiveSmallIntegerField()
    delivery_id = models.BigIntegerField(null=True)  # null: not an answer to a message of ours
    activity = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=6, choices=Channel)
    digit = models.PositiveSmallIntegerField(null=True)  # 1 did it, 2 hard, 3 not now; null: words
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)  # null: waits for a person; digits are answered at once

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(
                fields=["delivery_id", "guardian"],
                condition=Q(digit__isnull=False, delivery_id__isnull=False),
                name="reply_one_digit_per_message",
            )
        ]
        indexes = [models.Index(fields=["place", "-at"], name="reply_of_place")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Inbound(models.Model):
    """What a provider told us, stored before it is understood, once per provider id."""

    district = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sender = models.ForeignKey(Sender, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)  # reply or status
    provider_id = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)  # null: not understood yet

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "kind", "provider_id"], name="inbound_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


# -- What belongs to a number rather than to a person: no names, no tenant, keyed by a keyed hash ----------------------


class NumberWeek(models.Model):
    """How many messages a number got in a week, over every school and district."""

    number_key = models.CharField(max_length=64)
    week = models.DateField()  # its Monday
    learning = models.PositiveSmallIntegerField(default=0)
    other = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number_key", "week"], name="number_week_once")]

    def __str__(self) -> str:
        return f"{self.week:%Y-%m-%d}: {self.learning} + {self.other}"


class OptOut(models.Model):
    """A number said no to what one sender serves."""

    number_key = models.CharField(max_length=64)
    sender = models.ForeignKey(Sender, models.CASCADE, related_name="opt_outs")
    source = models.CharField(max_length=20)  # reply, provider-block, staff-note, page
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)  # null: in force

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "sender"], condition=Q(lifted_at__isnull=True), name="opt_out_once_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"opt-out from sender {self.sender_id}"


class Greeted(models.Model):
    """A number has had its first contact from this sender: who, why, how often, STOP, HELP."""

    number_key = models.CharField(max_length=64)
    sender = models.ForeignKey(Sender, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number_key", "sender"], name="greeted_once")]

    def __str__(self) -> str:
        return f"greeted by sender {self.sender_id}"

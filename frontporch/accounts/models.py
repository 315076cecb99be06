from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from frontporch.audit.models import Actor
from frontporch.places.models import Place


def fresh_salt() -> str:
    """Random text that old sessions do not know."""
    return get_random_string(32)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str = "", **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One sign-in. Nobody has a password: a code is e-mailed."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    session_salt = models.CharField(max_length=32, default=fresh_salt, editable=False)  # changed: every session ends
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions carry this; a new salt makes every open session of the user end with the next request."""
        return salted_hmac("frontporch.accounts.session", self.password + self.session_salt, secret=secret).hexdigest()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        return self.filter(ended_at__isnull=True, user__is_active=True)


class Membership(models.Model):
    """One role at one place."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)  # a key of rules.ROLES
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # null: still here

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "role"], condition=Q(ended_at__isnull=True), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.place_id}"

    @property
    def actor(self) -> Actor:
        """How this person signs what they do under this role."""
        return Actor("user", str(self.user_id), self.role)

"""Inviting people, ending what they may do, and changing hats."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frontporch.accounts.access import Staff
from frontporch.accounts.models import Membership, User, fresh_salt
from frontporch.accounts.queries import can_end
from frontporch.accounts.rules import ROLES, Permission, fits, may, may_invite
from frontporch.audit.models import Actor
from frontporch.audit.services import record
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place

TRUSTED = ("command", "system")  # whoever runs the program holds every right
ABOVE_SITES = ("state", "region", "district", "program")


@dataclass(frozen=True)
class Invitation:
    """What inviting came to: the membership, and whether it is new."""

    membership: Membership
    new: bool


@transaction.atomic
def invite(*, email: str, name: str, role: str, place: Place, by: Staff | Actor) -> Invitation:
    """Give somebody a role at a place, make their sign-in if they have none, and e-mail them where to sign in.

    Inviting twice changes nothing and sends the e-mail again. An empty `name` leaves the name as it is.
    Refuses an address that is none, a role that the inviter does not invite, a place that is not theirs, is closed
    or is of a kind where nobody has that role, a sign-in that was closed, and an e-mail that the mail server does
    not take: then nothing was changed.
    """
    email = _address(email)
    _check_right(role=role, place=place, by=by)
    if not fits(role, place.kind):
        said = _("“%(role)s” does not fit a %(kind)s. Choose another place or another role.")
        raise Refusal("role-does-not-fit", said % {"role": _(ROLES[role].title), "kind": place.get_kind_display()})
    if place.closed_on:
        raise Refusal("place-closed", _("%(place)s is closed. Choose a place that is open.") % {"place": place})
    user = _user(email=email, name=name.strip())
    membership, new = Membership.objects.get_or_create(user=user, place=place, role=role, ended_at=None)
    if new:
        record("accounts.invite", target=membership, by=_actor(by), place_id=place.pk, user=user.pk, role=role)
    _mail_invitation(membership)
    return Invitation(membership, new)


@transaction.atomic
def end_membership(*, membership: Membership, by: Staff | Actor) -> None:
    """End one role of somebody. Every browser in which they are signed in is signed out at once.

    Their other roles stay: they sign in again and have those. Ending twice changes nothing. Refuses somebody who may
    not invite that role there, and the last person of a district or state who ends their own right to invite.
    """
    held = Membership.objects.select_for_update().select_related("place").get(pk=membership.pk)
    if isinstance(by, Staff):
        if not held.place.is_under(by.place) or not can_end(by, held):
            raise Refusal("not-yours-to-end", _("Someone who leads that place can end this. Ask them."))
        if held.user_id == by.user.pk and _last_inviter(held):
            said = _("You are the last one here who can invite people. Invite someone for your role first.")
            raise Refusal("last-one", said)
    elif by.kind not in TRUSTED:
        raise Refusal("not-yours-to-end", _("Someone who leads that place can end this. Ask them."))
    if held.ended_at is not None:
        return
    Membership.objects.filter(pk=held.pk).update(ended_at=timezone.now())
    User.objects.filter(pk=held.user_id).update(session_salt=fresh_salt())
    record("accounts.end", target=held, by=_actor(by), place_id=held.place_id, user=held.user_id, role=held.role)


@transaction.atomic
def switch_role(*, to: Membership, by: Staff) -> Membership:
    """Put on another of one's own hats; the page keeps it in the session. Refuses a role that is not theirs now."""
    mine = Membership.objects.current().filter(user=by.user, place__closed_on__isnull=True, pk=to.pk).first()
    if mine is None:
        raise Refusal("not-your-role", _("That role is not yours now. Choose one of yours."))
    if mine.pk != by.membership.pk:
        record("accounts.switch", target=mine, by=by.actor, place_id=mine.place_id, role=mine.role)
    return mine


def _actor(by: Staff | Actor) -> Actor:
    return by.actor if isinstance(by, Staff) else by


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        said = _("Type the whole e-mail address, like name@example.org.")
        raise Refusal("not-an-address", said) from None
    return email


def _check_right(*, role: str, place: Place, by: Staff | Actor) -> None:
    if role not in ROLES:
        raise Refusal("unknown-role", _("Choose one of these roles: %(roles)s.") % {"roles": ", ".join(ROLES)})
    if not isinstance(by, Staff):
        if by.kind not in TRUSTED:
            raise Refusal("not-yours-to-invite", _("Someone who leads that place can invite. Ask them."))
        return
    if not place.is_under(by.place):
        raise Refusal("place-not-yours", _("Choose your own place or one beneath it."))
    if not may_invite(by.membership.role, role):
        said = _("Your role does not invite as “%(role)s”. Choose another role.")
        raise Refusal("not-yours-to-invite", said % {"role": _(ROLES[role].title)})


def _user(*, email: str, name: str) -> User:
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None:
        return User.objects.create_user(email=email, name=name)
    if not user.is_active:
        said = _("This sign-in was closed. Ask whoever runs Front Porch here to open it again.")
        raise Refusal("sign-in-closed", said)
    if name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    return user


def _last_inviter(held: Membership) -> bool:
    """Whether nobody else could invite at this place, when it is a district or program or above them."""
    if held.place.kind not in ABOVE_SITES or not may(held.role, Permission.INVITE):
        return False
    Place.objects.select_for_update().get(pk=held.place_id)  # two who leave at the same moment wait for each other
    others = Membership.objects.current().filter(place=held.place).exclude(user_id=held.user_id)
    return not any(may(role, Permission.INVITE) for role in others.values_list("role", flat=True))


def _mail_invitation(membership: Membership) -> None:
    """The last step, before the change is kept: an invitation that nobody can receive is none."""
    facts = {
        "name": membership.user.name,
        "role": _(ROLES[membership.role].title),
        "place": membership.place.name,
        "url": settings.PUBLIC_URL + reverse("account_login"),
    }
    subject = " ".join(render_to_string("accounts/email/invitation_subject.txt", facts).split())
    message = render_to_string("accounts/email/invitation_message.txt", facts).strip() + "\n"
    try:
        send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [membership.user.email])
    except OSError:  # the mail server is away or will not take it; smtplib's own errors are OSErrors too
        said = _("The invitation could not be e-mailed, so nothing was changed. Look at the address, then try again.")
        raise Refusal("mail-not-sent", said) from None

"""What every page's frame shows: where one can go, and where one is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from frontporch.accounts.access import Permission, Staff
from frontporch.lib.phones import show
from frontporch.ui.nav import Link

# A staff page, the permission that opens it, and its name in the frame; in the order of a week.
STAFF_PAGES = (
    ("outreach:today", Permission.SEND, _("Today")),
    ("outreach:replies", Permission.REPLIES, _("Replies")),
    ("outreach:packs", Permission.PACKS, _("Paper")),
    ("planning:plan", Permission.PLAN_READ, _("Plan")),
    ("insight:reach", Permission.REACH, _("Reach")),
    ("outcomes:absence", Permission.ABSENCE, _("Absence")),
    ("roster:runs", Permission.ROSTERS, _("Rosters")),
    ("insight:state", Permission.STATE_FIGURES, _("State")),
    ("web:places", Permission.PLACES, _("Places")),
    ("accounts:people", Permission.PEOPLE, _("People")),
)
PUBLIC_PAGES = (
    ("toolkit:browse", _("Activities")),
    ("framework:framework", _("Framework")),
    ("web:schools", _("For schools")),
)
FOOTER_PAGES = (
    ("web:help", _("Help")),
    ("web:privacy", _("Privacy")),
    ("web:accessibility", _("Accessibility")),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Navigation for the page's frame: the staff member's own pages, or the public ones. Asks the database nothing."""
    staff = vars(request).get("staff")
    footer = [Link(label, reverse(name)) for name, label in FOOTER_PAGES]
    found: dict[str, object] = {"help_phone": show(settings.HELP_PHONE) if settings.HELP_PHONE else ""}
    if isinstance(staff, Staff):
        pages = [(name, label) for name, permission, label in STAFF_PAGES if staff.may(permission)]
        found["place_name"] = staff.place.name
    else:
        pages = list(PUBLIC_PAGES)
        if "family" not in vars(request):
            footer.append(Link(_("Staff sign-in"), reverse("account_login")))
    found["nav"] = [Link(label, reverse(name)) for name, label in pages]
    found["footer_links"] = footer
    return found

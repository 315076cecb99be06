"""Words of families that wait for a person, and the answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.refusal import Refusal
from frontporch.outreach import queries, services
from frontporch.outreach.forms import AnswerForm
from frontporch.outreach.models import Delivery, Reply
from frontporch.outreach.views.letters import letters, moment
from frontporch.places.queries import site_of, zone_of

SOON = timedelta(minutes=15)  # an answer due later than this waits for the morning


@require_GET
@for_staff(Permission.REPLIES)
def replies(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Words that wait, oldest first, each with its answer form."""
    return _page(request, staff)


def _page(request: HttpRequest, staff: Staff, wrong: tuple[int, AnswerForm] | None = None) -> HttpResponse:
    site = site_of(staff.place)
    waiting = list(queries.replies_waiting(staff.place).select_related("guardian"))
    day = timezone.localdate(timezone=zone_of(site))
    found = letters(waiting, site, day, get_language() or "en")
    forms = {one.pk: AnswerForm(auto_id=f"id_{one.pk}_%s") for one in waiting}
    if wrong:
        forms[wrong[0]] = wrong[1]
    context = {"rows": [(one, forms[one.reply.pk]) for one in found], "form": wrong[1] if wrong else None}
    return render(request, "outreach/replies.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(Permission.REPLIES)
def answer(request: HttpRequest, staff: Staff, reply_id: int) -> HttpResponse:
    """Answer one reply, or say that it needs none. A second click finds it answered and sends nothing."""
    found = queries.replies_waiting(staff.place).filter(pk=reply_id).first()
    if found is None:
        if not Reply.objects.filter(pk=reply_id, place=site_of(staff.place), answered_at__isnull=False).exists():
            raise Http404
        messages.info(request, gettext("That reply is answered already."))
        return redirect("outreach:replies")
    if request.method == "GET":
        return redirect("outreach:replies")
    form = AnswerForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if form.is_valid() and _answered(request, form, found, staff):
        return redirect("outreach:replies")
    return _page(request, staff, (found.pk, form))


def _answered(request: HttpRequest, form: AnswerForm, found: Reply, staff: Staff) -> bool:
    try:
        delivery = services.answer(reply=found, words=form.cleaned_data["words"], by=staff.actor)
    except Refusal as no:
        form.add_error("words", no.message)
        return False
    messages.success(request, _what_happens(delivery, timezone.now().astimezone(zone_of(site_of(staff.place)))))
    return True


def _what_happens(delivery: Delivery | None, now: datetime) -> str:
    if delivery is None:
        return gettext("Done. No answer needed.")
    if delivery.state == Delivery.State.HELD:
        return gettext(
            "Your answer is kept here and not sent: this family asked us to stop. Call, or say it at the door."
        )
    due = delivery.due_at.astimezone(now.tzinfo)
    if due <= now + SOON:
        return gettext("Your answer is on its way.")
    return format_html(gettext("It is quiet time for this family. Your answer goes {moment}."), moment=moment(due))

"""The desk of those who send: today, one week's send, who is not reached, what became of lost messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from frontporch.accounts.access import Permission, Staff, for_staff
from frontporch.lib.refusal import Refusal
from frontporch.outreach import queries, services
from frontporch.outreach.forms import SettleForm, WeekForm
from frontporch.outreach.models import Channel, Delivery, Send
from frontporch.outreach.queries import desk as extras
from frontporch.outreach.queries.rows import NotReached, Quiet
from frontporch.outreach.views import desk, letters, sentences
from frontporch.places.models import Place
from frontporch.places.queries import site_of, zone_of
from frontporch.ui.languages import language_name

DAYS = 30  # of reach and of silence
QUIET_SHOWN = 4
A_PAGE = 60  # children on one page of those not reached


@dataclass(frozen=True)
class Silent:
    """One line of "gone quiet": whose family, how long, and the next move with its page if it has one."""

    name: str
    why: str
    move: str
    url: str


@dataclass(frozen=True)
class Missed:
    """A child not reached, as it is listed under its reason."""

    name: str
    where: str


@dataclass(frozen=True)
class Group:
    """Children not reached for one reason, and the next move for all of them."""

    why: str
    move: str
    url: str
    children: list[Missed]


@require_http_methods(["GET", "POST"])
@for_staff(Permission.SEND)
def today(request: HttpRequest, staff: Staff) -> HttpResponse:
    """What to do today and whom it reaches. POST plans the week that the page offers."""
    site, day = _site_and_day(staff)
    form = WeekForm(request.POST if request.method == "POST" else None, weeks=desk.weeks_at_hand(day))
    if request.method == "POST":
        return _plan(request, staff, site, form)
    tasks = desk.tasks_of(staff, site, day)
    first = day - timedelta(days=DAYS - 1)
    reach = queries.reach(staff.place, first, day)
    before = queries.reach(staff.place, first - timedelta(days=DAYS), first - timedelta(days=1))
    missed = queries.not_reached(staff.place, first, day)
    quiet = queries.quiet_families(staff.place, day, DAYS)
    context = {
        "today": day, "tasks": tasks, "minutes": sum(task.minutes for task in tasks), "reach": reach.everyone,
        "rungs": sentences.rungs(reach, before, sentences.lost(one.because for one in missed)), "missed": len(missed),
        "quiet": [_silent(one) for one in quiet[:QUIET_SHOWN]], "more": max(0, len(quiet) - QUIET_SHOWN),
    }  # fmt: skip
    return render(request, "outreach/today.html", context)


def _site_and_day(staff: Staff) -> tuple[Place, date]:
    site = site_of(staff.place)
    return site, timezone.localdate(timezone=zone_of(site))


def _plan(request: HttpRequest, staff: Staff, site: Place, form: WeekForm) -> HttpResponse:
    if not form.is_valid():
        messages.error(request, str(form.errors["week"][0]))
        return redirect("outreach:today")
    try:
        send = services.plan_week(place=site, week=form.cleaned_data["week"], by=staff.actor)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("outreach:today")
    return redirect("outreach:send", send.pk)


def _silent(one: Quiet) -> Silent:
    move = str(sentences.SHORT.get(one.because, sentences.SHORT["silent"])[1])
    return Silent(one.child.short_name, sentences.silence(one), move, _move_url(one.because))


def _move_url(because: str) -> str:
    name = sentences.MOVES.get(because)
    return reverse(name) if name else ""


@require_http_methods(["GET", "POST"])
@for_staff(Permission.SEND)
def send(request: HttpRequest, staff: Staff, send_id: int) -> HttpResponse:
    """One week's send before it goes: every text in every language, whom it reaches, one button."""
    site = site_of(staff.place)
    found = Send.objects.select_related("place").filter(pk=send_id, place=site).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            services.release(send=found, by=staff.actor)
        except Refusal as no:
            messages.error(request, no.message)
        return redirect("outreach:send", found.pk)
    own_class = staff.place if staff.place.kind == Place.Kind.CLASSROOM else None
    previews = queries.previews(found)
    counts = queries.counts(found)
    timing = letters.Timing(zone=zone_of(site), now=timezone.now(), planned=found.status == Send.Status.PLANNED)
    context = {
        "send": found, "counts": counts, "line": sentences.reach_line(counts),
        "mine": sentences.reach_line(queries.counts(found, own_class)) if own_class else "", "own_class": own_class,
        "sheaves": letters.sheaves(found, previews, get_language() or "en", timing),
        "drafts": any(one.draft for one in previews), "first": timing.first(previews),
    }  # fmt: skip
    return render(request, "outreach/send.html", context)


@require_GET
@for_staff(Permission.CHILDREN)
def not_reached(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The children whom nothing reached in 30 days, by reason, with the next move in words."""
    day = timezone.localdate(timezone=zone_of(staff.place))
    found = queries.not_reached(staff.place, day - timedelta(days=DAYS - 1), day)
    order = list(sentences.REASONS)
    found.sort(key=lambda one: (order.index(one.because) if one.because in order else len(order), one.child.short_name))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"count": len(found), "page": page, "groups": _groups(list(page), staff)}
    return render(request, "outreach/not_reached.html", context)


def _groups(found: Sequence[NotReached], staff: Staff) -> list[Group]:
    ids = {key for one in found for key in (one.site_id, one.classroom_id) if key and key != staff.place.pk}
    names = dict(Place.objects.filter(pk__in=ids).values_list("pk", "name"))
    groups: dict[str, Group] = {}
    for one in found:
        why, move = sentences.reason(one.because)
        group = groups.setdefault(one.because, Group(why, move, _url_for(staff, one.because), []))
        where = [names.get(one.site_id, ""), sentences.grade_words(one.grade), names.get(one.classroom_id or 0, "")]
        reads = [] if one.language is None else [language_name(one.language)]
        tried = (
            [gettext("tried: %s") % ", ".join(str(Channel(channel).label) for channel in one.tried)]
            if one.tried
            else []
        )
        seen = dict.fromkeys(word for word in (*where, *reads, *tried) if word)
        group.children.append(Missed(f"{one.child.short_name} {one.child.family_name}".strip(), " · ".join(seen)))
    return list(groups.values())


def _url_for(staff: Staff, because: str) -> str:
    """The page of the next move, where this role can open it."""
    needs = {"outreach:packs": Permission.PACKS}.get(sentences.MOVES.get(because, ""), Permission.SEND)
    return _move_url(because) if staff.may(needs) else ""


@require_GET
@for_staff(Permission.SEND)
def unknown(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Messages of which nobody can say whether they went out."""
    site, day = _site_and_day(staff)
    found = list(extras.lost_messages(staff.place, day).select_related("guardian"))
    families = extras.children_of((one.guardian_id for one in found), site, day)
    rows = [_lost_message(one, [child.short_name for child in families.get(one.guardian_id, [])]) for one in found]
    return render(request, "outreach/unknown.html", {"rows": rows})


def _lost_message(one: Delivery, names: Sequence[str]) -> dict[str, object]:
    whose = gettext(" and ").join(names)
    return {
        "id": one.id, "who": gettext("%(name)s's family") % {"name": whose} if whose else one.guardian.short_name,
        "channel": one.get_channel_display(), "at": one.sent_at or one.due_at, "body": one.body,
        "language": one.language,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_staff(Permission.SEND)
def settle(request: HttpRequest, staff: Staff, delivery_id: int) -> HttpResponse:
    """Say what became of one lost message. A second click finds it settled and changes nothing."""
    site, day = _site_and_day(staff)
    found = extras.lost_messages(staff.place, day).select_related("guardian").filter(id=delivery_id).first()
    if found is None:
        if not extras.own(Delivery.objects.filter(id=delivery_id, place=site), staff.place, day).exists():
            raise Http404
        messages.info(request, gettext("That message is settled already."))
        return redirect("outreach:unknown")
    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _settled(request, form, found, staff):
        return redirect("outreach:unknown")
    children = extras.children_of([found.guardian_id], site, day).get(found.guardian_id, [])
    context = {"row": _lost_message(found, [child.short_name for child in children]), "form": form}
    return render(request, "outreach/settle.html", context)


def _settled(request: HttpRequest, form: SettleForm, found: Delivery, staff: Staff) -> bool:
    try:
        services.settle(delivery=found, went_out=form.is_yes, by=staff.actor)
    except Refusal as no:
        form.add_error(None, no.message)
        return False
    messages.success(request, gettext("Thank you. It is written down."))
    return True

"""Paper: a class's pack, and the PDF of its half-sheets."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.conf import settings
from django.db.models import Count, Q

from frontporch.families.models import Child
from frontporch.lib import phones
from frontporch.lib.refusal import Refusal
from frontporch.lib.sheets import Half, Sheet, print_sheets
from frontporch.outreach.models import Channel, Delivery, Pack, Reply, Send, Sender
from frontporch.outreach.queries.rows import PackCard
from frontporch.places.models import Place
from frontporch.places.queries import site_of
from frontporch.toolkit.models import ActivityText


def packs(place: Place) -> list[PackCard]:
    """The paper of released sends, newest week first, still on the desk before handed out; of a class, its own."""
    found = Pack.objects.filter(send__place__in=Place.objects.under(site_of(place))).exclude(
        send__status=Send.Status.PLANNED
    )
    if place.kind == Place.Kind.CLASSROOM:
        found = found.filter(classroom=place)
    found = found.select_related("send__place", "classroom").annotate(
        sheets=Count("deliveries", filter=~Q(deliveries__state=Delivery.State.HELD))
    )
    ordered = sorted(found, key=lambda pack: (-pack.send.week.toordinal(), pack.handed_out_at is not None, pack.pk))
    returned = _returned([pack.pk for pack in ordered])
    return [PackCard(pack=pack, sheets=pack.sheets, returned=returned.get(pack.pk, 0)) for pack in ordered]


def _returned(packs: list[int]) -> dict[int, int]:
    sheets = dict(Delivery.objects.filter(pack__in=packs).values_list("id", "pack_id"))
    found: dict[int, int] = {}
    for delivery_id in Reply.objects.filter(delivery_id__in=sheets, digit__isnull=False).values_list(
        "delivery_id", flat=True
    ):
        pack = sheets[delivery_id or 0] or 0
        found[pack] = found.get(pack, 0) + 1
    return found


def pack_pdf(pack: Pack) -> bytes:
    """The pack's half-sheets as one tagged PDF, by child's name: English in front, the home language behind.

    Refuses a pack without a sheet (`no-sheets`) and a script without a font here (`no-font`).
    """
    of_pack = Delivery.objects.filter(pack=pack).exclude(state=Delivery.State.HELD).select_related("place")
    deliveries = list(of_pack)
    if not deliveries:
        raise Refusal("no-sheets", "This pack has no sheet. Every family of the class gets a text or an e-mail.")
    children = Child.objects.in_bulk({key for one in deliveries for key in one.children})
    texts = {
        (text.activity.code, text.language): text
        for text in ActivityText.objects.filter(activity__code__in={one.activity for one in deliveries}).select_related(
            "activity"
        )
    }
    number = _number(pack)
    named = sorted(((_named(one, children), one) for one in deliveries), key=lambda pair: (pair[0], pair[1].id))
    sheets = [_sheet(one, name, texts, week=pack.send.week, number=number) for name, one in named]
    where = pack.classroom.name if pack.classroom else pack.send.place.name
    return print_sheets(sheets, title=f"{where}, {pack.send.week:%Y-%m-%d}")


def _named(delivery: Delivery, children: dict[int, Child]) -> str:
    """Whom staff hand it to: first names, with the first letter of the last."""
    names = [
        f"{one.short_name} {one.family_name[:1]}".strip() for key in delivery.children if (one := children.get(key))
    ]
    return ", ".join(names)


def _number(pack: Pack) -> str:
    """The number that takes a code by text, as it is shown; empty where texts are only files."""
    sender = Sender.objects.filter(district=pack.district_id, purpose=pack.send.purpose, channel=Channel.SMS).first()
    return phones.show(sender.address) if sender and sender.address.startswith("+") else ""


def _sheet(
    delivery: Delivery, name: str, texts: dict[tuple[str, str], ActivityText], *, week: date, number: str
) -> Sheet:
    home = texts.get((delivery.activity, delivery.language))
    english = texts.get((delivery.activity, "en")) or home
    if english is None:
        raise Refusal("no-text", f"{delivery.activity} has no text to print. Load the toolkit again.")
    front = _half(delivery, english, name, week=week, number=number)
    back = _half(delivery, home, name, week=week, number=number) if home and home.language != english.language else None
    return Sheet(front=front, back=back)


def _half(delivery: Delivery, text: ActivityText, name: str, *, week: date, number: str) -> Half:
    door = text.activity.door
    easier = delivery.slot == Delivery.Slot.EASIER
    return Half(
        language=text.language, school=delivery.place.name, title=text.title, steps=tuple(text.steps),
        look_for=text.look_for, link=f"{settings.PUBLIC_URL}/c/{door}/", code=door,
        why=text.easier if easier else text.why, week=_day(week, text.language), person=name, caption=text.caption,
        number=number, return_code=delivery.return_code,
    )  # fmt: skip


def _day(week: date, language: str) -> str:
    try:
        return format_date(week, format="long", locale=Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return format_date(week, format="long", locale="en")

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from frontporch.audit.models import SYSTEM
from frontporch.families.models import ContactPoint, Edge
from frontporch.outreach import ledger, queries, services
from frontporch.outreach.models import Delivery, Greeted, Pack, Send, Touchpoint
from frontporch.outreach.queries import Reach, ReachRow
from frontporch.places.models import Installation, Place
from tests.conftest import inside
from tests.make import FIRST_DAY, make_activity, make_child, make_classroom, make_guardian, make_school, make_send

pytestmark = pytest.mark.usefixtures("db")
MONDAY = date(2026, 9, 14)
MORNING = datetime(2026, 9, 14, 14, tzinfo=UTC)
EVENING = datetime(2026, 9, 14, 22, 5, tzinfo=UTC)
WEEK = (MONDAY, MONDAY + timedelta(days=6))


@pytest.fixture
def school() -> Place:
    Installation.objects.create(kind="demo")
    make_activity()
    return make_school(name="Oak Hill")


def send_the_week(school: Place) -> Send:
    """Plan, release and send a week whose numbers know the sender."""
    send = make_send(school)
    with inside(school):
        sender = ledger.senders_of(send.district_id)["sms"]
        for key in set(ContactPoint.objects.values_list("number_key", flat=True)):
            Greeted.objects.get_or_create(number_key=key, sender=sender)
        services.release(send=send, by=SYSTEM, now=MORNING)
    for _round in range(2):
        services.work(district_id=send.district_id, by=SYSTEM, now=EVENING)
    return send


def reach_of(place: Place) -> Reach:
    with inside(place):
        return queries.reach(place, *WEEK)


def row(found: Reach, by: str, key: str) -> ReachRow:
    return next(one for one in found.groups if (one.by, one.key) == (by, key))


def test_reach_counts_children_and_tells_read_from_unknown_and_from_unread(school: Place) -> None:
    make_guardian(of=make_child(at=school), reads="en")
    make_guardian(of=make_child(at=school), reads="es")
    make_guardian(of=make_child(at=school), reads="")
    make_guardian(of=make_child(at=school), reads="ar")
    make_child(at=school)
    send_the_week(school)
    found = reach_of(school)
    assert (found.everyone.enrolled, found.everyone.invited, found.everyone.received) == (5, 4, 4)
    assert (found.everyone.reads, found.everyone.unknown_language) == (2, 1)
    assert found.families == 4
    assert row(found, "language", "ar").reads == 0
    assert row(found, "language", "").enrolled == 2  # language not known, and no adult known
    assert row(found, "channel", "sms").received == 4
    assert row(found, "grade", "02").enrolled == 5
    assert row(found, "site", str(school.pk)).received == 4


def test_a_second_adult_who_reads_it_is_enough(school: Place) -> None:
    child = make_child(at=school)
    make_guardian(of=child, reads="")
    make_guardian(of=child, reads="es")
    send_the_week(school)
    everyone = reach_of(school).everyone
    assert (everyone.received, everyone.reads, everyone.unknown_language) == (1, 1, 0)


def test_who_left_or_is_not_yet_enrolled_is_not_counted(school: Place) -> None:
    make_child(at=school, ends_on=MONDAY)
    make_child(at=school, starts_on=date(2027, 1, 5))
    make_child(at=school)
    assert reach_of(school).everyone.enrolled == 1


def test_a_class_counts_its_own_children_and_a_district_all(school: Place) -> None:
    room = make_classroom(at=school)
    make_guardian(of=make_child(classroom=room))
    make_guardian(of=make_child(at=school))
    send_the_week(school)
    assert reach_of(room).everyone.received == 1
    assert school.district is not None
    assert reach_of(school.district).everyone.received == 2
    with inside(school):
        assert queries.touchpoints(room, *WEEK).values("child").distinct().count() == 1
        assert queries.touchpoints(school, *WEEK).values("child").distinct().count() == 2


def test_those_who_were_not_reached_are_listed_with_why(school: Place) -> None:
    reached = make_child(at=school)
    make_guardian(of=reached)
    alone = make_child(at=school)
    paper = make_child(classroom=make_classroom(at=school))
    make_guardian(of=paper, phone="")
    send_the_week(school)
    late = make_child(at=school)
    make_guardian(of=late)
    with inside(school):
        because = {one.child.pk: one.because for one in queries.not_reached(school, *WEEK)}
    assert because == {alone.pk: "no-adult", paper.pk: "not-handed-out", late.pk: "not-sent"}
    with inside(school):
        services.hand_out(pack=Pack.objects.get(), by=SYSTEM, now=EVENING)
        assert paper.pk not in {one.child.pk for one in queries.not_reached(school, *WEEK)}
        Delivery.objects.filter(children__contains=[reached.pk]).update(state="unknown")
        assert reached.pk not in {one.child.pk for one in queries.not_reached(school, *WEEK)}


def test_a_no_contact_adult_is_never_the_one_to_try(school: Place) -> None:
    child = make_child(at=school)
    make_guardian(of=child, tier="no-contact")
    with inside(school):
        quiet = queries.quiet_families(school, MONDAY, 30)
    assert [(one.child, one.guardian, one.because) for one in quiet] == [(child, None, "no-adult")]


def test_the_longest_silence_comes_first(school: Place) -> None:
    silent, heard, never = (make_child(at=school) for _ in range(3))
    new = make_child(at=school, starts_on=MONDAY)
    for child in (silent, heard, never, new):
        make_guardian(of=child)
    with inside(school):
        for child, day in ((silent, MONDAY - timedelta(days=31)), (heard, MONDAY - timedelta(days=3))):
            Touchpoint.objects.create(
                school_year=2026,
                district_id=child.district_id,
                place=school,
                child=child,
                channel="sms",
                on=day,
                kind="heard-back",
            )
        quiet = queries.quiet_families(school, MONDAY, 30)
    assert [(one.child.pk, one.days) for one in quiet] == [(never.pk, None), (silent.pk, 31)]


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"phone": ""}, "no-way"),
        ({"reads": ""}, "language-unknown"),
        ({}, "silent"),
    ],
)
def test_a_silence_says_why(school: Place, facts: dict[str, str], because: str) -> None:
    make_guardian(of=make_child(at=school, starts_on=FIRST_DAY), **facts)
    with inside(school):
        assert [one.because for one in queries.quiet_families(school, MONDAY, 30)] == [because]


# -- what waits ------------------------------------------------------------------------------------------------------


def test_a_send_says_honestly_how_it_reaches_the_children(school: Place) -> None:
    room = make_classroom(at=school)
    make_guardian(of=make_child(classroom=room))
    make_guardian(of=make_child(at=school), phone="", email="ana@example.org")
    make_guardian(of=make_child(at=school), phone="")
    make_child(at=school)
    send = make_send(school)
    with inside(school):
        card = queries.sends_to_release(school)[0]
        mine = queries.counts(send, room)
    counted = card.counts
    assert (counted.children, counted.text, counted.email, counted.paper, counted.unreached) == (4, 1, 1, 1, 1)
    assert counted.welcomes == 1
    assert (mine.children, mine.text) == (1, 1)
    assert [(one.grade, one.children) for one in card.picks] == [("02", 3)]


def test_previews_show_every_language_as_it_will_be_read(school: Place) -> None:
    for reads in ("en", "es", "es"):
        make_guardian(of=make_child(at=school), reads=reads)
    send = make_send(school)
    with inside(school):
        found = queries.previews(send)
    assert [(one.slot, one.language, one.numbers) for one in found[:2]] == [("why", "en", 1), ("why", "es", 2)]
    assert all(one.segments == 1 and one.draft for one in found)


def test_a_family_sees_its_week_and_nothing_about_a_child_it_may_not_see(school: Place) -> None:
    child, sibling = make_child(at=school), make_child(at=school)
    guardian = make_guardian(of=child, reads="es")
    with inside(school):
        edge = Edge.objects.create(
            district_id=child.district_id, child=sibling, guardian=guardian, relation="parent", tier="decides"
        )
    send_the_week(school)
    with inside(school):
        item = queries.week_of(guardian, MONDAY + timedelta(days=9))[0]
        assert {one.pk for one in item.children} == {child.pk, sibling.pk}
        assert (item.text.language, item.delivery.slot, item.digit) == ("es", "try", None)
        edge.tier = "no-contact"
        edge.save(update_fields=["tier"])
        assert [one.pk for one in queries.week_of(guardian, MONDAY)[0].children] == [child.pk]
        assert queries.week_of(guardian, MONDAY - timedelta(days=1)) == []


def test_packs_list_what_is_on_the_desk_and_print(school: Place) -> None:
    room = make_classroom(at=school)
    for reads in ("es", "en"):
        make_guardian(of=make_child(classroom=room), phone="", reads=reads)
    make_send(school)
    with inside(school):
        assert queries.packs(school) == []
    send_the_week(school)
    with inside(school):
        card = queries.packs(room)[0]
        assert (card.sheets, card.returned) == (2, 0)
        assert queries.pack_pdf(card.pack).startswith(b"%PDF")


def test_unknown_deliveries_are_listed_for_people(school: Place) -> None:
    make_guardian(of=make_child(at=school))
    make_send(school, release_at=MORNING)
    with inside(school):
        Delivery.objects.filter(slot="why").update(state="unknown")
        assert [one.slot for one in queries.unknown(school)] == ["why"]

"""One maker per noun: a test names only what it is about."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from typing import Any

from django.conf import settings

from frontporch.accounts.models import Membership, User
from frontporch.audit.models import SYSTEM
from frontporch.families.models import Child, ContactPoint, Edge, Enrollment, Guardian, Source
from frontporch.framework.models import Edition, Strategy
from frontporch.lib.phones import keyed_hash
from frontporch.outcomes.models import MeasureValue
from frontporch.outreach import services as outreach
from frontporch.outreach.models import Focus, Send
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.places.services import add_place, set_calendar
from frontporch.toolkit.models import Activity, ActivityText

_number = itertools.count(1)
YEAR = 2026  # the school year of every test that does not say otherwise
FIRST_DAY, LAST_DAY = date(2026, 8, 6), date(2027, 5, 25)


def make_state(**facts: Any) -> Place:
    found = Place.objects.filter(kind="state").first()
    facts = {"name": "Invented State", "code": "state", "time_zone": "America/Chicago", **facts}
    return found or add_place(kind="state", parent=None, by=SYSTEM, **facts)


def make_district(kind: str = "district", **facts: Any) -> Place:
    """A district (or program) with a calendar for the test year."""
    n = next(_number)
    facts = {"name": f"District {n}", "code": f"d{n}", "text_name": f"Dist {n}", **facts}
    district = add_place(kind=kind, parent=make_state(), by=SYSTEM, **facts)
    set_calendar(place=district, year=YEAR, first_day=FIRST_DAY, last_day=LAST_DAY, days_out=[], by=SYSTEM)
    return district


def make_school(at: Place | None = None, **facts: Any) -> Place:
    n = next(_number)
    facts = {"name": f"School {n}", "code": f"s{n}", "text_name": f"School {n}", "setting": "el", **facts}
    facts.setdefault("grades", ["KG", "01", "02", "03"])
    return add_place(kind=facts.pop("kind", "school"), parent=at or make_district(), by=SYSTEM, **facts)


def make_classroom(at: Place | None = None, **facts: Any) -> Place:
    n = next(_number)
    return add_place(
        kind="classroom", parent=at or make_school(), by=SYSTEM, **{"name": f"Room {n}", "code": f"c{n}", **facts}
    )


def make_member(role: str, at: Place, **facts: Any) -> Membership:
    """A signed-up staff member with one role at one place."""
    n = next(_number)
    user = User.objects.create_user(
        email=facts.pop("email", f"{role}{n}@example.org"), name=facts.pop("name", f"Staff {n}")
    )
    return Membership.objects.create(user=user, place=at, role=role, **facts)


def _tenant(place: Place) -> Place:
    assert place.district is not None, "people live in a district or program"
    return place.district


def make_child(
    at: Place | None = None, *, grade: str = "02", band: str = "K-3", classroom: Place | None = None, **facts: Any
) -> Child:
    """A child; enrolled at `at` when it is a school or center (or a classroom of one)."""
    n = next(_number)
    at = at or classroom or make_school()
    if at.kind == "classroom":
        classroom, at = at, at.parent
        assert at is not None
    tenant = _tenant(at)
    facts = {"sourced_id": f"child-{n}", "given_name": f"Child{n}", "birth_date": date(2018, 10, 1), **facts}
    starts_on = facts.pop("starts_on", FIRST_DAY)
    ends_on = facts.pop("ends_on", None)
    with scope(tenant):
        child = Child.objects.create(district=tenant, **facts)
        if not at.is_tenant:
            Enrollment.objects.create(
                district=tenant, child=child, place=at, school_year=YEAR, grade=grade, band=band, starts_on=starts_on,
                ends_on=ends_on, homeroom=classroom, classrooms=[classroom.pk] if classroom else [],
            )  # fmt: skip
    return child


def make_guardian(
    of: Child | None = None, *, tier: str = "decides", relation: str = "parent", phone: str | None = None, **facts: Any
) -> Guardian:
    """An adult with an edge to the child, a phone number (none with phone="") and, unless said, English."""
    n = next(_number)
    of = of or make_child()
    email, edge_facts = facts.pop("email", ""), facts.pop("edge", {})
    facts = {"sourced_id": f"guardian-{n}", "given_name": f"Guardian{n}", "reads": "en", "speaks": "en", **facts}
    with scope(of.district_id):
        guardian = Guardian.objects.create(district_id=of.district_id, **facts)
        Edge.objects.create(
            district_id=of.district_id, child=of, guardian=guardian, relation=relation, tier=tier, **edge_facts
        )
    number = f"+1601555{n % 10000:04d}" if phone is None else phone
    if number:
        make_contact_point(of=guardian, kind="phone", value=number)
    if email:
        make_contact_point(of=guardian, kind="email", value=email)
    return guardian


def make_edge(child: Child, guardian: Guardian, *, tier: str = "decides", **facts: Any) -> Edge:
    with scope(child.district_id):
        return Edge.objects.create(
            district_id=child.district_id,
            child=child,
            guardian=guardian,
            relation=facts.pop("relation", "parent"),
            tier=tier,
            **facts,
        )


def make_contact_point(of: Guardian, *, kind: str = "phone", value: str, **facts: Any) -> ContactPoint:
    key = keyed_hash(f"{kind}:{value}", settings.NUMBER_KEY)
    facts = {"source": Source.FEED, **facts}
    with scope(of.district_id):
        return ContactPoint.objects.create(
            district_id=of.district_id, guardian=of, kind=kind, value=value, number_key=key, **facts
        )


def make_activity(code: str = "", *, languages: tuple[str, ...] = ("en", "es"), **facts: Any) -> Activity:
    """An activity with texts in the given languages."""
    n = next(_number)
    code = code or f"k3-read-{n:03d}"
    facts = {
        "door": f"{n % 10000:04d}", "band": "K-3", "areas": ["reading"], "strategies": ["ST01"], "framework_refs": ["G2.S1.I1"],
        "window_unit": "grades", "window_from": 0, "window_to": 3, "minutes": 5, "license": "CC-BY-4.0", "fingerprint": "", **facts,
    }  # fmt: skip
    activity = Activity.objects.create(code=code, **facts)
    for language in languages:
        ActivityText.objects.create(
            activity=activity, language=language, origin="person", state="draft", title=f"Title {n} {language}", why="Why.",
            steps=["One.", "Two.", "Three."], look_for="Look.", next="Next.", easier="Easier.", sms_why=f"WHY: {n} {language}",
            sms_try=f"TRY IT: {n} {language}", sms_next=f"NEXT: {n} {language}", sms_easier=f"EASIER: {n} {language}",
        )  # fmt: skip
    return activity


def make_strategy(code: str = "ST01", *, areas: tuple[str, ...] = ("reading", "attendance"), **facts: Any) -> Strategy:
    """A strategy of the published edition, which is made if there is none."""
    edition, _new = Edition.objects.get_or_create(
        status="published",
        defaults={
            "code": "test-edition", "title": "Test", "version": "1", "effective_from": FIRST_DAY, "notice": "A test's text.",
            "namespace": "6f2f2a3e-1111-4222-8333-444455556666", "license": "CC-BY-4.0", "fingerprint": "",
        },
    )  # fmt: skip
    facts = {
        "what": "What.",
        "moves": "Moves.",
        "does_not_move": "Does not.",
        "cost_per_child": "$",
        "staff_time": "4 min/wk",
        **facts,
    }
    order = Strategy.objects.count() + 1
    found, _made = Strategy.objects.get_or_create(
        edition=edition,
        code=code,
        defaults={"title": f"Strategy {code}", "areas": list(areas), "order": order, **facts},
    )
    return found


def make_figure(at: Place, *, percent: float = 27.0, grade: str = "", **facts: Any) -> MeasureValue:
    """A chronic-absence figure of a school: so many in a hundred children."""
    tenant = _tenant(at)
    facts = {
        "measure": "chronic-absence",
        "version": 1,
        "definition": "A test's.",
        "school_year": YEAR,
        "through": date(2026, 11, 20),
        **facts,
    }
    with scope(tenant):
        return MeasureValue.objects.create(
            district=tenant, place=at, grade=grade, numerator=round(percent * 10), denominator=1000, **facts
        )


def make_focus(place: Place, **facts: Any) -> Focus:
    """A reading focus over the whole test year."""
    facts = {
        "goal": f"planning.plangoal:{next(_number)}", "area": "reading", "because": "Grade 2 reads smoothly by May.",
        "strategy": "ST01", "activities": [], "grades": [], "starts_on": FIRST_DAY, "ends_on": LAST_DAY, **facts,
    }  # fmt: skip
    with scope(_tenant(place)):
        return outreach.focus(place=place, by=SYSTEM, **facts)


def make_send(
    place: Place, *, week: date = date(2026, 9, 14), release_at: datetime | None = None, **facts: Any
) -> Send:
    """A planned week of a school; released if a moment is given."""
    with scope(_tenant(place)):
        send = outreach.plan_week(place=place, week=week, by=SYSTEM, **facts)
        return outreach.release(send=send, by=SYSTEM, now=release_at) if release_at else send

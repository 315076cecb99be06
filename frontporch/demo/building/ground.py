"""The tree of places with its calendars, and the people who work in it."""

from __future__ import annotations

from frontporch.accounts import services as accounts
from frontporch.accounts.models import Membership
from frontporch.audit.models import Actor
from frontporch.demo.building.files import StateFiles, TenantFiles
from frontporch.demo.rules import DOORS
from frontporch.places.models import Place
from frontporch.places.services import add_place, set_calendar

_ROLES = {"administrator": "principal", "teacher": "teacher"}


def lay(state: StateFiles, *, by: Actor) -> list[tuple[Place, TenantFiles]]:
    """State, districts, programs, schools and centers. Classrooms come with the rosters."""
    top = add_place(
        kind=Place.Kind.STATE, parent=None, by=by, time_zone="America/Chicago", **state.facts["state"]
    )  # fmt: skip
    return [(_tenant(top, one, state, by), one) for one in state.tenants]


def _tenant(top: Place, files: TenantFiles, state: StateFiles, by: Actor) -> Place:
    facts = files.facts
    tenant = add_place(
        kind=facts["kind"], parent=top, name=facts["name"], code=facts["code"], by=by, text_name=facts["text_name"],
        regime=facts["regime"], office_phone=_e164(facts["office_phone"]),
    )  # fmt: skip
    set_calendar(
        place=tenant, year=state.year, first_day=state.first_day, last_day=state.last_day, days_out=state.days_out,
        year_round=facts["kind"] == Place.Kind.PROGRAM, by=by,
    )  # fmt: skip
    kind = Place.Kind.CENTER if facts["kind"] == Place.Kind.PROGRAM else Place.Kind.SCHOOL
    for one in facts["schools"]:
        add_place(
            kind=kind, parent=tenant, name=one["name"], code=one["code"], by=by, text_name=one["name"].split()[0][:14],
            regime=facts["regime"], setting=one["setting"], grades=one["grades"], office_phone=_e164(one["office_phone"]),
        )  # fmt: skip
    return tenant


def _e164(number: str) -> str:
    return f"+1{number.replace('-', '')}"


def invite_leaders(grounds: list[tuple[Place, TenantFiles]], *, by: Actor) -> None:
    """The state office, and a coordinator for each district and program."""
    top = Place.objects.get(kind=Place.Kind.STATE)
    accounts.invite(email=DOORS["state"].email, name="Marisol Brightbeck", role="state", place=top, by=by)
    for number, (tenant, files) in enumerate(grounds):
        email = f"coordinator.{files.code.lower()}@example.org" if number else DOORS["district"].email
        accounts.invite(email=email, name=f"Coordinator of {tenant.name}", role="district", place=tenant, by=by)


def invite_staff(tenant: Place, files: TenantFiles, *, is_first: bool, by: Actor) -> None:
    """Every principal and director; the teachers of the demo's own school, where the fixed demo people work too."""
    places = {place.code: place for place in Place.objects.filter(district=tenant)}
    sites = [one["code"] for one in files.facts["schools"]]
    own = sites[0] if is_first else ""
    fixed = {"principal": own, "teacher": _second_grade(places, own)}
    for one in files.staff():
        role = _ROLES[one["role"]]
        if role == "teacher" and one["school"] != own:
            continue
        where = one["classroom"] or one["school"]
        email = DOORS[role].email if where and where == fixed[role] else one["email"]
        accounts.invite(email=email, name=one["name"], role=role, place=places[where], by=by)


def _second_grade(places: dict[str, Place], school: str) -> str:
    """The classroom of the demo's teacher: a second grade, for the plan's reading goal."""
    return min((code for code in places if school and code.startswith(f"{school}-02")), default="")


def leader(place: Place) -> Actor:
    """Who acts for a place: its principal or director, or the coordinator of a district or program."""
    return Membership.objects.current().filter(place=place, role__in=("principal", "district")).order_by("pk")[0].actor

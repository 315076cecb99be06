"""The chain, end to end, in a real browser and through the real worker.

Roster → absence → goal and strategy → the week → a reply of 2 → paper handed out and keyed back → reach → the state.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect

from frontporch.audit.models import SYSTEM
from frontporch.families.access import make_link
from frontporch.families.models import Child, Guardian
from frontporch.framework import services as framework
from frontporch.insight import services as insight
from frontporch.outcomes import services as outcomes
from frontporch.outreach import services as outreach
from frontporch.outreach.models import Delivery, Sender
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.places.services import describe, mark
from frontporch.toolkit import services as toolkit
from tests.journeys.conftest import SignedIn, Worker
from tests.make import make_district, make_member, make_state
from tests.roster.bundles import adult, child, enrolled, small, zipped

pytestmark = [pytest.mark.browser, pytest.mark.real]
CENTRAL = ZoneInfo("America/Chicago")
TUESDAY = datetime(2026, 11, 10, 16, 0, tzinfo=CENTRAL)
FRIDAY_NIGHT = datetime(2026, 11, 13, 17, 30, tzinfo=CENTRAL)
CHILDREN = 24  # enough that figures of everyone may be shown


def bundle(folder: Path) -> Path:
    """Oak Hill School: Ada's mother reads Spanish and has a phone, Ben's father reads English and has none."""
    tables = small()
    tables["users"] += [adult("pa", "Paul", **{"metadata.homeLanguage": "English"})]
    ben = next(user for user in tables["users"] if user["sourcedId"] == "ben")
    ben["agentSourcedIds"] = "pa"
    for n in range(CHILDREN - 2):
        more = child(f"c{n}", f"Child{n}", grades="2", agentSourcedIds=f"g{n}")
        grown = adult(f"g{n}", f"Grown{n}", sms=f"601-555-{2000 + n}", **{"metadata.homeLanguage": "English"})
        tables["users"] += [more, grown]
        tables["enrollments"].append(enrolled(f"x{n}", f"c{n}", "K1"))
    return zipped(folder / "roster.zip", tables)


def absences(folder: Path) -> Path:
    """Every fourth child missed seven days since August: chronically absent."""
    file = folder / "absences.csv"
    days = [date(2026, 9, 1), *(date(2026, 9, day) for day in (2, 3, 4, 8, 9, 10))]
    rows = [f"S1,c{n},{day},U,1" for n in range(0, CHILDREN - 2, 4) for day in days]
    file.write_text("\n".join(["school_sourced_id,student_sourced_id,date,code,share_of_day", *rows]) + "\n")
    return file


@pytest.fixture
def district(clean_tables: None) -> Place:
    framework.load(folder=settings.CONTENT / "framework", by=SYSTEM)
    toolkit.load(folder=settings.CONTENT / "toolkit", by=SYSTEM)
    mark(kind="demo", by=SYSTEM)  # where a file in the outbox counts as received
    district = make_district(name="Invented District", code="D", time_zone="America/Chicago")
    with scope(district):
        for channel in ("sms", "email", "print"):
            outreach.set_sender(
                district=district, purpose="learning", channel=channel, carrier="outbox" if channel != "print" else "print",
                address=f"{channel}:invented", by=SYSTEM,
            )  # fmt: skip
    return district


def test_a_school_year_end_to_end(district: Place, signed_in: SignedIn, worker: Worker, tmp_path: Path) -> None:
    with time_machine.travel(TUESDAY, tick=True):
        school = import_the_roster(signed_in(make_member("district", district)), district, tmp_path)
        see_absence_and_plan(signed_in(make_member("principal", school)), school, district, tmp_path)
        send_the_week(signed_in(make_member("teacher", school)))
    with time_machine.travel(FRIDAY_NIGHT, tick=True):
        worker()
        answer_that_it_was_hard(signed_in(make_member("teacher", school)), district, worker)
        hand_out_and_key_back(signed_in(make_member("office", school)), district)
        see_reach(signed_in(make_member("principal", school)))
        see_the_state_without_names(signed_in(make_member("state", make_state())), district)


def import_the_roster(page: Page, district: Place, folder: Path) -> Place:
    page.goto("/d/rosters/")
    page.locator("input[type=file]").set_input_files(bundle(folder))
    page.get_by_role("button", name="Check this file").click()
    expect(page.get_by_role("heading", name="What this roster would change")).to_be_visible()
    expect(page.locator(".says").first).to_contain_text("24 children")
    with scope(district):
        assert not Child.objects.exists()
    page.get_by_role("button", name="Apply it").click()
    expect(page.get_by_role("heading", name="What this roster changed")).to_be_visible()
    with scope(district):
        assert Child.objects.count() == CHILDREN
    school = Place.objects.get(code="S1")
    return describe(place=school, text_name="Oak Hill", office_phone="601-555-0100", time_zone="", by=SYSTEM)


def see_absence_and_plan(page: Page, school: Place, district: Place, folder: Path) -> None:
    with scope(district):
        done = outcomes.import_absences(file=absences(folder), district=district, by=SYSTEM)
        assert done.set_aside == []
        outcomes.measure_chronic_absence(place=school, by=SYSTEM)
    page.goto("/s/absence/")
    expect(page.locator("main")).to_contain_text("25")  # 6 of 24 children
    page.goto("/s/plan/")
    page.get_by_role("button", name="Start this year's plan").click()
    page.get_by_role("link", name="Add the first goal").click()
    page.get_by_text("Children who miss 1 school day in 10, or more").click()
    page.get_by_label("Where do you want to be by May, in percent?").fill("20")
    page.get_by_label("Say it in one sentence that a family would use").fill("Fewer children miss a month of school.")
    page.get_by_role("button", name="Save the goal").click()
    page.locator("label", has_text="Personal absence count, mailed").click()
    page.locator("input[name=activities]").first.check()
    page.get_by_role("button", name="Add to the plan").click()
    expect(page.get_by_text("25%").first).to_be_visible()
    page.get_by_role("button", name="Publish the plan").click()
    expect(page.get_by_role("status")).to_contain_text("The plan is published.")


def send_the_week(page: Page) -> None:
    page.set_default_timeout(8000)
    page.goto("/s/today/")
    page.get_by_role("button", name="Choose the activities").click()
    page.goto("/s/today/")
    page.locator("a.btn").first.click()
    expect(page.get_by_role("heading", name="Send the week")).to_be_visible()
    expect(page.locator("body")).to_contain_text("Oak Hill: ")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("On its way.").first).to_be_visible()


def answer_that_it_was_hard(page: Page, district: Place, worker: Worker) -> None:
    with scope(district):
        mother = Guardian.objects.get(sourced_id="ma")
        got = Delivery.objects.filter(guardian=mother, state="delivered", slot="try").get()
        assert got.language == "es"
        link = make_link(mother)
    page.context.clear_cookies()
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("button[name=digit][value='2']").first.click()
    worker()
    with scope(district):
        easier = Delivery.objects.get(guardian=mother, slot="easier")
        assert (easier.activity, easier.language, easier.state) == (got.activity, "es", "delivered")


def hand_out_and_key_back(page: Page, district: Place) -> None:
    with scope(district):
        sheet = Delivery.objects.get(guardian__sourced_id="pa", channel="print")
    page.goto("/s/packs/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Print").first.evaluate("link => { link.download = 'pack.pdf'; link.click() }")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Handed out").first.click()
    expect(page.get_by_text("Handed out").first).to_be_visible()
    page.get_by_label("Code on the sheet").fill(sheet.return_code)
    page.locator("input[name=digit][value='1']").check(force=True)
    page.get_by_role("button", name="Save the answer").click()
    with scope(district):
        kinds = set(Child.objects.get(sourced_id="ben").touchpoints.values_list("kind", flat=True))
        assert {"invited", "delivered", "heard-back"} <= kinds


def see_reach(page: Page) -> None:
    page.goto("/s/reach/")
    expect(page.locator("h1")).to_contain_text("We heard back from")
    expect(page.locator("h1")).to_contain_text("8 in 100")  # Ada's mother and Ben's father, of 24
    ladder = page.locator(".ladder")
    expect(ladder).to_contain_text("On the roll")
    expect(ladder.locator("li").nth(1)).to_contain_text("24")
    expect(page.locator("body")).to_contain_text("Not shown")  # one Spanish reader is a group of one


def see_the_state_without_names(page: Page, district: Place) -> None:
    with scope(district):
        insight.roll_up(
            district=district, period="2026-11", first=date(2026, 11, 1), last=date(2026, 11, 13), by=SYSTEM
        )
        names = [
            *Child.objects.values_list("given_name", flat=True),
            *Guardian.objects.values_list("given_name", flat=True),
        ]
        numbers = Sender.objects.values_list("address", flat=True)
    page.goto("/st/overview/")
    expect(page.locator("h1")).to_contain_text("8 in 100")
    expect(page.locator("body")).to_contain_text("Invented District")
    text = page.locator("body").inner_text()
    assert [name for name in [*names, *numbers] if name in text] == []

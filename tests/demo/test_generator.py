from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from frontporch.demo.generator import names
from frontporch.demo.generator.numbers import STORIES, family_number
from frontporch.demo.generator.places import plots, settle
from frontporch.demo.generator.wishes import Wish, term_until
from frontporch.demo.generator.writing import ABSENCES, BUNDLE, TRUTH, write
from frontporch.families.rules import language_tag

TODAY = date(2026, 11, 20)
WISH = Wish(children=1200, seed=7, today=TODAY)

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("state")
    assert sum(one.children for one in write(WISH, folder)) == WISH.children
    return folder


def rows(folder: Path, file: str) -> Rows:
    with zipfile.ZipFile(folder / BUNDLE) as bundle:
        return list(csv.DictReader(io.StringIO(bundle.read(file).decode())))


def everyone(state: Path) -> Rows:
    return [row for home in sorted(state.glob("D*")) for row in rows(home, "users.csv")]


def digests(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): sha256(f.read_bytes()).hexdigest() for f in folder.rglob("*") if f.is_file()}


def test_the_same_seed_writes_the_same_bytes(state: Path, tmp_path: Path) -> None:
    list(write(WISH, tmp_path / "again"))
    list(write(Wish(children=1200, seed=8, today=TODAY), tmp_path / "other"))
    assert digests(tmp_path / "again") == digests(state)
    assert digests(tmp_path / "other") != digests(state)


def test_every_number_is_one_that_belongs_to_nobody(state: Path) -> None:
    numbers = {row[column] for row in everyone(state) for column in ("sms", "phone")} - {""}
    assert len(numbers) > 800
    assert [number for number in numbers if not re.fullmatch(r"\d{3}-555-01\d\d", number)] == []


def test_every_address_is_at_example_org(state: Path) -> None:
    addresses = {row["email"] for row in everyone(state)} - {""}
    assert [one for one in addresses if not one.endswith("@example.org")] == []


def test_numbers_do_not_repeat_for_a_whole_state() -> None:
    indexes = [*range(0, STORIES), *range(STORIES, STORIES + 1_300_000, 7)]
    found = {family_number(index) for index in indexes}
    assert len(found) == len(indexes)
    beyond = [number for number in found if not re.fullmatch(r"[2-9]\d\d-555-01\d\d", number)]
    assert [number for number in beyond if not re.fullmatch(r"[2-9]9\d-55\d-\d{4}", number)] == []


def test_agents_stand_on_the_child_and_on_the_adult(state: Path) -> None:
    for home in sorted(state.glob("D*")):
        people = {row["sourcedId"]: row for row in rows(home, "users.csv")}
        ties = {
            (key, agent) for key, row in people.items() for agent in filter(None, row["agentSourcedIds"].split(","))
        }
        assert ties
        assert {(agent, key) for key, agent in ties} == ties


def test_languages_are_the_adults_with_a_long_tail_and_some_unknown(state: Path) -> None:
    people = everyone(state)
    assert {row["metadata.homeLanguage"] for row in people if row["role"] == "student"} == {""}
    adults = [row for row in people if row["role"] in ("parent", "guardian", "relative", "other")]
    spoken = Counter(language_tag(row["metadata.homeLanguage"]) for row in adults)
    assert None not in spoken
    assert spoken.most_common(1)[0][0] == "en"
    assert spoken["es"] > 30
    assert spoken[""] > 30
    assert len(spoken) >= 9


@pytest.mark.parametrize("spoken", list(names.SPOKEN))
def test_every_language_has_a_word_that_the_importer_knows(spoken: str) -> None:
    assert {language_tag(word) for word in names.WORDS[spoken]} == {spoken}


def test_lives_are_as_different_as_they_are(state: Path) -> None:
    notes: Counter[str] = Counter()
    for file in state.glob(f"*/{TRUTH}"):
        with file.open() as lines:
            notes.update(row["note"] for row in csv.DictReader(lines))
    wanted = [
        "split",
        "no-contact",
        "grandparent",
        "kin",
        "shared",
        "dead",
        "landline",
        "no-number",
        "childs-own-number",
    ]
    assert [note for note in wanted if not notes[note]] == []


def test_an_own_number_is_the_same_on_the_pupil_and_the_adult(state: Path) -> None:
    pupils = [row for row in everyone(state) if row["role"] == "student" and row["sms"]]
    assert pupils
    assert all(row["grades"] >= "07" for row in pupils)


def test_chronic_absence_is_about_one_in_four_and_higher_at_both_ends() -> None:
    missed, enrolled = _chronic(Wish(children=9000, seed=1, today=TODAY, subjects=False))
    share = {grade: missed[grade] / enrolled[grade] for grade in enrolled}
    assert 0.21 < sum(missed.values()) / sum(enrolled.values()) < 0.28
    middle = sum(share[f"{n:02}"] for n in range(1, 7)) / 6
    assert share["KG"] > middle
    assert sum(share[f"{n:02}"] for n in range(9, 13)) / 4 > middle


def _chronic(wish: Wish) -> tuple[Counter[str], Counter[str]]:
    from frontporch.demo.generator.absences import absences
    from frontporch.demo.generator.writing import tenant_of

    term = term_until(wish.today)
    days = len(term.days())
    missed: Counter[str] = Counter()
    enrolled: Counter[str] = Counter()
    for plot in plots(wish)[: wish.districts_meant]:
        tenant = tenant_of(plot, wish, term)
        shares: dict[str, float] = {}
        for _school, key, _day, _code, share in absences(tenant, wish, term, plot.number):
            shares[key] = shares.get(key, 0) + float(share)
        for child in tenant.children:
            if child.begins == term.first_day and child.ends is None:
                enrolled[child.grade] += 1
                missed[child.grade] += shares.get(child.sourced_id, 0) >= days / 10
    return missed, enrolled


def test_nobody_is_absent_on_a_day_out_or_before_coming(state: Path) -> None:
    days = {day.isoformat() for day in term_until(TODAY).days()}
    for home in sorted(state.glob("D*")):
        begins: dict[str, str] = {}
        for row in rows(home, "enrollments.csv"):
            if row["role"] == "student":
                begins[row["userSourcedId"]] = row["beginDate"]
        with (home / ABSENCES).open() as lines:
            for row in csv.DictReader(lines):
                assert row["date"] in days
                assert row["date"] >= begins[row["student_sourced_id"]]


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 7, 20), date(2026, 11, 22), date(2027, 1, 1),
                                   date(2027, 6, 30), date(2028, 2, 29)])  # fmt: skip
def test_a_term_ends_today_within_one_school_year(today: date) -> None:
    term = term_until(today)
    assert term.first_day <= today < term.last_day
    assert term.year == term_until(today).year
    assert date(term.year, 7, 1) <= term.first_day
    assert term.last_day <= date(term.year + 1, 7, 1)
    assert all(monday.weekday() == 0 for monday in term.mondays)


def test_a_state_of_440000_has_140_districts_900_schools_and_no_name_twice() -> None:
    wish = Wish(children=440_000, seed=1, today=TODAY)
    found = plots(wish)
    tenants = [settle(plot, wish) for plot in found]
    assert sum(plot.children for plot in found) == wish.children
    assert sum(tenant.kind == "district" for tenant in tenants) == 140
    assert 700 < sum(len(tenant.schools) for tenant in tenants if tenant.kind == "district") < 1100
    assert len({tenant.name for tenant in tenants}) == len(tenants)


def test_text_names_fit_what_a_text_begins_with() -> None:
    wish = Wish(children=440_000, seed=1, today=TODAY)
    assert [t.text_name for plot in plots(wish) for t in [settle(plot, wish)] if len(t.text_name) > 14] == []

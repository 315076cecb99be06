from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontporch.audit.models import SYSTEM, Entry
from frontporch.framework import services as framework
from frontporch.framework.queries import codes_in
from frontporch.lib.records import Finding
from frontporch.lib.refusal import Refusal
from frontporch.toolkit import queries, services
from frontporch.toolkit.activity_file import check
from frontporch.toolkit.models import Activity, ActivityText
from tests.make import make_activity

CONTENT = Path(__file__).resolve().parents[2] / "content"
FIVE = ("birth-2/b2-talk-001", "3-5/p5-math-014", "K-3/k3-read-022", "4-8/m8-attend-007", "9-12/h12-social-011")
ONE = "K-3/k3-read-022.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The five activities published first, to be changed and broken."""
    for name in FIVE:
        file = tmp_path / "toolkit" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CONTENT / "toolkit" / f"{name}.yaml", file)
    return tmp_path / "toolkit"


@pytest.fixture
def edition(db: None) -> None:
    framework.load(folder=CONTENT / "framework", by=SYSTEM)


def change(file: Path, old: str, new: str) -> None:
    words = file.read_text()
    assert old in words
    file.write_text(words.replace(old, new, 1))


def test_our_whole_library_has_nothing_to_fix() -> None:
    found: list[Finding] = []
    count = check(CONTENT / "toolkit", codes=codes_in(CONTENT / "framework"), findings=found)
    assert [str(each) for each in found] == []
    assert count >= 160


def test_loading_writes_activities_texts_and_digits_once(edition: None, folder: Path) -> None:
    done = services.load(folder=folder, by=SYSTEM)
    assert (done.written, done.withdrawn, done.total) == (5, 0, 5)
    assert ActivityText.objects.count() == 10
    activity = Activity.objects.get(code="k3-read-022")
    assert (activity.window_unit, activity.window_from, activity.window_to) == ("grades", 1, 3)
    text = queries.text_in(activity, "es")
    assert text is not None
    assert text.sms_try.endswith("Responda 1 si lo hizo.")
    assert Entry.objects.get(verb="toolkit.load").facts == {"written": 5, "withdrawn": 0, "total": 5}


def test_unchanged_files_write_nothing(edition: None, folder: Path) -> None:
    services.load(folder=folder, by=SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        assert services.load(folder=folder, by=SYSTEM).written == 0
    assert [query["sql"] for query in asked if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


def test_a_changed_file_changes_its_activity_and_no_other_and_keeps_its_digits(edition: None, folder: Path) -> None:
    services.load(folder=folder, by=SYSTEM)
    doors = dict(Activity.objects.values_list("code", "door"))
    change(folder / ONE, "{en: Read It Twice", "{en: Read It Again")
    assert services.load(folder=folder, by=SYSTEM).written == 1
    assert ActivityText.objects.get(activity__code="k3-read-022", language="en").title == "Read It Again"
    assert dict(Activity.objects.values_list("code", "door")) == doors


def test_an_activity_whose_file_is_gone_is_withdrawn_and_its_digits_never_go_to_another(
    edition: None, folder: Path
) -> None:
    services.load(folder=folder, by=SYSTEM)
    door = Activity.objects.get(code="k3-read-022").door
    kept = (folder / ONE).read_text()
    (folder / ONE).unlink()
    assert services.load(folder=folder, by=SYSTEM).withdrawn == 1
    assert not queries.library().filter(code="k3-read-022").exists()
    assert services.load(folder=folder, by=SYSTEM).withdrawn == 0
    (folder / ONE).write_text(kept)
    services.load(folder=folder, by=SYSTEM)
    assert queries.library().get(code="k3-read-022").door == door


def test_loading_takes_few_statements_for_any_number_of_activities(edition: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        services.load(folder=CONTENT / "toolkit", by=SYSTEM)
    assert len(asked) < 25


def test_without_a_framework_the_refusal_says_what_to_do_first(db: None, folder: Path) -> None:
    with pytest.raises(Refusal) as no:
        services.load(folder=folder, by=SYSTEM)
    assert no.value.code == "no-framework"


BROKEN = [
    ("strategies: [ST04, ST09]", "strategies: [ST04, ST99]", "strategies: names “ST99”"),
    ("framework_refs: [G2.S1.I1, G2.S1.I3]", "framework_refs: [G7.S1]", "framework_refs: names “G7.S1”"),
    ("evidence: [E5]", "evidence: [E500]", "evidence: names “E500”"),
    ("band: K-3", "band: K-4", "band: is “K-4”. Use one of: birth-2, 3-5"),
    ("band: K-3", "band: 4-8", "band: is “4-8”, and the file lies in K-3"),
    ("goals: [reading]", "goals: [spelling]", "goals: holds “spelling”. Use only: reading, math"),
    ("goals: [reading]", "goals: []", "goals: is empty. Name at least one."),
    ("from: 1, to: 3", "from: 3, to: 9", "window: from 3 to 9 grades leaves band K-3"),
    ("state: {en: draft, es: draft}", "state: {en: draft}", "state es: is missing. Write it."),
    ("state: {en: draft, es: draft}", "state: {en: fine, es: draft}", "state en: is “fine”. Use one of: draft"),
    ("state: {en: draft, es: draft}", "state: {en: reviewed, es: draft}", "reviewed_by.en: is empty"),
    ("  en: Fewer stops the second time.", "  fr: Moins.", "look_for en: is missing"),
    ('next: "NEXT: Read it', 'next: "NEXT: ' + "Read it " * 20 + '"#', "sms.en.next: has 165 units. Shorten it by 21"),
    ('why: "WHY: The second', 'why: "WHY: The “second”', "sms.en.why: holds “ ”"),
    ("- Your child reads one page.", "- Your child reads one page", "try.en[1]: does not end in a period"),
    ("minutes: 8", "minutes: soon", "minutes: is “soon”. Write a whole number."),
    ("siblings_ok: true", "siblings: true", "siblings: is not a field that we know"),
    ("id: k3-read-022", "id: k3-read-023", "id: “k3-read-023” is not the file's name"),
    ("pictures: [read-together, ", "pictures: [unicorn, ", "pictures: names “unicorn”, which is not drawn"),
    ("title: {en: Read It Twice", "title: {en: [Read It Twice", "cannot be read as YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "finding"), BROKEN)
def test_a_broken_file_is_named_with_field_and_mend(folder: Path, old: str, new: str, finding: str) -> None:
    change(folder / ONE, old, new)
    found: list[Finding] = []
    check(folder, codes=codes_in_once(), findings=found)
    assert [each for each in map(str, found) if each.startswith(ONE) and finding in each], [*map(str, found)]


def test_a_library_with_something_to_fix_changes_nothing(edition: None, folder: Path) -> None:
    services.load(folder=folder, by=SYSTEM)
    change(folder / ONE, "{en: Read It Twice", "{en: Read It Again")
    change(folder / f"{FIVE[0]}.yaml", "minutes: 3", "minutes: 300")
    with pytest.raises(Refusal) as no:
        services.load(folder=folder, by=SYSTEM)
    assert no.value.code == "toolkit-to-fix"
    assert "b2-talk-001.yaml: minutes" in no.value.message
    assert ActivityText.objects.get(activity__code="k3-read-022", language="en").title == "Read It Twice"


def test_one_id_in_two_folders_is_named(edition: None, folder: Path) -> None:
    shutil.copy(folder / ONE, folder / "4-8" / "k3-read-022.yaml")
    with pytest.raises(Refusal) as no:
        services.load(folder=folder, by=SYSTEM)
    assert "used twice" in no.value.message


def test_the_command_says_what_to_fix_and_ends_with_an_error(
    edition: None, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("toolkit", "check", str(folder))
    call_command("toolkit", "load", str(folder))
    assert "5 activities: nothing to fix." in capsys.readouterr().out
    change(folder / ONE, "minutes: 8", "minutes: soon")
    with pytest.raises(CommandError, match="1 to fix in 5 activities"):
        call_command("toolkit", "check", str(folder))
    assert "K-3/k3-read-022.yaml: minutes: is “soon”. Write a whole number." in capsys.readouterr().out


def test_an_empty_library_is_something_to_fix(tmp_path: Path, edition: None) -> None:
    with pytest.raises(CommandError, match="1 to fix"):
        call_command("toolkit", "check", str(tmp_path))


def test_the_shelf_of_an_age_holds_what_also_fits_and_leads_with_another_each_day(db: None) -> None:
    for n in range(3):
        make_activity(f"k3-read-{n}")
    make_activity("m8-read-1", band="4-8", also_bands=["K-3"], areas=["math", "reading"])
    make_activity("k3-math-1", areas=["math"])
    days = [queries.shelf("K-3", "reading", on=date(2026, 11, day)) for day in (2, 3, 4)]
    assert {len(day) for day in days} == {4}
    assert len({day[0].code for day in days}) == 3
    assert {day[-1].code for day in days} == {"m8-read-1"}


def test_tonight_offers_three_ages_and_three_areas_and_others_tomorrow(edition: None) -> None:
    services.load(folder=CONTENT / "toolkit", by=SYSTEM)
    first, second = queries.tonight(date(2026, 11, 2)), queries.tonight(date(2026, 11, 3))
    assert len({one.band for one in first}) == len({one.area for one in first}) == 3
    assert all(one.minutes <= 10 and one.materials == [] for one in first)
    assert first == queries.tonight(date(2026, 11, 2))
    assert first != second


_CODES: dict[str, frozenset[str]] = {}


def codes_in_once() -> dict[str, frozenset[str]]:
    """Our framework's codes, read once for all broken files."""
    if not _CODES:
        _CODES.update(codes_in(CONTENT / "framework"))
    return _CODES

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from frontporch.audit.models import SYSTEM, Entry
from frontporch.lib.dates import days_in_session
from frontporch.lib.refusal import Refusal
from frontporch.outcomes import queries, services
from frontporch.outcomes.models import Absence, MeasureValue
from frontporch.outcomes.services import Imported
from frontporch.places.access import scope
from frontporch.places.models import Place
from tests.make import FIRST_DAY, make_child, make_district, make_school, make_state

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 30)
DAYS = days_in_session(FIRST_DAY, DAY)
HEAD = "school_sourced_id,student_sourced_id,date,code,share_of_day\n"
Take = Callable[..., Imported]


@pytest.fixture
def school() -> Iterator[Place]:
    school = make_school(make_district(code="dx"), code="s1")
    with scope(school.district_id or 0):
        yield school


@pytest.fixture
def take(school: Place, tmp_path: Path) -> Take:
    def take(*rows: str, head: str = HEAD) -> Imported:
        file = tmp_path / "absences.csv"
        file.write_text(head + "".join(f"{row}\n" for row in rows))
        assert school.district
        return services.import_absences(file=file, district=school.district, by=SYSTEM, on=DAY)

    return take


def test_absences_are_kept_with_their_kind_and_share(school: Place, take: Take) -> None:
    child = make_child(school, sourced_id="ada")

    done = take("s1,ada,2026-09-01,E,0.5", "s1,ada,9/2/2026,,")

    assert (done.rows, done.new, done.changed, done.set_aside) == (2, 2, 0, [])
    found = [(one.date.day, one.code, float(one.share_of_day)) for one in Absence.objects.order_by("date")]
    assert found == [(1, "excused", 0.5), (2, "other", 1.0)]
    assert {(one.child_id, one.place_id, one.school_year) for one in Absence.objects.all()} == {
        (child.pk, school.pk, 2026)
    }
    assert Entry.objects.get(verb="outcomes.import_absences").facts["new"] == 2


def test_the_same_file_twice_writes_nothing(school: Place, take: Take) -> None:
    make_child(school, sourced_id="ada")
    take("s1,ada,2026-09-01,E,1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid FROM outcomes_absence")
        before = cursor.fetchall()
        done = take("s1,ada,2026-09-01,E,1")
        cursor.execute("SELECT ctid FROM outcomes_absence")
        assert cursor.fetchall() == before
    assert (done.new, done.changed, done.taken_back) == (0, 0, 0)


def test_a_later_row_for_the_same_day_replaces_it_and_nothing_takes_it_back(school: Place, take: Take) -> None:
    make_child(school, sourced_id="ada")
    take("s1,ada,2026-09-01,U,1", "s1,ada,2026-09-02,U,1")

    done = take("s1,ada,2026-09-01,E,0.5", "s1,ada,2026-09-02,U,0")

    assert (done.new, done.changed, done.taken_back) == (0, 1, 1)
    assert list(Absence.objects.values_list("code", "date")) == [("excused", date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("s1,nobody,2026-09-01,E,1", "unknown-student"),
        ("nowhere,c0,2026-09-01,E,1", "unknown-school"),
        ("s1,c0,2026-08-05,E,1", "not-enrolled"),
        ("s1,c0,2026-02-30,E,1", "date-impossible"),
        ("s1,c0,,E,1", "date-missing"),
        ("s1,c0,2026-11-02,E,1", "date-ahead"),
        ("s1,c0,2026-09-01,picnic,1", "unknown-code"),
        ("s1,c0,2026-09-01,E,2", "bad-share"),
        ("s1,c1,2026-09-01,E,1", "duplicate-row"),
        ("s1,c0", "ragged-row"),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_line_and_reason(
    school: Place, take: Take, row: str, code: str
) -> None:
    good = [f"s1,c{n},2026-09-01,E,1" for n in range(1, 25)]
    for n in range(25):
        make_child(school, sourced_id=f"c{n}")

    done = take(*good, row)

    assert done.new == 24
    (fault,) = done.set_aside
    assert (fault.code, fault.line) == (code, 26)
    assert fault.sentence.startswith("absences.csv, line 26")


def test_too_many_rows_set_aside_take_nothing_in(school: Place, take: Take) -> None:
    make_child(school, sourced_id="ada")
    with pytest.raises(Refusal) as no:
        take("s1,ada,2026-09-01,E,1", "s1,nobody,2026-09-01,E,1")

    assert no.value.code == "too-many-set-aside"
    assert "line 3" in no.value.message
    assert not Absence.objects.exists()


@pytest.mark.parametrize(("head", "code"), [("school_sourced_id,date\n", "missing-column"), ("", "empty-file")])
def test_a_file_that_is_no_list_of_absences_is_refused(take: Take, head: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        take(head=head)
    assert no.value.code == code


def test_a_missing_file_is_refused(school: Place, tmp_path: Path) -> None:
    assert school.district
    with pytest.raises(Refusal) as no:
        services.import_absences(file=tmp_path / "none.csv", district=school.district, by=SYSTEM)
    assert no.value.code == "no-such-file"


def _missed(child: str, days: float, school: str = "s1") -> list[str]:
    whole = [f"{school},{child},{day},U,1" for day in DAYS[: int(days)]]
    return [*whole, f"{school},{child},{DAYS[int(days)]},U,{days % 1}"] if days % 1 else whole


def test_the_figure_counts_days_enrolled_in_session_and_leaves_out_who_has_too_few(school: Place, take: Take) -> None:
    assert len(DAYS) == 62
    make_child(school, sourced_id="six", grade="01")
    make_child(school, sourced_id="more", grade="01")
    make_child(school, sourced_id="half", grade="02")
    make_child(school, sourced_id="none", grade="02")
    make_child(school, sourced_id="late", grade="02", starts_on=DAYS[-9])  # nine days enrolled
    make_child(school, sourced_id="new", grade="02", starts_on=DAYS[-10])  # ten days enrolled
    take(
        *_missed("six", 6), *_missed("more", 7), *_missed("half", 6.2), f"s1,late,{DAY},U,1", f"s1,new,{DAY},U,1",
        "s1,none,2026-09-05,U,1",  # a Saturday: not in session
    )  # fmt: skip

    made = services.measure_chronic_absence(place=school, through=DAY, by=SYSTEM)

    assert {one.grade: (one.numerator, one.denominator, one.left_out) for one in made} == {
        "": (3, 5, 1),
        "01": (1, 2, 0),
        "02": (2, 3, 1),
    }
    figure = queries.latest(school)
    assert figure
    assert (figure.version, figure.percent, figure.through) == (1, 60.0, DAY)
    assert "10 %" in figure.definition
    assert queries.latest(school, grade="01") == made[1]


def test_a_district_counts_a_child_of_two_schools_once(school: Place, take: Take) -> None:
    assert school.district
    other = make_school(school.district, code="s2")
    child = make_child(school, sourced_id="ada", grade="02", ends_on=DAYS[9])
    from frontporch.families.models import Enrollment

    Enrollment.objects.create(
        district=school.district, child=child, place=other, school_year=2026, grade="03", band="K-3", starts_on=DAYS[10]
    )
    take(*_missed("ada", 1))

    services.measure_chronic_absence(place=school.district, through=DAY, by=SYSTEM)

    found = {place: queries.latest(place) for place in (school, other, school.district)}
    assert [(one.numerator, one.denominator) for one in found.values() if one] == [(1, 1), (0, 1), (0, 1)]
    assert queries.latest(school.district, grade="03") is not None
    assert queries.latest(school.district, grade="02") is None


def test_making_the_figures_again_replaces_only_what_differs(school: Place, take: Take) -> None:
    make_child(school, sourced_id="ada")
    services.measure_chronic_absence(place=school, through=DAY, by=SYSTEM)
    first = MeasureValue.objects.get(grade="")
    take(*_missed("ada", 7))

    services.measure_chronic_absence(place=school, through=DAY, by=SYSTEM)

    again = MeasureValue.objects.get(grade="")
    assert (again.pk, first.numerator, again.numerator) == (first.pk, 0, 1)


def test_without_a_day_said_the_last_absence_is_the_last_day_counted(school: Place, take: Take) -> None:
    make_child(school, sourced_id="ada")
    take("s1,ada,2026-10-01,E,1")

    assert {one.through for one in services.measure_chronic_absence(place=school, by=SYSTEM)} == {date(2026, 10, 1)}


def test_a_state_has_no_figures_of_its_own_and_a_year_without_calendar_none_at_all(school: Place) -> None:
    with pytest.raises(Refusal) as no:
        services.measure_chronic_absence(place=make_state(), by=SYSTEM)
    assert no.value.code == "no-district"
    with pytest.raises(Refusal) as no:
        services.measure_chronic_absence(place=school, through=date(2030, 1, 1), by=SYSTEM)
    assert no.value.code == "no-calendar"


def test_the_command_takes_a_file_in_and_says_what_it_did(school: Place, tmp_path: Path) -> None:
    make_child(school, sourced_id="ada")
    file = tmp_path / "absences.csv"
    file.write_text(HEAD + "s1,ada,2026-09-01,E,1\n")
    out = StringIO()

    call_command("absences", "apply", str(file), district="dx", stdout=out)

    assert "1 rows read, 0 set aside; 1 absences new" in out.getvalue()


def test_the_command_ends_with_a_sentence_when_it_cannot(school: Place, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no district or program with the code zz"):
        call_command("absences", "apply", "x.csv", district="zz")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("absences", "apply", str(tmp_path / "x.csv"), district="dx")

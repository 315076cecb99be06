"""The statement that makes the figure and the rule in words agree on any absences; two imports do not mix."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontporch.audit.models import SYSTEM
from frontporch.lib.refusal import Refusal
from frontporch.outcomes import services
from frontporch.outcomes.models import Absence
from frontporch.outcomes.rules import chronically_absent
from frontporch.places.access import scope
from tests.make import make_child, make_district, make_school
from tests.outcomes.test_services import DAY, DAYS, HEAD

pupils = st.lists(
    st.tuples(
        st.integers(0, 61), st.integers(0, 61), st.dictionaries(st.integers(0, 61), st.integers(1, 1000), max_size=9)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pupils=pupils)
def test_the_figure_counts_what_the_rule_says(db: None, pupils: list[tuple[int, int, dict[int, int]]]) -> None:
    with transaction.atomic():
        school = make_school()
        assert school.district
        verdicts = []
        with scope(school.district):
            for one, other, missed in pupils:
                first, last = sorted((one, other))
                child = make_child(school, starts_on=DAYS[first], ends_on=DAYS[last])
                Absence.objects.bulk_create(
                    Absence(school_year=2026, district=school.district, place=school, child=child, date=DAYS[n], code="other",
                            share_of_day=share / 1000)
                    for n, share in missed.items()
                )  # fmt: skip
                absent = sum(share for n, share in missed.items() if first <= n <= last) / 1000
                verdicts.append(chronically_absent(enrolled=last - first + 1, absent=absent))
            made = services.measure_chronic_absence(place=school, through=DAY, by=SYSTEM)
        whole = next(value for value in made if not value.grade)
        counted = (verdicts.count(True), verdicts.count(True) + verdicts.count(False), verdicts.count(None))
        assert (whole.numerator, whole.denominator, whole.left_out) == counted
        transaction.set_rollback(True)


@pytest.mark.real
def test_a_second_file_of_the_same_district_is_refused_while_the_first_is_read(
    clean_tables: None, tmp_path: Path
) -> None:
    district = make_district()
    make_child(make_school(district, code="s1"), sourced_id="ada")
    file = tmp_path / "absences.csv"
    file.write_text(f"{HEAD}s1,ada,2026-09-01,E,1\n")
    told: list[str] = []

    def second() -> None:
        try:
            with scope(district):
                services.import_absences(file=file, district=district, by=SYSTEM, on=date(2026, 10, 1))
        except Refusal as no:
            told.append(no.code)
        connection.close()

    with scope(district):
        services.import_absences(file=file, district=district, by=SYSTEM, on=date(2026, 10, 1))
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=60)

    assert told == ["import-running"]

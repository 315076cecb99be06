"""Any bundle that is right reads the same whatever its columns' order, quoting, marks and ends of line."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from frontporch.lib.tabular import Bundle
from frontporch.roster import readers
from frontporch.roster.readers import Options
from frontporch.roster.records import Roster
from tests.roster.bundles import HEADERS, Tables, child, enrolled, small

names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=20).filter(
    lambda name: name.strip() == name
)
kids = st.lists(
    st.tuples(names, st.sampled_from(["KG", "1", "02", "PK", ""]), st.sampled_from(["", "ma", "em", "ma,em"])),
    max_size=5,
)


def _read(files: Mapping[str, bytes]) -> Roster:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    packed.seek(0)
    with Bundle(packed, name="bundle.zip") as bundle:
        return readers.read(bundle, Options())[1]


def _written(tables: Tables, draw: random.Random) -> dict[str, bytes]:
    """The tables as some system would write them: any order and case of columns, quoting, BOM, ends of line, extras."""
    files = {}
    for name, rows in tables.items():
        columns = [*HEADERS[name].split(), "ext_vendor_note"]
        draw.shuffle(columns)
        out = io.StringIO()
        writer = csv.writer(
            out, quoting=draw.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), lineterminator=draw.choice(["\n", "\r\n"])
        )
        recased = draw.choice([columns, [one.upper() for one in columns], [one.lower() for one in columns]])
        writer.writerow(recased)
        writer.writerows([row.get(column, "") for column in columns] for row in rows)
        files[draw.choice([name, name.lower()]) + ".csv"] = (
            draw.choice([b"", b"\xef\xbb\xbf"]) + out.getvalue().encode()
        )
    return files


def _facts(roster: Roster) -> object:
    """What a roster says, without where it stood."""
    people = [
        (one.id, one.given, one.family, one.grade, one.born, one.relation, one.reads, one.phones, one.email, one.orgs)
        for one in (*roster.children.values(), *roster.adults.values())
    ]
    rooms = [(one.id, one.title, one.org, one.sessions, one.homeroom) for one in roster.rooms.values()]
    ties = {(one.child, one.adult) for one in roster.ties}
    seats = [(one.child, one.room, one.org, one.begins, one.ends) for one in roster.memberships]
    return (
        people,
        rooms,
        sorted(ties),
        seats,
        roster.sessions,
        [(org.id, org.name, org.parent) for org in roster.orgs.values()],
    )


@settings(max_examples=60, deadline=None)
@given(family=kids, seed=st.integers())
def test_a_right_one_roster_bundle_is_read_whole_however_it_is_written(
    family: list[tuple[str, str, str]], seed: int
) -> None:
    tables = small()
    for n, (name, grade, agents) in enumerate(family):
        tables["users"].append(child(f"k{n}", name, grades=grade, agentSourcedIds=agents))
        tables["enrollments"].append(enrolled(f"s{n}", f"k{n}", "K1"))

    roster = _read(_written(tables, random.Random(seed)))

    assert roster.problems == []
    assert _facts(roster) == _facts(_read(_written(tables, random.Random(seed + 1))))
    assert {key: one.given for key, one in roster.children.items()} == {
        "ada": "Ada", "ben": "Ben", **{f"k{n}": name for n, (name, _g, _a) in enumerate(family)},
    }  # fmt: skip
    ties = {(f"k{n}", adult) for n, (_n, _g, agents) in enumerate(family) for adult in agents.split(",") if adult}
    assert {(one.child, one.adult) for one in roster.ties} == {("ada", "ma"), ("ada", "em"), *ties}


def _sds(v2: bool = False) -> dict[str, bytes]:
    if v2:
        return {
            "orgs.csv": b"sourcedId,name,type\nS1,Oak,school\n",
            "users.csv": b"sourcedId,orgSourcedIds,givenName,familyName,role,grade\na,S1,Ada,Kid,Student,2\nt,S1,T,T,Teacher,\n",
            "classes.csv": b"sourcedId,orgSourcedId,title\nK,S1,Homeroom 1\n",
            "enrollments.csv": b"classSourcedId,userSourcedId,role\nK,a,Student\nK,t,Teacher\n",
        }
    return {
        "orgs.csv": b"sourcedId,name,type\nS1,Oak,school\n",
        "users.csv": (
            b"sourcedId,givenName,familyName,sms,ext_homeLanguage\n"
            b"a,Ada,Kid,,\nm,Maria,Kid,601-555-0111,spa\nu,Uncle,Kid,,\ne,Emil,Kid,,\nt,Tess,Teach,,\n"
        ),
        "roles.csv": (
            b"userSourcedId,orgSourcedId,role,sessionSourcedId,grade,roleStartDate,roleEndDate\n"
            b"a,S1,student,Y,2,2026-08-06,2027-05-25\nt,S1,teacher,Y,,,\n"
        ),
        "academicSessions.csv": b"sourcedId,title,type,startDate,endDate\nY,Year,schoolYear,2026-08-06,2027-05-25\n",
        "relationships.csv": (
            b"userSourcedId,relationshipUserSourcedId,relationshipRole\na,m,parent\na,u,relative\na,e,emergencyContact\n"
        ),
        "demographics.csv": b"userSourcedId,birthDate\na,2018-10-01\n",
    }


def test_school_data_sync_keeps_relations_in_a_file_of_their_own() -> None:
    roster = _read(_sds())

    assert roster.problems == []
    assert {tie.adult: tie.relation for tie in roster.ties} == {"m": "parent", "u": "relative", "e": "emergency"}
    assert roster.adults["m"].reads == "es"
    assert roster.children["a"].grade == "02"
    assert set(roster.staff) == {"t"}


def test_the_smaller_school_data_sync_has_the_role_on_the_users_row() -> None:
    roster = _read(_sds(v2=True))

    assert roster.problems == []
    assert set(roster.children) == {"a"}
    assert roster.rooms["K"].homeroom


def test_rows_of_school_data_sync_that_cannot_be_used_are_set_aside() -> None:
    files = _sds()
    files["relationships.csv"] += b"a,m,wizard\n,m,parent\n"
    files["roles.csv"] += b"a,S1,wizard,Y,,,\nnobody,S1,student,Y,,,\n,S1,student,Y,,,\na,S1,student,Y,,2027-02-30,\n"
    files["roles.csv"] += b"a,S1,student,Y,,2026-09-02,2026-09-01\n"
    files["demographics.csv"] += b"nobody,2018-10-01\n"
    files["academicSessions.csv"] += b"Z,Bad,term,2026-09-02,2026-09-01\n"
    files["enrollments.csv"] = b"classSourcedId,userSourcedId,role\nK,a,wizard\nK,nobody,teacher\n"

    roster = _read(files)

    assert sorted(f"{one.at.file.removesuffix('.csv')} {one.at.line} {one.code}" for one in roster.problems) == [
        "academicSessions 3 bad-session", "demographics 3 unknown-user", "enrollments 2 unknown-role",
        "enrollments 3 unknown-user", "relationships 5 unknown-role", "relationships 6 missing-id", "roles 4 unknown-role",
        "roles 5 unknown-user", "roles 6 missing-id", "roles 7 date-impossible", "roles 8 ends-before-it-begins",
    ]  # fmt: skip


def test_a_tie_to_somebody_set_aside_is_not_said_again() -> None:
    files = _sds()
    files["users.csv"] = files["users.csv"].replace(b"u,Uncle,Kid", b"u,,")
    assert [one.code for one in _read(files).problems] == ["missing-name"]


def test_no_reader_looks_at_passwords() -> None:
    tables = small()
    tables["users"][0]["password"] = "hunter2"
    assert "hunter2" not in repr(_read(_written(tables, random.Random(1))).children)


def test_reading_school_data_sync_without_users_is_refused() -> None:
    import pytest

    from frontporch.lib.refusal import Refusal

    files = _sds()
    del files["users.csv"]
    with pytest.raises(Refusal) as no:
        _read(files)
    assert no.value.code == "missing-member"

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frontporch.accounts.models import User
from frontporch.families.models import Child
from frontporch.places.access import scope
from frontporch.places.models import Place
from frontporch.roster.models import Run
from tests.make import make_district, make_member, make_school
from tests.roster.bundles import Tables, many, small, zipped


@pytest.fixture
def home(db: None, settings: Any, tmp_path: Path) -> Place:
    settings.VAR = tmp_path / "var"
    return make_district()


def _enter(client: Client, role: str, at: Place) -> Client:
    user = make_member(role, at=at).user
    assert isinstance(user, User)
    client.force_login(user)
    return client


def _send(client: Client, tmp_path: Path, tables: Tables, **files: bytes | None) -> HttpResponse:
    content = zipped(tmp_path / "b.zip", tables, **files).read_bytes()
    answer: HttpResponse = client.post("/d/rosters/", {"file": SimpleUploadedFile("b.zip", content)})  # type: ignore[assignment]  # Django's test answer
    return answer


def _kept(settings: Any) -> list[Path]:
    return list((settings.VAR / "rosters").iterdir())


def test_a_coordinator_sends_a_file_reads_what_it_changes_and_applies_it(
    client: Client, home: Place, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    _enter(client, "district", home)
    assert "No roster yet" in client.get("/d/rosters/").content.decode()

    sent = _send(client, tmp_path, small())

    assert sent.status_code == 302
    page = client.get(sent.headers["Location"]).content.decode()
    assert "2 children are new." in page
    assert "1 child has no adult in the bundle." in page
    assert "1 emergency contact gets no messages." in page
    assert page.count('class="btn"') == 1
    assert "Apply it" in page
    assert len(_kept(settings)) == 1
    with scope(home):
        assert not Child.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(f"{sent.headers['Location']}apply/", follow=True).content.decode()

    assert "Applied." in done
    assert "Apply it" not in done
    assert _kept(settings) == []
    with scope(home):
        assert Child.objects.count() == 2
    assert "applied" in client.get("/d/rosters/").content.decode()


def test_the_set_aside_rows_stand_in_a_table_with_line_and_reason(client: Client, home: Place, tmp_path: Path) -> None:
    tables = many(60)
    tables["users"][4]["role"] = "<b>wizard</b>"
    _enter(client, "district", home)

    page = client.get(_send(client, tmp_path, tables).headers["Location"]).content.decode()

    assert "line 6" in page
    assert "&lt;b&gt;wizard&lt;/b&gt;" in page
    assert "<b>wizard" not in page


def test_a_file_that_cannot_be_read_gets_a_sentence_and_is_not_kept(
    client: Client, home: Place, tmp_path: Path, settings: Any
) -> None:
    _enter(client, "district", home)

    answer = client.post("/d/rosters/", {"file": SimpleUploadedFile("b.zip", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert "b.zip is a PDF, not a zip." in answer.content.decode()
    assert _kept(settings) == []
    assert "Choose the zip first." in client.post("/d/rosters/").content.decode()


def test_a_bundle_with_too_many_faults_shows_why_and_cannot_be_applied(
    client: Client, home: Place, tmp_path: Path, settings: Any
) -> None:
    tables = small()
    tables["enrollments"][0]["userSourcedId"] = tables["enrollments"][1]["userSourcedId"] = "nobody"
    _enter(client, "district", home)

    where = _send(client, tmp_path, tables).headers["Location"]

    page = client.get(where).content.decode()
    assert "Fewer than 5 in 100" in page
    assert "Apply it" not in page
    assert _kept(settings) == []
    refused = client.post(f"{where}apply/", follow=True).content.decode()
    assert "can no longer be applied" in refused


def test_a_neighbors_run_answers_like_one_that_does_not_exist(client: Client, home: Place, tmp_path: Path) -> None:
    where = _send(_enter(client, "district", home), tmp_path, small()).headers["Location"]
    stranger = _enter(Client(), "district", make_district())

    assert stranger.get(where).status_code == 404
    assert stranger.post(f"{where}apply/").status_code == 404
    assert stranger.get("/d/rosters/999999/").status_code == 404
    assert where not in stranger.get("/d/rosters/").content.decode()
    with scope(home):
        assert Run.objects.get().status == "checked"


def test_only_those_who_bring_in_rosters_see_them(client: Client, home: Place) -> None:
    assert client.get("/d/rosters/").headers["Location"].startswith("/sign-in/")
    for role in ("principal", "teacher", "office"):
        assert _enter(Client(), role, make_school(home)).get("/d/rosters/").status_code == 403
    assert client.get("/d/rosters/1/apply/").status_code == 405


def test_the_list_asks_the_database_as_often_for_three_runs_as_for_one(
    client: Client, home: Place, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _enter(client, "district", home)
    _send(client, tmp_path, small())
    with CaptureQueriesContext(connection) as first:
        client.get("/d/rosters/")
    asked = len(first)
    for _again in range(2):
        _send(client, tmp_path, small())
    with django_assert_num_queries(asked):
        client.get("/d/rosters/")

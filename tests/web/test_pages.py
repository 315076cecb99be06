"""Public pages as anyone gets them: small, whole in one request, in each language, with a sentence for what is not there."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontporch.toolkit import queries
from frontporch.toolkit.models import Activity, ActivityText

PATHS = [
    "/", "/try/", "/try/K-3/reading/", "/try/birth-2/social/", "/a/k3-read-022/", "/a/b2-talk-001/", "/c/",
    "/framework/", "/framework/G2.S1/", "/framework/G4.S3/", "/framework/strategy/", "/framework/strategy/ST01/",
    "/framework/strategy/ST12/", "/languages/", "/schools/", "/help/", "/privacy/", "/accessibility/",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("published", "db")


def text(response: Any) -> str:
    """What is said on the page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL))


@pytest.mark.parametrize("prefix", ["", "/es", "/ar-xb"])
@pytest.mark.parametrize("path", PATHS)
def test_anyone_gets_a_small_whole_page(path: str, prefix: str) -> None:
    response = Client().get(prefix + path)
    page = response.content.decode()
    assert response.status_code == 200
    assert len(gzip.compress(response.content, 6)) <= 14_000
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert not re.search(r"<script|<img|<iframe|rel=.stylesheet|@import|url\((?!#)", page)
    assert page.count('class="btn"') <= 1
    assert response.cookies.keys() == set()


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_page_is_not_sent_again(path: str) -> None:
    first = Client().get(path)
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", PATHS)
def test_no_page_changes_anything_or_takes_a_form(path: str) -> None:
    assert Client().post(path).status_code == 405
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/a/no-such-activity/", "There is no activity with this name."),
        ("/try/K-3/spelling/", "There is no such age or goal."),
        ("/try/K-99/reading/", "There is no such age or goal."),
        ("/c/0000/", "No activity has this code. Look at the four digits once more."),
        ("/c/hello/", "No activity has this code."),
        ("/framework/G9.S9/", "There is no standard with this number."),
        ("/framework/strategy/ST99/", "There is no strategy with this number."),
        ("/a/no-such-activity/print", "This page is not here"),
        ("/es/a/no-such-activity/", "No hay una actividad con este nombre."),
    ],
)
def test_what_is_not_there_is_answered_by_a_sentence(path: str, sentence: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert sentence in text(response)


def test_two_questions_already_answered_lead_to_one_thing_to_do() -> None:
    front = Client().get("/").content.decode()
    assert len(re.findall(r"<input[^>]* checked", front)) == 2
    assert '<form class="card pick" method="get" action="/try/"' in front
    response = Client().get("/try/", {"age": "4-8", "goal": "math"}, follow=True)
    assert response.redirect_chain == [("/try/4-8/math/", 302)]
    assert "One thing to do today" in text(response)


def test_an_answer_that_does_not_exist_is_asked_again() -> None:
    response = Client().get("/try/", {"age": "4-8", "goal": "spelling"})
    assert response.status_code == 200
    assert "To fix:" in response.content.decode()


def test_the_front_page_shows_three_that_the_library_really_has() -> None:
    linked = re.findall(r'href="/a/([^"]+)/"', Client().get("/").content.decode())
    assert len(linked) == 3
    assert Activity.objects.filter(code__in=linked).count() == 3


def test_no_telephone_is_shown_that_nobody_set(settings: pytest.FixtureRequest) -> None:
    assert "tel:" not in Client().get("/").content.decode()
    settings.HELP_PHONE = "+16015550100"  # type: ignore[attr-defined]  # pytest-django's own fixture
    page = Client().get("/").content.decode()
    assert "601" in page
    assert "Call, and a person helps" in page
    assert "A person will read it to you" in Client().get("/a/k3-read-022/").content.decode()


def test_a_code_opens_its_activity_however_it_is_typed() -> None:
    door = Activity.objects.get(code="k3-read-022").door
    for typed in (door, f"{door[:2]}%20{door[2:]}", f"{door[:2]}-{door[2:]}", f"%23{door}"):
        assert Client().get(f"/c/{typed}/").headers["Location"] == "/a/k3-read-022/"
    assert Client().get("/es/c/", {"code": f" {door} "}).headers["Location"] == "/es/a/k3-read-022/"


@pytest.mark.parametrize(("prefix", "first", "second"), [("", "en", "es"), ("/es", "es", "en"), ("/ar-xb", "en", "es")])
def test_the_readers_language_comes_first_and_both_say_that_they_are_drafts(
    prefix: str, first: str, second: str
) -> None:
    page = Client().get(f"{prefix}/a/k3-read-022/").content.decode()
    assert re.findall(r'<section class="card tongue" id="(\w+)"', page) == [first, second]
    assert "Drafted by machine. Not yet checked by a person." in page
    assert "Borrador automático. Falta que una persona lo revise." in page
    assert "Haga esto" in page
    assert "Do this" in page


def test_a_text_that_a_person_checked_says_who_and_is_no_draft() -> None:
    ActivityText.objects.filter(activity__code="k3-read-022", language="es").update(
        state="reviewed", reviewed_by={"role": "teacher", "date": "2027-01-12"}
    )
    page = text(Client().get("/a/k3-read-022/"))
    assert "teacher, 2027-01-12" in page
    assert "Borrador automático" not in page


def test_an_activity_says_why_it_works_what_it_does_not_move_and_where_it_fits() -> None:
    page = Client().get("/a/k3-read-022/").content.decode()
    assert "It does not move:" in page
    for link in ("/framework/strategy/ST04/", "/framework/G2.S1/", "/framework/#G2", "/a/k3-read-022/print"):
        assert f'href="{link}"' in page
    assert "CC BY 4.0" in page


def test_what_no_study_has_shown_is_called_a_hope() -> None:
    assert "We hope it moves:" in text(Client().get("/a/b2-math-003/"))
    assert "What we hope it moves" in text(Client().get("/framework/strategy/ST07/"))
    assert "What it moves" in text(Client().get("/framework/strategy/ST11/"))


def test_the_part_of_the_site_that_one_is_in_is_marked() -> None:
    for path, link in (("/try/K-3/reading/", "/try/"), ("/es/framework/G2.S1/", "/es/framework/")):
        assert f'<a href="{link}" aria-current="page">' in Client().get(path).content.decode()


def test_a_withdrawn_activity_still_opens_from_old_paper_and_says_so() -> None:
    Activity.objects.filter(code="k3-read-022").update(withdrawn_at="2027-01-01T00:00Z")
    assert "no longer in our library" in text(Client().get("/a/k3-read-022/"))
    assert "k3-read-022" not in Client().get("/try/K-3/reading/").content.decode()


def test_a_standard_shows_every_level_examples_what_helps_and_duties() -> None:
    page = Client().get("/framework/G2.S1/").content.decode()
    assert page.count('<ol class="levels"') == 4
    assert page.count("<h3>Shared</h3>") == 4
    assert 'href="/framework/strategy/ST01/"' in page
    assert "20 USC 6318" in page
    assert "aria-current" in page
    assert "It is not the text of any state" in text(Client().get("/framework/G2.S1/"))


def test_a_strategy_shows_results_of_no_difference_as_plainly_as_the_others() -> None:
    page = text(Client().get("/framework/strategy/ST11/"))
    assert "Moderate" in page
    assert page.count("Clear difference") == 7
    assert page.count("No clear difference") == 1
    assert "No gain on tests." in page
    assert "No federal review has looked at all of these studies yet." in page


def test_a_sheet_prints_and_is_not_made_again_when_unchanged() -> None:
    first = Client().get("/es/a/k3-read-022/print")
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF")
    assert Client().get("/es/a/k3-read-022/print", headers={"if-none-match": first["ETag"]}).status_code == 304


def _copies(count: int) -> None:
    for n in range(count):
        original = Activity.objects.get(code="k3-read-022")
        text = original.texts.get(language="en")
        original.pk, original.code, original.door, original.withdrawn_at = None, f"k3-read-9{n}", f"100{n}", None
        original.save(force_insert=True)
        text.pk, text.activity = None, original
        text.save(force_insert=True)


@pytest.mark.parametrize("path", ["/", "/try/", "/try/K-3/reading/"])
def test_lists_ask_the_database_as_often_for_one_row_as_for_three(path: str) -> None:
    counts = []
    Activity.objects.exclude(code="k3-read-022").update(withdrawn_at="2027-01-01T00:00Z")
    for more in (0, 2):
        _copies(more)
        with CaptureQueriesContext(connection) as asked:
            Client().get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 4


@pytest.mark.parametrize(
    ("path", "most"),
    [("/a/k3-read-022/", 6), ("/framework/", 4), ("/framework/G2.S1/", 9), ("/framework/strategy/", 6),
     ("/framework/strategy/ST01/", 6)],
)  # fmt: skip
def test_pages_ask_few_questions(path: str, most: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    assert len(asked) <= most


def test_before_anything_is_loaded_pages_say_so() -> None:
    Activity.objects.all().delete()
    assert "Three to try tonight" not in text(Client().get("/"))
    assert "We have none here yet" in text(Client().get("/try/K-3/reading/"))


def test_a_title_with_a_script_is_shown_as_words() -> None:
    ActivityText.objects.filter(activity__code="k3-read-022").update(title="<script>alert(1)</script>")
    page = Client().get("/a/k3-read-022/").content.decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_tonight_is_there_every_day_of_a_year() -> None:
    for day in range(0, 365, 13):
        assert len(queries.tonight(date.fromordinal(date(2026, 8, 1).toordinal() + day))) == 3


def test_family_words_in_spanish_are_all_there() -> None:
    catalog = (Path(__file__).resolve().parents[2] / "frontporch/locale/es/LC_MESSAGES/django.po").read_text()
    for sentence in ("Show me one thing to do", "Do this", "Look for", "Make it easier", "Type your code"):
        assert re.search(rf'msgid "{sentence}"\nmsgstr "[^"]+"', catalog), sentence

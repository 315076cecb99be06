from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client

from frontporch.ui.charts import Bar, Chart, Rung
from frontporch.ui.nav import Link
from frontporch.ui.templatetags import ui


def drawn(template: str, **context: Any) -> str:
    """A template of one line, as a page would draw it."""
    return Template(f"{{% load ui %}}{template}").render(Context(context))


def test_a_page_leads_to_itself_in_other_languages_and_never_to_the_test_language(shown: None) -> None:
    page = Client().get("/gallery/question/?from=text").content.decode()
    assert '<a href="/es/gallery/question/?from=text" lang="es" hreflang="es">Español</a>' in page
    assert "ar-xb" not in page


def test_a_spanish_page_says_so_and_leads_back_to_english(shown: None) -> None:
    page = Client().get("/es/gallery/").content.decode()
    assert '<html lang="es" dir="ltr">' in page
    assert '<a href="/gallery/" lang="en" hreflang="en">English</a>' in page
    assert '<a class="brand" href="/es/">' in page


def test_a_right_to_left_page_says_so(shown: None) -> None:
    assert '<html lang="ar-xb" dir="rtl">' in Client().get("/ar-xb/gallery/").content.decode()


def test_the_link_of_the_part_that_one_is_in_is_marked(shown: None) -> None:
    page = Client().get("/gallery/").content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == ["/gallery/"]


@pytest.mark.parametrize(
    ("url", "path", "leads"),
    [
        ("/plans/", "/plans/", True),
        ("/plans/", "/plans/3/", True),
        ("/es/", "/es/plans/", False),
        ("/s/plans/", "/s/plans/3/", True),
        ("/", "/plans/", False),
        ("/es/plans/?x=1", "/es/plans/4/", True),
    ],
)
def test_a_link_leads_to_what_lies_beneath_it(url: str, path: str, leads: bool) -> None:
    assert Link("Plans", url).leads_to(path) is leads


def test_numbers_and_codes_keep_their_order() -> None:
    assert drawn("{{ phone|bdi }}", phone="601-555-0100 <x>") == '<bdi dir="ltr">601-555-0100 &lt;x&gt;</bdi>'


def test_a_picture_is_silent_unless_it_is_given_words() -> None:
    assert 'aria-hidden="true"' in drawn('{% picture "book" %}')
    told = drawn('{% picture "book" label=says size=40 %}', says='A "book"')
    assert 'role="img" aria-label="A &quot;book&quot;" width="40" height="30"' in told


@pytest.mark.parametrize("tier", [*ui.EVIDENCE, "no such tier"])
def test_evidence_is_steps_and_a_word(tier: str) -> None:
    filled, word = ui.EVIDENCE.get(tier, ui.EVIDENCE["unclear"])
    assert drawn("{% evidence tier %}", tier=tier).strip() == (
        f'<span class="ev e{filled}"><i></i><i></i><i></i>{str(word).replace(chr(39), "&#x27;")}</span>'
    )


def test_the_last_rung_holds_the_lamp_and_numbers_ignore_the_language() -> None:
    html = drawn("{% ladder rungs %}", rungs=[Rung("Invited", "1,024", 100), Rung("Heard back", 64, 62.5, "More")])
    assert html.count('class="last"') == 1
    assert 'style="--v:62.5" class="last"' in html


CHART = Chart("By language", "Language", "Heard", average=63, average_label="All", bars=[
    Bar("English", 66, low=65, high=67), Bar("Arabic", 53.2), Bar("Spanish", 63.4), Bar("Gujarati", None, why="Few"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("row", "gap", "behind"), [(0, "+3", False), (1, "\N{MINUS SIGN}10", True), (2, "0", False), (3, None, False)]
)
def test_a_gap_is_marked_from_ten_points_as_they_are_shown(row: int, gap: str | None, behind: bool) -> None:
    found = CHART.rows[row]
    assert (None if found.hidden else found.gap, found.behind) == (gap, behind)


def test_a_hidden_group_stays_as_a_row_without_a_number() -> None:
    html = drawn("{% bars chart %}", chart=CHART)
    hidden = html[html.index('<tr class="hide">') :]
    assert "Not shown" in hidden
    assert not re.search(r"\d", hidden[: hidden.index("</tr>")].replace('colspan="2"', ""))


def test_a_chart_without_an_average_has_no_gap() -> None:
    html = drawn("{% bars chart %}", chart=Chart("Age", "Age", "Took part", bars=[Bar("Birth to 2", 58)]))
    assert "Gap" not in html
    assert "--avg" not in html


def test_errors_are_sentences_linked_from_a_summary(shown: None) -> None:
    page = Client().get("/gallery/question/?sent").content.decode()
    assert "3 things to fix" in page
    assert "<title>To fix: How may we reach you?" in page
    for field in ("band_0", "how_0", "language"):
        assert f'<a href="#id_{field}">' in page
        assert f'id="id_{field}"' in page
    assert 'id="id_language_error"' in page
    assert 'value="601"' in page
    assert '<form method="post" novalidate>' in page


def test_django_s_errors_are_in_our_words(shown: None) -> None:
    page = Client().get("/gallery/question/?sent").content.decode()
    assert "This field is required" not in page
    assert "Answer this question" in page

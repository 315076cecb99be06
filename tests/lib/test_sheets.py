import io
from dataclasses import replace

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from frontporch.lib import sheets
from frontporch.lib.refusal import Refusal
from frontporch.lib.sheets import Half, Sheet, labels_for, print_sheets

ENGLISH = Half(
    language="en",
    school="Oak Hill School",
    week="Week of October 6",
    person="Ms. Lee, Jay",
    title="Read It Twice",
    why="The second time is when reading gets smooth.",
    steps=("Your child reads one page.", "Read it again in a silly voice.", "Ask: What happened?"),
    look_for="fewer stops.",
    caption="Any language is OK.",
    link="https://porch.example/c/4821",
    code="4821",
    number="(601) 555-0100",
    return_code="222 22Y",
)
SPANISH = replace(
    ENGLISH, language="es-MX", title="Dos veces, mejor", why="", week="", person="Ñandú Nguyễn", caption=""
)
ARABIC = replace(ENGLISH, language="ar", title="اقرأها مرتين", steps=("يقرأ.", "يقرأها.", "اسأل."), number="")


def opened(*printed: Sheet) -> PdfReader:
    return PdfReader(io.BytesIO(print_sheets(printed, title="Week of October 6")))


def titles(reader: PdfReader) -> list[list[str]]:
    """The titles on each page, from top to bottom."""
    known = ("Read It Twice", "Dos veces, mejor", *(f"Sheet {n}" for n in range(9)))
    pages = [page.extract_text() for page in reader.pages]
    return [sorted((t for t in known if t in text), key=text.index) for text in pages]


def test_a_sheet_says_everything_it_was_given() -> None:
    text = " ".join(opened(Sheet(ENGLISH)).pages[0].extract_text().split())

    for said in (
        "Oak Hill School · Week of October 6", "Ms. Lee, Jay", "1. Your child reads one page.",
        "2. Read it again in a silly voice.", "3. Ask: What happened?", "Look for: fewer stops.", "4821",
        "Any language is OK.", "How did it go?", "1 We did it", "2 It was hard", "3 Not now", "222 22Y",
        "(601) 555‑0100",
    ):  # fmt: skip
        assert said in text


def test_two_halves_share_a_letter_page_that_a_screen_reader_can_read() -> None:
    reader = opened(Sheet(ENGLISH), Sheet(SPANISH))
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)

    assert [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages] == [(612, 792)]
    assert titles(reader) == [["Read It Twice", "Dos veces, mejor"]]
    marks = root["/MarkInfo"]
    assert isinstance(marks, DictionaryObject)
    assert marks.raw_get("/Marked")
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Week of October 6"
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    assert b"pdfuaid:part>1<" in metadata.get_data()


def test_after_one_cut_the_piles_are_in_order() -> None:
    numbered = [Sheet(replace(ENGLISH, title=f"Sheet {n}")) for n in range(5)]

    assert titles(opened(*numbered)) == [["Sheet 0", "Sheet 3"], ["Sheet 1", "Sheet 4"], ["Sheet 2"]]


def test_backs_stand_behind_their_fronts() -> None:
    reader = opened(Sheet(ENGLISH, SPANISH), Sheet(SPANISH), Sheet(SPANISH, ENGLISH))

    assert titles(reader) == [
        ["Read It Twice", "Dos veces, mejor"],
        ["Dos veces, mejor", "Read It Twice"],
        ["Dos veces, mejor"],
        [],
    ]


def test_names_and_texts_in_many_scripts_are_printed() -> None:
    everyone = replace(ENGLISH, person="Nguyễn Ánh, Łukasz, Ольга, Αλέξης")

    assert "Nguyễn Ánh, Łukasz, Ольга, Αλέξης" in opened(Sheet(everyone)).pages[0].extract_text()


@pytest.mark.parametrize("language", ["ar", "uz-Arab"])
def test_a_right_to_left_half_mirrors_the_page(language: str) -> None:
    """The doors with their four digits stand left of the words instead of right."""

    def indent(half: Half) -> int:
        lines = opened(Sheet(half)).pages[0].extract_text(extraction_mode="layout").splitlines()
        return next(line.index("4821") for line in lines if "4821" in line)

    assert indent(replace(ARABIC, language=language)) < 20 < indent(ENGLISH)


def test_a_sheet_without_a_number_says_how_to_use_the_code() -> None:
    assert "Use this code, or scan." in opened(Sheet(replace(ENGLISH, number=""))).pages[0].extract_text()


def test_labels_follow_the_language_and_can_be_handed_in() -> None:
    ours = replace(labels_for("en"), question="Tell us how it was.")

    assert "Fue difícil" in opened(Sheet(SPANISH)).pages[0].extract_text()
    assert "Tell us how it was." in opened(Sheet(replace(ENGLISH, labels=ours))).pages[0].extract_text()
    assert labels_for("pt-BR") == labels_for("en")


def test_long_steps_get_smaller_print_and_then_a_refusal() -> None:
    step = "Ask your child what the little dog in the story did and why. " * 2
    assert len(opened(Sheet(replace(ENGLISH, steps=(step, step, step)))).pages) == 1

    with pytest.raises(Refusal, match="“Read It Twice” \\(en\\) does not fit on half a page") as no:
        opened(Sheet(SPANISH), Sheet(replace(ENGLISH, steps=(step * 4, step, step))))
    assert no.value.code == "sheet-too-long"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\u0378", "the character U+0378 in “Read It Twice” (en)"),
        ("\U00018b00", "Khitan in “Read It Twice” (en)"),
    ],
)
def test_a_letter_that_no_font_has_is_named_never_an_empty_box(text: str, named: str) -> None:
    with pytest.raises(Refusal) as no:
        opened(Sheet(SPANISH), Sheet(replace(ENGLISH, person=text)))
    assert no.value.code == "no-font"
    assert named in no.value.message


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("李 明", "Chinese or Japanese in “Read It Twice” (en)"),
        ("ગુજરાતી", "Gujarati in “Read It Twice” (en)"),
        ("😀", "grinning face in “Read It Twice” (en)"),
    ],
)
def test_a_bare_machine_names_the_script_it_cannot_print(
    text: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only typst's own fonts, as on a fresh server."""
    own = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(sheets, "_fonts", lambda: ("Libertinus Serif",))
    monkeypatch.setattr(sheets, "_compiler", lambda: typst.Compiler(font_paths=own))

    assert "Dos veces, mejor" in opened(Sheet(SPANISH), Sheet(ENGLISH)).pages[0].extract_text()
    with pytest.raises(Refusal) as no:
        opened(Sheet(SPANISH), Sheet(replace(ENGLISH, person=text)))
    assert named in no.value.message


def test_an_unprintable_letter_in_the_labels_names_the_file() -> None:
    odd = replace(labels_for("en"), question="\u0378")
    with pytest.raises(Refusal, match="in “Week of October 6”"):
        opened(Sheet(replace(ENGLISH, labels=odd)))


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(Refusal, match="Choose at least one family") as no:
        opened()
    assert no.value.code == "no-sheets"


def test_a_sheet_has_three_steps() -> None:
    with pytest.raises(ValueError, match="has 3 steps, not 2"):
        replace(ENGLISH, steps=("One.", "Two."))


def test_a_fault_of_the_template_is_not_blamed_on_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_template", lambda: b"#nonsense()")
    with pytest.raises(typst.TypstError, match="unknown variable: nonsense"):
        opened(Sheet(ENGLISH))

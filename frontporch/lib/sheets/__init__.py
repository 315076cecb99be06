"""Paper half-sheets: data in, one tagged PDF (PDF/UA-1) out.

Words: a *half* is one side in one language; a *sheet* is one family's half page, with a back or without;
*doors* are the ways to the same activity (QR, text, phone), a *return code* brings the paper's answer home.
Start reading at `print_sheets`; the look is `half_sheet.typ`.

Two sheets share a US Letter page. After one cut through the middle of the stack, the upper pile laid on
the lower one is in the order given. Fonts are typst's own, then the system's; a script that no font here
can write is a refusal, never an empty box.
"""

import io
import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

import segno
import typst

from frontporch.lib.refusal import Refusal
from frontporch.lib.sheets.labels import Labels, labels_for

__all__ = ["Half", "Labels", "Sheet", "labels_for", "print_sheets"]

STEPS = 3
FONTS = (
    "Libertinus Serif", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans", "Noto Serif CJK SC",
    "Noto Sans CJK SC", "DejaVu Sans",
)  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_ONE_COMPILER_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """What one side says, in one language (a BCP 47 tag, such as es, zh-Hans or ar).

    `steps` are three. `school`, `week` and `person` make the top line; `person` is what staff hand out by,
    and stays empty on a public sheet. `link` becomes the QR code, `code` the four digits under it; `number`
    is the phone number that takes the code by text, as it is shown. `return_code` names this sheet.
    """

    language: str
    school: str
    title: str
    steps: tuple[str, ...]
    look_for: str
    link: str
    code: str
    why: str = ""
    week: str = ""
    person: str = ""
    caption: str = ""
    number: str = ""
    return_code: str = ""
    labels: Labels | None = None  # None: ours for the language, English where we have none

    def __post_init__(self) -> None:
        if len(self.steps) != STEPS:
            raise ValueError(f"{self.title}: a sheet has {STEPS} steps, not {len(self.steps)}.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One family's half page: a front and, where the home language is another, a back."""

    front: Half
    back: Half | None = None


def print_sheets(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The PDF of these sheets, two a page, named `title` in the reader's window.

    As soon as one sheet has a back, every second page holds the backs: print on both sides, flipped on the
    long edge. Refuses no sheets (`no-sheets`), a sheet that does not fit its half even in smaller print
    (`sheet-too-long`), and a text in a script without a font here (`no-font`).
    """
    if not sheets:
        raise Refusal("no-sheets", "There is no sheet to print. Choose at least one family.")
    halves: list[Half] = []
    pages = [[None if half is None else _half_data(half, halves) for half in page] for page in _pages(sheets)]
    data = json.dumps({"title": title, "fonts": _fonts(), "pages": pages})
    try:
        with _ONE_COMPILER_AT_A_TIME:
            # the source goes in again each time: a compiler forgets a source given as bytes after one use
            pdf = _compiler().compile(_template(), format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise _refusal(error, halves, title) from error
    assert isinstance(pdf, bytes)  # a list only for formats with a file per page
    return pdf


def _pages(sheets: Sequence[Sheet]) -> list[tuple[Half | None, Half | None]]:
    """Cut and stack: page n has sheet n above and, below, the sheet half a pile later."""
    count = (len(sheets) + 1) // 2
    pages: list[tuple[Half | None, Half | None]] = []
    both_sides = any(sheet.back for sheet in sheets)
    for n in range(count):
        upper, lower = sheets[n], sheets[n + count] if n + count < len(sheets) else None
        pages.append((upper.front, lower.front if lower else None))
        if both_sides:
            pages.append((upper.back, lower.back if lower else None))
    return pages


def _half_data(half: Half, halves: list[Half]) -> dict[str, object]:
    """What the template reads; the half is noted, so that an error can name it by its number."""
    halves.append(half)
    subtags = half.language.replace("_", "-").split("-")
    language = subtags[0].lower()
    region = next((tag.upper() for tag in subtags[1:] if len(tag) == 2 and tag.isalpha()), None)
    rtl = language in RIGHT_TO_LEFT or any(tag.lower() in _RIGHT_TO_LEFT_SCRIPTS for tag in subtags[1:])
    plain = half.labels or labels_for(half.language)
    labels = _isolated(plain) if rtl else plain
    to_number = labels.text_code.format(number=_one_line(half.number)) if half.number else labels.use_code
    return {
        "number": len(halves) - 1,
        "lang": language,
        "region": region,
        "rtl": rtl,
        "school": half.school,
        "week": half.week,
        "person": half.person,
        "title": half.title,
        "why": half.why,
        "steps": half.steps,
        "look_for_label": labels.look_for,
        "look_for": half.look_for,
        "caption": half.caption,
        "question": labels.question,
        "answers": [labels.did_it, labels.was_hard, labels.not_now],
        "code": half.code,
        "code_words": to_number,
        "qr": _qr(half.link),
        "qr_alt": plain.qr_alt.format(title=half.title),
        "return_words": labels.send_back,
        "return_code": half.return_code,
    }


def _qr(link: str) -> str:
    """The QR code as SVG, with correction enough for a bad photocopy (15 %)."""
    svg = io.BytesIO()
    segno.make(link, error="m", micro=False).save(svg, kind="svg", border=2, xmldecl=False)
    return svg.getvalue().decode()


def _one_line(number: str) -> str:
    return number.replace(" ", "\u00a0").replace("-", "\u2011")


def _isolated(labels: Labels) -> Labels:
    """On a right-to-left half each label and number keeps its own direction (FSI, LRI … PDI)."""
    own = {name: f"\u2068{words}\u2069" for name, words in asdict(labels).items()}
    own["text_code"] = own["text_code"].replace("{number}", "\u2066{number}\u2069")
    return Labels(**own)


def _refusal(error: typst.TypstError, halves: Sequence[Half], title: str) -> Refusal:
    if found := re.search(r"too-long:(\d+)", error.message):
        half = halves[int(found[1])]
        return Refusal(
            "sheet-too-long",
            f"“{half.title}” ({half.language}) does not fit on half a page. Shorten its steps.",
        )
    if found := re.search(r'the text `"(.+?)"` could not be displayed', error.message):
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
        return _no_font(text, halves, title)
    raise error  # a fault of the template: ours, not the reader's


def _no_font(text: str, halves: Sequence[Half], title: str) -> Refusal:
    """Name the script and the first sheet that uses it. Names of people are not repeated in the sentence."""
    half = next((half for half in halves if text in json.dumps(_spoken(half), ensure_ascii=False)), None)
    where = f"“{half.title}” ({half.language})" if half else f"“{title}”"
    return Refusal(
        "no-font",
        f"No font here can print {_script(text[0])} in {where}. Install the Noto fonts for it "
        "(on Debian: apt-get install fonts-noto-core fonts-noto-cjk) and print again.",
    )


def _spoken(half: Half) -> list[object]:
    return [
        half.school,
        half.week,
        half.person,
        half.title,
        half.why,
        *half.steps,
        half.look_for,
        half.caption,
    ]


def _script(character: str) -> str:
    """The script of a letter in words, from its Unicode name; other signs by their name."""
    name = unicodedata.name(character, f"the character U+{ord(character):04X}")
    if name.startswith(("CJK", "HIRAGANA", "KATAKANA")):
        return "Chinese or Japanese"
    if unicodedata.category(character)[0] in "LM":
        return name.split()[0].capitalize()
    return name.lower() if name.isupper() else name


@cache
def _template() -> bytes:
    return files(__name__).joinpath("half_sheet.typ").read_bytes()


@cache
def _found_fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def _fonts() -> tuple[str, ...]:
    """Those of our fonts that are here; typst itself falls back to any other that has the letter."""
    families = set(_found_fonts().families())
    return tuple(name for name in FONTS if name in families)


@cache
def _compiler() -> typst.Compiler:
    """One for the process: finding the fonts takes longer than a hundred sheets."""
    return typst.Compiler(font_paths=_found_fonts())

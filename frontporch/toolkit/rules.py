"""What an activity's words must keep to, and which four digits open it. Formulas only flag; people decide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from frontporch.lib.readability import english_grade, longest_step_words, spanish_ease
from frontporch.lib.sms import measure

UNITS = 144  # of GSM-7, so that one segment of 160 holds a school's name too
GRADE = 6.0  # Flesch-Kincaid, at most
EASE = 70.0  # Fernández-Huerta, at least
STEP_WORDS = 12  # outside quotation marks
STEPS = 3
LOOKALIKES = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."}  # fmt: skip
WINDOWS = {  # what a band may ask for, inclusive: unit -> lowest, highest
    "birth-2": {"months": (0, 36)},
    "3-5": {"months": (30, 72), "years": (2, 6), "grades": (-2, 0)},
    "K-3": {"grades": (0, 3)},
    "4-8": {"grades": (4, 8)},
    "9-12": {"grades": (9, 12)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an activity says in one language: whole texts for reading, steps, and the four text messages by name."""

    language: str
    reading: str
    steps: Sequence[str]
    sms: dict[str, str] = field(default_factory=dict)


def faults(words: Words) -> Iterator[tuple[str, str, str]]:
    """What must be fixed in one language: field, what is the matter, what to do."""
    yield from _step_faults(words)
    for name, text in words.sms.items():
        yield from _sms_faults(f"sms.{words.language}.{name}", text)
    if words.language == "en" and (grade := english_grade(words.reading)) > GRADE:
        yield "en", f"reads at grade {grade:.1f}.", "Shorten sentences and words until it is grade 6 or less."
    if words.language == "es" and (ease := spanish_ease(words.reading)) < EASE:
        yield "es", f"has a reading ease of {ease:.0f}.", "Shorten sentences and words until it is 70 or more."


def _step_faults(words: Words) -> Iterator[tuple[str, str, str]]:
    if len(words.steps) != STEPS:
        yield f"try.{words.language}", f"has {len(words.steps)} steps.", "Write exactly 3."
    for n, step in enumerate(words.steps, 1):
        where = f"try.{words.language}[{n}]"
        if (length := longest_step_words([step])) > STEP_WORDS:
            yield where, f"has {length} words.", f"Say it in {STEP_WORDS}, words in quotation marks not counted."
        if not step.rstrip("\"'”»)").endswith("."):
            yield where, "does not end in a period.", "End it in one."


def _sms_faults(where: str, text: str) -> Iterator[tuple[str, str, str]]:
    found = measure(text)
    if found.costly:
        costly = " ".join(found.costly)
        mend = " ".join(f"Write {LOOKALIKES[one]} for {one}." for one in found.costly if one in LOOKALIKES)
        yield where, f"holds {costly}, which make a text cost double.", mend or "Use another word (guide: no á í ó ú)."
    elif found.units > UNITS:
        yield where, f"has {found.units} units.", f"Shorten it by {found.units - UNITS}: {UNITS} leave room for a name."


def window_fault(bands: Sequence[str], unit: str, lowest: int, highest: int) -> str:
    """Why an age window cannot be this activity's, or nothing. Bands meet it: the main one, and each further one."""
    if lowest > highest:
        return f"runs backward, from {lowest} to {highest}."
    spans = [WINDOWS[band][unit] for band in bands if unit in WINDOWS.get(band, {})]
    if not spans:
        return f"counts {unit}, which band {bands[0]} does not."
    if lowest < min(span[0] for span in spans) or highest > max(span[1] for span in spans):
        return f"from {lowest} to {highest} {unit} leaves band {', '.join(bands)}."
    return ""


def door_for(code: str, taken: Collection[str]) -> str:
    """Four digits for a new activity, the same on every machine as long as the others are; never one that is taken.

    Digits that mean something else on a keypad, or that nobody hears apart, are left out.
    """
    for attempt in range(100_000):
        number = int.from_bytes(sha256(f"{code}/{attempt}".encode()).digest()[:8], "big") % 9000 + 1000
        door = str(number)
        if door not in taken and len(set(door)) > 2 and not door.startswith("911") and door != "1234":
            return door
    raise ValueError("All door codes are taken.")


# The picture of ours that comes nearest to what a content file calls its picture, by the words of its name.
_NEAR = {
    "book": "book", "page": "book", "read": "read-together", "reader": "read-together", "word": "book",
    "words": "talk-bubbles", "letter": "pencil", "author": "book", "headline": "paper", "note": "pencil",
    "bubble": "talk-bubbles", "bubbles": "talk-bubbles", "speech": "talk-bubbles", "speakers": "talk-together",
    "talk": "talk-together", "saying": "talk-bubbles", "said": "talk-bubbles", "message": "text-message",
    "question": "question", "ask": "ask", "ear": "listen", "ears": "listen", "listener": "listen", "echo": "sound",
    "whistle": "sound", "drum": "music", "music": "music", "song": "music", "microphone": "sound", "phone": "phone",
    "mouth": "talk-bubbles", "spoon": "spoons", "spoons": "spoons", "cup": "meal", "soup": "meal", "pot": "meal",
    "biscuit": "meal", "bread": "meal", "supper": "meal", "tray": "meal", "lunch": "meal", "table": "table",
    "sock": "laundry", "socks": "laundry", "shirts": "laundry", "laundry": "laundry", "cloth": "laundry",
    "boot": "shoes", "boots": "shoes", "shoe": "shoes", "shoes": "shoes", "feet": "shoes", "bag": "backpack",
    "backpack": "backpack", "moon": "moon", "night": "moon", "sleepy": "bed", "pillow": "bed", "crib": "bed",
    "bed": "bed", "sun": "sun", "window": "sun", "rain": "sun", "star": "stars", "clock": "clock", "clocks": "clock",
    "hour": "clock", "minute": "clock", "minutes": "clock", "timer": "clock", "week": "calendar", "weeks": "calendar",
    "calendar": "calendar", "season": "calendar", "day": "calendar", "map": "bus", "route": "bus", "bus": "bus",
    "ride": "truck", "cars": "truck", "tire": "truck", "cart": "store-shelf", "store": "store-shelf",
    "price": "store-shelf", "pay": "store-shelf", "ruler": "ruler", "tape": "ruler", "scale": "ruler",
    "square": "shapes", "box": "blocks", "boxes": "blocks", "rows": "blocks", "tens": "blocks", "bars": "blocks",
    "rocks": "blocks", "basket": "laundry", "hand": "hand", "hands": "hand", "finger": "hand", "fingers": "hand",
    "wave": "hand", "baby": "baby", "rocking": "baby", "faces": "two-people", "pair": "two-people",
    "friend": "two-people", "sides": "two-people", "side": "two-people", "elder": "two-people", "crew": "two-people",
    "heart": "heart", "thank": "heart", "family": "house", "home": "house", "door": "doors", "doors": "doors",
    "house": "house", "tree": "tree", "plant": "tree", "plants": "tree", "ball": "ball", "toss": "ball",
    "list": "check", "steps": "check", "finish": "check", "promise": "check", "coach": "show", "light": "lamp",
    "lights": "lamp", "poster": "paper", "paper": "paper", "graph": "ruler", "line": "ruler", "tags": "store-shelf",
}  # fmt: skip


def picture_for(icon: str, area: str, known: Collection[str]) -> str:
    """The drawing to show for an icon's name: itself, the nearest that we have drawn, else the area's."""
    if icon in known:
        return icon
    for word in icon.split("-"):
        if _NEAR.get(word) in known:
            return _NEAR[word]
    return f"area-{area}"

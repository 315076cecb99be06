"""The fixed words of a sheet, by language. Others may be handed in with the sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """`text_code` takes {number}, `qr_alt` takes {title}."""

    look_for: str
    question: str
    did_it: str
    was_hard: str
    not_now: str
    text_code: str
    use_code: str
    send_back: str
    qr_alt: str


_LABELS = {
    "en": Labels(
        look_for="Look for:",
        question="How did it go? Circle one and send this back.",
        did_it="We did it",
        was_hard="It was hard",
        not_now="Not now",
        text_code="Text this code to {number}, or scan.",
        use_code="Use this code, or scan.",
        send_back="For the school:",
        qr_alt="QR code that opens “{title}” on a phone",
    ),
    "es": Labels(
        look_for="Busque:",
        question="¿Cómo les fue? Encierre una cara y devuelva esta hoja.",
        did_it="Lo hicimos",
        was_hard="Fue difícil",
        not_now="Ahora no",
        text_code="Envíe este código al {number} o escanee.",
        use_code="Use este código o escanee.",
        send_back="Para la escuela:",
        qr_alt="Código QR que abre «{title}» en el teléfono",
    ),
}


def labels_for(language: str) -> Labels:
    """The fixed words in a language (its first subtag decides), in English where we have none yet."""
    return _LABELS.get(language.replace("_", "-").split("-")[0].lower(), _LABELS["en"])

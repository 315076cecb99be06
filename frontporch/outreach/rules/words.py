"""The fixed sentences of texts: first contact, STOP, HELP. One GSM-7 segment each with a name of 14 units."""

from __future__ import annotations

# {name} is a place's text_name; {phone} its office number as people write it.
_WELCOME = {
    "en": "{name}: Hi from school! We text you 3 short ideas a week to help your child learn. Free from us. Reply STOP "
    "to end, HELP for help.",
    "es": "{name}: Hola de la escuela. Le mandamos 3 ideas por semana para ayudar a su familia a aprender. Responda "
    "ALTO para parar, AYUDA si desea ayuda.",
}
_STOPPED = {
    "en": "{name}: Done. No more learning ideas from this number. The school can still reach you. Reply START to get "
    "them again.",
    "es": "{name}: Listo. Ya no le mandamos ideas por texto. La escuela le puede llamar. Responda START para volver.",
}
_HELP = {
    "en": "{name}: Learning ideas from your school, at most 3 a week. Talk to a person: {phone}. Reply STOP to end.",
    "es": "{name}: Ideas de su escuela para aprender en casa, 3 por semana. Hable con alguien: {phone}. Responda ALTO "
    "para parar.",
}
_LINK = {
    "en": "{name}: Your page with us: {link}",
    "es": "{name}: Su hoja con nosotros: {link}",
}


def text_of(name: str, words: str) -> str:
    """A text as it goes out: the place's short name in front, then the words."""
    return f"{name}: {words}" if name else words


def welcome_text(name: str, language: str) -> str:
    """First contact: who, why, how often, what it costs, STOP, HELP; never a child's name (FCC 16-88, CTIA)."""
    return _in(_WELCOME, language).format(name=name)


def stopped_text(name: str, language: str) -> str:
    """The one confirmation of a STOP, which says what stopped and what did not (47 CFR 64.1200(a)(12))."""
    return _in(_STOPPED, language).format(name=name)


def help_text(name: str, phone: str, language: str) -> str:
    """The answer to HELP: who sends this, how often, and a person to talk to."""
    return _in(_HELP, language).format(name=name, phone=phone)


def link_text(name: str, link: str, language: str) -> str:
    """The answer to LINK: the way to the family's own page, and no name of anybody."""
    return _in(_LINK, language).format(name=name, link=link)


def _in(table: dict[str, str], language: str) -> str:
    return table.get(language) or table.get(language.split("-", maxsplit=1)[0]) or table["en"]

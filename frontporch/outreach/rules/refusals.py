"""The tables behind `replies`: words of refusal, help and counting in English, Spanish, Vietnamese and Arabic.

All without accents (Arabic letters in one form each), except the Vietnamese words that mean something else without:
*đúng* is "right", *dừng* is "stop".
"""

from __future__ import annotations


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("|") if line.strip())


FILLERS = (
    "please", "pls", "plz", "thank you", "thanks", "thx", "now", "already", "por favor", "porfavor", "porfa", "gracias",
    "ya", "ahora", "ahorita", "lam on", "xin", "cam on", "vui long", "من فضلك", "لو سمحت", "لو سمحتم", "شكرا", "رجاء",
)  # fmt: skip

# A message that is nothing else. The first row are the words that carriers act on themselves.
STOP = _lines(
    "stop|stopall|stop all|unsubscribe|cancel|end|quit|revoke|optout|opt out|opt-out"
    "|stop it all|stop this|stop these|stop everything|unsubscribe me|unsubscribe all|opt me out|remove|remove me|remove us"
    "|remove number|end this|cancel all|cancel this|no more|stop stop|arret|leave me alone|leave us alone|stop texts"
    "|stop messages|stop msgs|stop text|stop message|wrong number|you have the wrong number|this is the wrong number|"
    "|alto|parar|pare|paren|para|basta|baja|dar de baja|darme de baja|cancelar|cancele|cancelen|cancelar todo|detener"
    "|detengan|detenganse|detengase|salir|terminar|no mas|no mas mensajes|no mas textos|no mas texto|eliminar|borrar"
    "|borrame|quitar|quitame|suspender|numero equivocado|dejame en paz|dejenme en paz|alto todo"
    "|dừng|dừng lại|ngừng|ngừng lại|ngưng|hủy|huỷ|hủy bỏ|thôi|dung lai|ngung|ngung lai|huy|huy bo|huy dang ky|nham so|sai so"
    "|توقف|توقفوا|اوقف|اوقفوا|ايقاف|قف|الغاء|الغ|الغاء الاشتراك|كفي|كفايه|خلاص|رقم خاطي|الرقم خطا|رقم غلط"
)
HELP = _lines(
    "help|info|information|help me|ayuda|ayudame|ayudeme|necesito ayuda|i need help|informacion|quien es|who is this"
    "|quien habla|tro giup|giup|giup do|giup toi|مساعده|ساعدوني|النجده"
)
LINK = _lines(
    "link|my link|new link|send link|my page|enlace|mi enlace|nuevo enlace|liga|mi pagina|lien ket|رابط|الرابط"
)
START = _lines("start|unstop|resume|subscribe|comenzar|iniciar|reanudar|empezar|bat dau|ابدا|ابدء|بدء")

# -- digits --------------------------------------------------------------------------------------------------------

ONE_DIGIT = {
    **dict.fromkeys(("1", "one", "uno", "mot", "واحد", "١", "۱", "1st"), 1),
    **dict.fromkeys(("2", "two", "dos", "hai", "اثنان", "اثنين", "٢", "۲"), 2),
    **dict.fromkeys(("3", "three", "tres", "ba", "ثلاثه", "٣", "۳"), 3),
}
# Words that may stand around a digit without changing it: index 0 around any, 1 to 3 around that digit.
WITH_DIGIT = (
    _lines(
        "we|i|my|our|is|a|the|to|it|its|number|option|answer|reply|ok|okay|yes|hi|hello|thanks|thank|you|please|today|send"
        "|sending|here|response|choice|picked|pick|press|hola|si|gracias|por|favor|opcion|numero|respuesta|respondo|el|la"
        "|es|lo|mi|hoy|fue|un|so|chon|cam|on|da|رقم|شكرا|الرقم|text|texting|texto"
    ),
    _lines(
        "did|done|tried|finished|great|good|loved|fun|hice|hicimos|hizo|hecho|listo|probamos|probe|intentamos|bien|lam|xong|roi|فعلنا|تم|liked|doing|all"
    ),
    _lines(
        "was|hard|too|difficult|tough|very|dificil|muy|costo|nos|me|estuvo|kho|qua|صعب|كان|little|bit|so|poco|bastante"
    ),
    _lines(
        "not|now|yet|later|no|busy|week|this|time|ahora|aun|todavia|luego|despues|esta|semana|tiempo|chua|bay|gio|ليس|الان|ya"
    ),
)
SAID_IN_WORDS = {
    **dict.fromkeys(
        ("did it", "we did it", "i did it", "done", "we did", "lo hicimos", "lo hice", "hecho", "ya lo hicimos"), 1
    ),
    **dict.fromkeys(
        ("hard", "it was hard", "too hard", "was hard", "dificil", "fue dificil", "muy dificil", "estuvo dificil"), 2
    ),
    **dict.fromkeys(("not now", "ahora no", "not this week", "esta semana no", "no ahora"), 3),
}

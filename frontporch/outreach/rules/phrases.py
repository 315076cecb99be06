# ruff: noqa: E501 - a pattern is read as one line
"""Phrases that ask to be left alone, as patterns over small letters without accents and marks."""

from __future__ import annotations

import re

# What a request may begin with.
LEAD_INS = re.compile(
    r"(?:(?:hi|hello|hey|but|thanks|thank you|gracias|ok|okay|and|so|no|yes|sorry|please|pls|plz|kindly|just|also|then|sir|maam|can you|could you"
    r"|would you|will you|can u|could u|you need to|you have to|you must|u need to|i need you to|i want you to|i would like you to"
    r"|id like you to|i would like to|id like to|i want to|i wanna|i wish to|i need to|we want to|we would like to|i asked you to"
    r"|i told you to|how do i|how can i|how do we|how to|can i|may i|is there a way to|do|school"
    r"|hola|por favor|porfavor|porfa|favor de|oiga|oigan|buenas|buenos dias|buenas tardes|ya|y|pueden|puede|podrian|podria"
    r"|quiero|quisiera|queremos|deseo|necesito|le pido que|les pido que|que|me gustaria|como puedo|como hago para|es que|si"
    r"|xin|lam on|vui long|toi muon|hay|xin hay|من فضلك|لو سمحت|لو سمحتم|ارجو|ارجوكم|رجاء|اريد|نريد|ممكن|يرجي)\b ?)"
)

_MSG = (
    r"(?:texts?|texting|txts?|text messages?|messages?|messaging|msgs?|sms|emails?|e mails?|mails?|alerts?|notifications?"
    r"|reminders?|updates?|spam)"
)
_THESE = r"(?:(?:me|us|to me|to us|all|of|any|more|any more|this|these|those|the|your|such|so many|learning|school) )*"
_ME = r"(?:me|us|this (?:number|phone)|my (?:number|phone|cell|house|family|wife|husband|mom|mother|son|daughter))"
_END = r"(?: (?:any ?more|again|ever|ever again|at all|at this number|on this number|on this phone|now|already|today|thanks|thank you|please|pls|so much|please stop|no more|anything|nada|mas|jamas|nunca))*$"
_MENSAJES = r"(?:mensajes?|mensajitos|textos?|correos?|sms|notificaciones|avisos|recordatorios|alertas)"
_ESTOS = r"(?:(?:mas|me|estos|este|esos|los|sus|todos|tantos|de|la escuela|nos) )*"
_TIN = r"(?:tin nhan|tin|nhan tin|sms|email|thu)"
_RASAIL = r"(?:رسائل|الرسائل|رساله|الرساله|رسايل|الرسايل|رسائلكم|مسجات)"

_PATTERNS = (
    # English
    rf"(?:stop|quit|cease)(?: with)?(?: the)? (?:texting|txting|messaging|contacting|emailing|spamming|bothering|harassing)(?: {_ME})?{_END}",
    rf"(?:stop|quit|cease|end|cancel|discontinue) (?:sending |getting |receiving )?{_THESE}{_MSG}\b(?! (?:in|at|during|while|on the)\b)",
    rf"(?:stop|quit) sending (?:me |us )?(?:this|these|those|stuff|things|anything|this stuff|these things){_END}",
    rf"(?:stop|quit) (?:getting|receiving) {_THESE}{_MSG}",
    r"(?:stop|quit) (?:it )?(?:with )?(?:all )?(?:these|this|the) (?:texts?|messages?|msgs?)",
    rf"(?:dont|do not|never|no longer|not) (?:ever )?(?:text|txt|message|msg|contact|write|spam) {_ME}{_END}",
    rf"(?:dont|do not|never) (?:ever )?send {_ME} (?:any ?thing|{_THESE}{_MSG}|any|these|this|more|stuff){_END}",
    rf"(?:dont|do not|never) (?:ever )?send {_THESE}{_MSG}{_END}",
    rf"(?:i|we) (?:dont|do not|no longer|never|really dont|do no)(?: longer)? (?:want|wanna|need|wish)(?: to)?(?: (?:get|receive|have|see|be getting|be receiving|read))? {_THESE}{_MSG}\b(?! (?:in|at|during|about|after|before|from my|to (?:stop|end))\b)",
    r"(?:i|we) (?:dont|do not|no longer) (?:want|wish)(?: to)? (?:be )?(?:texted|contacted|messaged|bothered|on (?:this|the|your) list)",
    rf"no more {_THESE}{_MSG}",
    rf"no more (?:of )?(?:this|these){_END}",
    rf"enough (?:with |of )?{_THESE}{_MSG}{_END}",
    r"(?:take|get) (?:me|us|my (?:name|number|phone)|this (?:number|phone)) off(?: of)?(?: (?:this|the|your|that|these|those|all))*(?: \w+)?(?: \w+)?(?: list| texts?| messages?| thing)?(?: please| pls| now| thanks)*$",
    r"(?:remove|delete|erase|drop) (?:me|us|my (?:name|number|phone|phone number|cell|info)|this (?:number|phone|phone number))(?: from .*)?(?: (?:please|thanks|now))*$",
    r"(?:unsubscribe|opt out|optout|opt me out|unenroll me|sign me off|sign me out of)(?: (?:me|us|from .*|of .*|this number|my number|all))*$",
    r"(?:leave (?:me|us) alone|lose my number|forget my number|wrong (?:number|person))$",
    r"(?:you (?:have|got) the |this is the |its the |its a |this is a )wrong number",
    r"(?:be )?(?:taken off|removed from) (?:this|the|your)(?: \w+)? list",
    r"(?:i|we) (?:want|would like|wish|need)? ?(?:out(?: of (?:this|these)(?: \w+)?)?$|to be (?:removed|taken off|unsubscribed))",
    r"be (?:removed|taken off|unsubscribed)\b",
    # Spanish
    rf"(?:no quiero|no queremos|ya no quiero|no deseo|no deseamos|no necesito|no me interesa|no me interesan)(?: (?:seguir )?(?:recibir|recibiendo|que me (?:manden|envien|mande|envie)))? {_ESTOS}{_MENSAJES}",
    rf"no (?:quiero|queremos|deseo) que (?:me|nos) (?:escriban|escriba|manden|mande|envien|envie|contacten|texteen|molesten) ?(?:mas|nada|{_ESTOS}{_MENSAJES})?{_END}",
    rf"no (?:quiero|queremos) (?:recibir )?(?:mas|nada|mas nada|nada mas){_END}",
    rf"no (?:me|nos) (?:manden|manda|mande|mandes|envien|envie|envies) ?{_ESTOS}(?:{_MENSAJES}.*|mas|nada|nada mas)?$",
    rf"no (?:me|nos) (?:escriban|escriba|escribas|texteen|textee|textees|contacten|contacte|molesten|moleste|molestes){_END}",
    rf"no (?:manden|mande|envien|envie|mandes|mandar|enviar) {_ESTOS}{_MENSAJES}",
    rf"(?:dejen|deje|deja|paren|pare|para|dejar|parar|basta) (?:ya )?(?:de )(?:mandar|enviar|escribir|textear|molestar|contactar)(?:me|nos)?(?: {_ESTOS}{_MENSAJES})?{_END}",
    rf"(?:mandar|enviar|recibir)(?:me|nos)? {_ESTOS}{_MENSAJES} no$",
    rf"(?:paren|pare|parar|detengan|detener|detenga|cancelen|cancele|cancelar|suspendan|suspender|terminen|terminar|quiten|basta de|alto a|alto con|alto de) {_ESTOS}{_MENSAJES}",
    rf"(?:ya )?no (?:mas )?{_ESTOS}{_MENSAJES}{_END}",
    r"(?:quiteme|quitenme|quitame|saqueme|saquenme|sacame|borreme|borrenme|borrame|elimineme|eliminenme|eliminame|remuevame|remuevanme)(?: (?:de|del) .*)?(?: (?:por favor|gracias))*$",
    r"(?:quite|quiten|quitar|borre|borren|borrar|elimine|eliminen|eliminar|saquen|saque|sacar|remuevan) (?:mi|este) (?:numero|telefono|celular|nombre)",
    r"(?:dar(?:me|nos)?|denme|deme|dame) de baja(?: .*)?$",
    r"(?:quitar|sacar|borrar|eliminar)(?:me|nos)(?: (?:de|del) .*)?$",
    r"(?:cancelar|cancele|cancelen|anular) (?:la |mi |esta )?(?:suscripcion|inscripcion)",
    r"(?:dejenme|dejeme|dejame|dejennos) en paz$",
    r"(?:tiene|tienen|es|este es)(?: el| un)? numero equivocado",
    r"numero equivocado$",
    # Vietnamese
    rf"(?:dung|ngung|ngung viec|dung co|thoi|cham dut|khong|khong duoc)(?: co)? (?:gui|nhan|nhan tin)(?: {_TIN})?(?: (?:cho|den|toi|toi so|so|nay|nua|em|minh|gia dinh|chung))*$",
    rf"(?:toi|chung toi|em|minh|gia dinh toi)? ?(?:khong|ko|k) (?:muon|can)(?: phai)? (?:nhan|nhan duoc|doc)(?: them)?(?: {_TIN})",
    rf"(?:toi|chung toi|em|minh)? ?(?:khong|ko) (?:muon|can) {_TIN}",
    r"huy (?:dang ky|bo|tin nhan|nhan tin|dich vu)(?: .*)?$",
    r"(?:xoa|bo|loai)(?: ten)? (?:so|toi|ten)(?: .*)?(?:danh sach|dien thoai|cua toi|so nay|ra)$",
    r"(?:xoa|bo) so (?:cua )?(?:toi|nay|dien thoai.*)$",
    r"(?:dung|ngung) (?:lam phien|lien lac|lien he)(?: .*)?$",
    r"(?:nham|sai|lon) so(?: roi| dien thoai)*$",
    # Arabic
    rf"(?:توقف|توقفوا|اوقف|اوقفوا|وقفوا|وقف|ايقاف|الغاء|الغ|الغوا|كفي|كفايه|قفوا)(?: عن)?(?: (?:ارسال|بعث|هذه|كل|جميع|من))* {_RASAIL}",
    r"(?:توقف|توقفوا|كفوا|كف)(?: عن)? (?:مراسلتي|مراسلتنا|ازعاجي|الارسال|التواصل معي|الاتصال بي|ارسال الرسائل.*)$",
    rf"(?:لا|ما|لم اعد) (?:اريد|نريد|ارغب|احتاج|اود|بدي|ابغي|عايز|عاوز)(?: (?:في|ب|ان|استلام|تلقي|استقبال|هذه|المزيد|من|اي|اتلقي|استلم|تصلني))* {_RASAIL}",
    rf"لا (?:ترسل|ترسلوا|تبعث|تبعثوا|تراسلني|تراسلوني|تكتبوا)(?: (?:لي|لنا|الي|الينا|هذه|اي|مزيدا|المزيد|من))*(?: {_RASAIL}.*)?(?: (?:بعد الان|مره اخري|ابدا))*$",
    r"(?:الغاء|الغوا|الغ|اريد الغاء) (?:ال)?اشتراك(?:ي|نا)?",
    r"(?:احذف|احذفوا|ازل|ازيلوا|امسح|امسحوا|شيلوا)(?: (?:رقمي|اسمي|هذا الرقم|رقم هاتفي)|ني)",
    r"(?:احذفوني|ازيلوني|اتركوني وشاني|اتركني وشاني)",
    r"(?:هذا )?(?:ال)?رقم (?:خاطي|خطا|غلط)$",
)  # fmt: skip
PHRASES = tuple(re.compile(pattern) for pattern in _PATTERNS)

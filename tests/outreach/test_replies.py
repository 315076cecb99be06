# ruff: noqa: E501 - texts as people write them
"""What a family's text means. Both tables grow with every text that was read wrongly."""

from __future__ import annotations

import pytest

from frontporch.outreach.rules import read

REFUSALS = """
STOP
stop
Stop.
STOP!!!
stop please
Please stop
STOP 1
Stop stop stop
stopall
Stop all
unsubscribe
UNSUBSCRIBE ME
cancel
Cancel please
END
quit
opt out
opt-out
revoke
remove me
Remove me please
no more
stop texting me
Stop texting me please
please stop texting me!
PLEASE STOP TEXTING ME
stop texting this number
Can you stop texting me?
can u please stop texting me
could you please stop messaging me
I want you to stop texting me
Hi, please stop sending me messages
stop sending me texts
stop sending these messages
Stop sending me these
stop sending this stuff
quit texting me
Quit sending me texts
stop messaging
stop contacting me
stop bothering me
I would like to stop receiving these texts
how do i stop these messages
How can I stop getting these texts?
please take me off this list
Take me off your list
take me off the texting list please
take me off
take my number off this list
take us off the list
get me off this list
Please remove my number
remove this number from your list
remove me from this list
delete my number
don't text me
Don't text me anymore
Do not text me again
do not contact me
don't send me any more texts
Dont send me texts please
do not send me messages
I don't want these texts
I don't want to get these messages
I do not want to receive any more texts
i dont want any messages
we don't need these texts anymore
I no longer want to receive messages
we no longer want these texts
I don't want to be contacted
no more texts
No more messages please
no more of this
enough texts
opt me out
Opt me out of this please
I want to opt out
I'd like to unsubscribe
I want out
I would like to be removed
leave me alone
lose my number
wrong number
Wrong number!
You have the wrong number
Sorry, wrong number
STOP. I have no child at this school
Not my kid. Please stop texting me.
ok thanks but please take me off this list
stop the texts
cancel these messages
end these texts
STOP ✋
Stop 🛑
“STOP”
stop it with these texts
ALTO
alto
¡Alto!
ALTO por favor
Alto, gracias
parar
PARE
paren
baja
BAJA
Baja por favor
Darme de baja
quiero darme de baja
denme de baja por favor
dar de baja
cancelar
Cancelar suscripción
cancelen los mensajes
detener
basta
salir
no más
no mas
No más mensajes
no mas mensajes por favor
no más textos
ya no más mensajes
ya no quiero mensajes
Ya no quiero recibir mensajes
No quiero más mensajes
no quiero recibir estos mensajes
no deseo recibir mas textos
No quiero que me manden mensajes
no quiero que me escriban más
no me manden mas mensajes
No me manden más
no me envíen mensajes
por favor no me escriban
no me molesten
No me texteen
dejen de mandar mensajes
dejen de mandarme mensajes
Dejen de escribirme
por favor dejen de enviarme textos
deje de mandarme mensajes
paren de mandar mensajes
Paren los mensajes
pare de enviarme mensajes
quítenme de la lista
Por favor quítenme de esta lista
sáquenme de la lista
bórrenme
borren mi número
eliminen mi número por favor
elimíneme de la lista
no me interesan sus mensajes
número equivocado
Numero equivocado
Es número equivocado
déjenme en paz
hola, no quiero recibir mas mensajes
dừng
Dừng lại
DỪNG
dung lai
ngừng
ngưng
hủy
huỷ đăng ký
hủy đăng ký
huy dang ky
đừng nhắn tin nữa
đừng nhắn tin cho tôi nữa
Đừng gửi tin nhắn cho tôi
dung gui tin nhan nua
xin đừng gửi tin nhắn nữa
ngừng nhắn tin
làm ơn ngừng gửi tin nhắn
Tôi không muốn nhận tin nhắn
toi khong muon nhan tin nhan nua
không muốn nhận tin nữa
không nhận tin nhắn nữa
xóa số của tôi
xóa tôi ra khỏi danh sách
nhầm số
nhầm số rồi
ngừng làm phiền
توقف
توقفوا
قف
إلغاء
الغاء الاشتراك
إلغاء الاشتراك من فضلك
أوقفوا الرسائل
اوقفوا ارسال الرسائل
توقف عن إرسال الرسائل
توقفوا عن مراسلتي
لا أريد رسائل
لا اريد هذه الرسائل
لا أريد استلام الرسائل
لا أرغب في استلام هذه الرسائل
لا ترسلوا لي رسائل
لا ترسل لي رسائل بعد الآن
لا تراسلوني
من فضلك أوقفوا الرسائل
احذفوا رقمي
احذف رقمي من القائمة
كفى رسائل
رقم خاطئ
الرقم غلط
""".strip().splitlines()

ORDINARY = """
we will stop by at 5
We will stop by the school tomorrow
I can stop by after work
can you stop by our house
please stop by the office
the bus stop was late
The bus did not stop
bus stop
Is the bus stop moving?
what time does the bus stop there
he would not stop laughing
She can't stop reading!
they won't stop fighting
He won't stop texting in class
my son can't stop texting me jokes
Please stop sending my son to the office
stop sending homework on Fridays
Please stop the bus at Oak Street
can you stop the bullying
We need to stop the fighting at recess
stop, drop and roll was the lesson
She read the sign that said STOP
He knows red means stop
we played stop and go
stop sign was his favorite word
non stop fun
I had to stop early, baby woke up
We stopped at page 3
We will not stop!
don't stop believing
Don't stop sending these, we love them
please don't stop the texts
never stop texting these ideas
We do not want the texts to stop
I don't want to miss any messages
I don't want my son to text in class
i dont want texts at work, can you call
do not text me after 9
don't text me during work, evenings are better
don't call me at work, text instead
don't call, text me
do not send my daughter home early
Do not send him on the bus today
no more questions
no more homework today?
He wants no more peas
we need no more paper, text is fine
The end
in the end she did it
this is the end of the book
when does the year end
cancel the meeting
Please cancel our conference on Tuesday
can I cancel the ride
Is school canceled?
he wants to quit soccer
she did not quit
he quit crying
never quit
remove the stain how
should i remove his brace before school
take me to the list of books
He can take his shoes off now
take the day off
I have Friday off
are we off on monday
my phone was off
we turned the tv off
leave it alone
wrong answer but he tried
wrong page
he wrote the number wrong
enough spoons
enough for everyone
I want to help out
we want out of the house fun, thanks
who do i call to sign up
help him with reading
can you help me with the form
My number is 601 555 0134
Change my number please
new number
we have 2 kids
we did it 2 times
He is 3
there are 3 of us
5
4
12
1 2 3
grade 3 has a test?
Thank you
Thanks so much!
ok
yes
No
He loved it
what time is the reading night
Can I bring my baby Thursday?
she stops at long words
She stops and thinks now
Stop reading at 8? he wants more
Should he stop at each period
When do I stop helping
I text him every day
we get these texts at work, funny
These messages are great
More texts please
love the messages
alerts are fine
I need to update my email
How do I get messages in Spanish
do you have these in spanish
No tengo mensajes de esta semana
no me llegan los mensajes
No me llegó el mensaje
Quiero más mensajes
quiero recibir mensajes en español
no quiero perder los mensajes
pare de llover
cuando pare de llover vamos
No para de llover
No para de hablar
mi hijo es muy alto
El más alto de la clase
es alto
leyó en voz alta
leemos en voz baja
baja la voz le dije
la parada del bus
¿Dónde es la parada?
paramos en la tienda
vamos a parar en la escuela
pasamos a las 5
para mañana
para mi hijo
gracias para todos
¿para qué es?
no me gusta leer
no más tarea hoy
No hay más tarea
ya no más tele, leemos
salir temprano
va a salir temprano
podemos salir el viernes
quiero cancelar la cita
¿Se cancela la junta?
no puede dejar de leer
dejen de pelear les dije
No me escribe bien la letra
terminar la tarea
ya terminamos
quitarle el miedo
borrar el pizarrón le gusta
No mandé la tarea
no mandaron el libro
ayuda con la tarea
necesito ayuda con la tarea
me ayuda mucho
¿Quién es la maestra?
Vamos a la escuela a las 8
Có, cảm ơn
Đúng rồi
đúng
Con tôi thích đọc
Con không muốn đọc sách
con tôi không chịu dừng chơi
Xe buýt dừng ở đâu?
trạm dừng xe buýt
Tôi không nhận được sách
gửi sách cho con
Cháu bị ốm hôm nay
mấy giờ họp
شكرا جزيلا
شكراً
ابني يحب القراءة
متى يتوقف الباص
الحافلة لا تتوقف هنا
أين موقف الباص
لا أريد أن أتأخر
لا يريد ابني القراءة
متى الاجتماع
هل يمكن إلغاء الموعد
وصلت الرسائل شكرا
نعم
""".strip().splitlines()


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_is_understood_however_it_is_worded(text: str) -> None:
    assert read(text).kind == "stop"


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_refuses_nothing(text: str) -> None:
    assert read(text).kind in ("words", "help")
    assert read(f"{text.rstrip('.')}.").kind in ("words", "help")


@pytest.mark.parametrize(
    "text", ["HELP", "help", "Help!", "help please", "INFO", "AYUDA", "¿Ayuda?", "trợ giúp", "مساعدة"]
)
def test_a_call_for_help_is_answered(text: str) -> None:
    assert read(text).kind == "help"


@pytest.mark.parametrize("text", ["START", "start", "Unstop", "comenzar", "bắt đầu"])
def test_coming_back_is_one_word(text: str) -> None:
    assert read(text).kind == "start"


@pytest.mark.parametrize(
    ("digit", "texts"),
    [
        (1, "1|1.|1!|(1)|#1|\"1\"| 1 |one|One.|uno|Uno|Hice 1?|hice 1|1 hicimos|1 did it|we did it 1|1️⃣|１|١|một|số 1|واحد|did it|"
            "We did it!|lo hicimos|1 thanks|1 gracias|Reply 1|option 1|1 👍|yes 1|1, we tried"),
        (2, "2|2.|two|dos|Dos!|2 hard|2 it was hard|2 - hard|2 fue difícil|2️⃣|٢|hai|it was hard|fue difícil|too hard|opción 2|2 muy difícil"),
        (3, "3|3.|three|tres|3 not now|3 ahora no|3 not this week|3️⃣|٣|ahora no|not now|3 no time"),
    ],
)  # fmt: skip
def test_a_digit_is_read_in_any_usual_form(digit: int, texts: str) -> None:
    assert {text: read(text) for text in texts.split("|")} == {text: ("digit", digit) for text in texts.split("|")}


@pytest.mark.parametrize("text", ["0", "4", "11", "1 or 2", "1 2", "we have 2 kids", "He is 3", "grade 3 has a test?", "", "👍", "not 1", "1 hard", "2 pm",
                                  "3 of us came", "601 555 0101"])  # fmt: skip
def test_what_is_no_answer_goes_to_a_person(text: str) -> None:
    assert read(text).kind == "words"

"""Texts that ask for no such thing, though they use its words. One more line for each that was read wrongly."""

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

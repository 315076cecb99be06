"""Texts that ask to be left alone, in the four languages. One more line for each that was read wrongly."""

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

from __future__ import annotations

from django.urls import path

from frontporch.outreach.views import family, paper, replies, today

app_name = "outreach"
urlpatterns = [
    path("f/<str:token>/", family.week, name="family-week"),
    path("f/<str:token>/<int:delivery_id>/", family.answer, name="family-reply"),
    path("s/today/", today.today, name="today"),
    path("s/send/<int:send_id>/", today.send, name="send"),
    path("s/not-reached/", today.not_reached, name="not-reached"),
    path("s/unknown/", today.unknown, name="unknown"),
    path("s/unknown/<int:delivery_id>/", today.settle, name="settle"),
    path("s/replies/", replies.replies, name="replies"),
    path("s/replies/<int:reply_id>/", replies.answer, name="answered"),
    path("s/packs/", paper.packs, name="packs"),
    path("s/packs/key-in/", paper.key_in, name="key-in"),
    path("s/packs/<int:pack_id>/handed-out/", paper.hand_out, name="hand-out"),
    path("s/packs/<int:pack_id>.pdf", paper.pdf, name="pack-pdf"),
]

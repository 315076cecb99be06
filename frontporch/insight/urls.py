from __future__ import annotations

from django.urls import path

from frontporch.insight import views

app_name = "insight"
urlpatterns = [
    path("s/reach/", views.reach, name="reach"),
    path("st/overview/", views.state, name="state"),
]

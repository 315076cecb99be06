from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from frontporch.framework import views

app_name = "framework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.framework, name="framework"),
    path("strategy/", views.strategies, name="strategies"),
    path("strategy/<str:code>/", views.strategy, name="strategy"),
    path("<str:code>/", views.standard, name="standard"),
]

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from frontporch.demo import views

app_name = "demo"
urlpatterns: list[URLPattern | URLResolver] = [path("demo/in/<str:token>/", views.door, name="door")]

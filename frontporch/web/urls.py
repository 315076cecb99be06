from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from frontporch.web import views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="front"),
    path("languages/", views.languages, name="languages"),
    path("schools/", views.schools, name="schools"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]

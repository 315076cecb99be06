from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from frontporch.web import place_pages, views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="front"),
    path("languages/", views.languages, name="languages"),
    path("schools/", views.schools, name="schools"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("d/places/", place_pages.places, name="places"),
    path("d/places/<int:place_id>/", place_pages.describe, name="place"),
    path("d/places/<int:place_id>/calendar/", place_pages.calendar, name="calendar"),
    path("d/places/<int:place_id>/add/", place_pages.add, name="add-place"),
]

from __future__ import annotations

from django.urls import path

from frontporch.roster import views

app_name = "roster"
urlpatterns = [
    path("d/rosters/", views.runs, name="runs"),
    path("d/rosters/<int:run_id>/", views.run, name="run"),
    path("d/rosters/<int:run_id>/apply/", views.apply_run, name="apply"),
]

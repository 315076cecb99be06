from __future__ import annotations

from django.urls import path

from frontporch.outcomes import views

app_name = "outcomes"
urlpatterns = [path("s/absence/", views.absence, name="absence")]

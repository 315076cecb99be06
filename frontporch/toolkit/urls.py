from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from frontporch.toolkit import views

app_name = "toolkit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("try/", views.browse, name="browse"),
    path("try/<str:band>/<str:area>/", views.shelf, name="shelf"),
    path("a/<str:code>/", views.activity, name="activity"),
    path("a/<str:code>/print", views.sheet, name="sheet"),
    path("c/", views.door, name="door"),
    path("c/<str:typed>/", views.door, name="door"),
]

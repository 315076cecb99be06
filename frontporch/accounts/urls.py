"""Signing in and out keep the names that allauth asks for; our own pages are named accounts:…"""

from __future__ import annotations

from django.urls import include, path

from frontporch.accounts import views

pages = [
    path("home/", views.home, name="home"),
    path("s/role/", views.role, name="role"),
    path("s/people/", views.people, name="people"),
    path("s/people/invite/", views.invite, name="invite"),
    path("s/people/entries/", views.entries, name="entries"),
    path("s/people/<int:membership_id>/end/", views.end, name="end"),
]
urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/", views.sign_in, name="account_request_login_code"),
    path("sign-in/", views.sign_in, name="account_inactive"),
    path("sign-in/code/", views.confirm_code, name="account_confirm_login_code"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("", include((pages, "accounts"))),
]

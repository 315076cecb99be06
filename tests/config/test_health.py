from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from frontporch.config.health import healthz


@pytest.mark.django_db
def test_health_says_ok_to_anybody_without_a_scope(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_is_answered_over_http_where_pages_demand_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200


def test_health_is_status_503_while_the_database_is_silent(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection

    def silent() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", silent)

    assert healthz(rf.get("/healthz")).status_code == 503


@pytest.mark.django_db
def test_health_is_not_for_posting(client: Client) -> None:
    assert client.post("/healthz").status_code == 405

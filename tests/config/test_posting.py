from __future__ import annotations

from django.conf import settings


def test_browsers_may_say_to_us_where_a_form_came_from() -> None:
    """Under "no-referrer" a browser posts with `Origin: null`, and every form of ours would be refused."""
    assert settings.SECURE_REFERRER_POLICY == "same-origin"

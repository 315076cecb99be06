from __future__ import annotations

import pytest
from django.utils.translation import override

from frontporch.ui.languages import language_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [("es", "Spanish"), ("zh-Hant", "Chinese"), ("", "Language not known"), ("zxx", "Does not read"), ("qqq", "Qqq")],
)
def test_a_language_has_a_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_a_language_is_named_in_the_readers_language() -> None:
    with override("es"):
        assert language_name("vi") == "Vietnamita"
    with override("ar-xb"):
        assert language_name("vi")

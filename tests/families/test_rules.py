from __future__ import annotations

import pytest

from frontporch.families.rules import language_tag, needs_document, relation_of, tier_of


@pytest.mark.parametrize(
    ("word", "relation", "tier"),
    [
        ("parent", "parent", "decides"),
        ("Mother", "parent", "decides"),
        ("guardian", "guardian", "decides"),
        ("Court Appointed Guardian", "guardian", "decides"),
        ("relative", "relative", "learns-with"),
        ("Foster Parent", "relative", "learns-with"),
        ("grand-mother", "relative", "learns-with"),
        ("aide", "aide", "learns-with"),
        ("other", "other", "learns-with"),
        ("emergencyContact", "emergency", "none"),
        ("emergency contact", "emergency", "none"),
        ("doctor", "emergency", "none"),
    ],
)
def test_a_relation_begins_with_the_tier_that_its_word_gives(word: str, relation: str, tier: str) -> None:
    assert relation_of(word) == relation
    assert tier_of(relation) == tier


@pytest.mark.parametrize("word", ["", "wizard", "sibling", "child", "self"])
def test_a_word_that_is_no_adult_relation_has_none(word: str) -> None:
    assert relation_of(word) is None


@pytest.mark.parametrize(
    ("relation", "before", "after", "needed"),
    [
        ("parent", "decides", "decides", False),
        ("parent", "decides", "informed", True),
        ("guardian", "decides", "no-contact", True),
        ("parent", "informed", "decides", False),
        ("relative", "learns-with", "decides", False),
        ("relative", "learns-with", "no-contact", False),
        ("relative", "no-contact", "learns-with", True),
        ("parent", "no-contact", "decides", True),
    ],
)
def test_taking_rights_from_a_parent_or_lifting_no_contact_needs_a_paper(
    relation: str, before: str, after: str, needed: bool
) -> None:
    assert needs_document(relation=relation, before=before, after=after) is needed


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("en", "en"),
        ("ES-mx", "es"),
        ("es_MX", "es"),
        ("spa", "es"),
        ("Spanish", "es"),
        ("Español", "es"),
        ("Tiếng Việt", "vi"),
        ("vie", "vi"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hans", "zh-Hans"),
        ("chi", "zh"),
        ("Chinese", "zh"),
        ("Hmong", "hmn"),
        ("Choctaw", "cho"),
        ("haitian creole", "ht"),
        ("", ""),
        ("Unknown", ""),
        ("und", ""),
        ("zxx", ""),
        ("Klingonish", None),
        ("metadata.value1", None),
    ],
)
def test_a_language_is_understood_as_people_and_systems_write_it(word: str, tag: str | None) -> None:
    assert language_tag(word) == tag

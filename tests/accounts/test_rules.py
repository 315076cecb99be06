from __future__ import annotations

import pytest

from frontporch.accounts.rules import ROLES, Permission, fits, may, may_invite
from frontporch.accounts.views import FIRST_PAGES
from frontporch.accounts.words import SAID
from frontporch.places.models import Place


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("teacher", "outreach:today"),
        ("visitor", "outreach:today"),
        ("principal", "outreach:today"),
        ("office", "outreach:packs"),
        ("team", "planning:plan"),
        ("district", "insight:reach"),
        ("state", "insight:state"),
    ],
)
def test_each_role_begins_on_its_own_page(role: str, page: str) -> None:
    assert next(name for permission, name in FIRST_PAGES if may(role, permission)) == page


def test_every_role_has_a_first_page() -> None:
    assert [role for role in ROLES if not any(may(role, permission) for permission, _name in FIRST_PAGES)] == []


@pytest.mark.parametrize(
    ("inviter", "role", "allowed"),
    [
        ("state", "district", True),
        ("state", "teacher", False),
        ("district", "principal", True),
        ("district", "state", False),
        ("principal", "team", True),
        ("principal", "district", False),
        ("teacher", "teacher", False),
        ("nobody", "teacher", False),
        ("principal", "nobody", False),
    ],
)
def test_who_invites_whom(inviter: str, role: str, allowed: bool) -> None:
    assert may_invite(inviter, role) is allowed


def test_nobody_invites_a_role_above_their_own() -> None:
    height = {role: min(Place.Kind.values.index(kind) for kind in one.kinds) for role, one in ROLES.items()}
    assert [(a, b) for a in ROLES for b in ROLES if may_invite(a, b) and height[b] < height[a]] == []


def test_the_state_office_sees_no_child() -> None:
    assert not may("state", Permission.CHILDREN)
    assert not may("state", Permission.REPLIES)


@pytest.mark.parametrize(
    ("role", "kind", "fit"),
    [
        ("teacher", "classroom", True),
        ("teacher", "district", False),
        ("district", "program", True),
        ("ghost", "school", False),
    ],
)
def test_roles_fit_kinds_of_places(role: str, kind: str, fit: bool) -> None:
    assert fits(role, kind) is fit


def test_every_word_of_the_table_is_marked_for_translators() -> None:
    said = {word for one in ROLES.values() for word in (one.title, one.does)} | {str(one) for one in Permission}
    assert said == set(SAID)

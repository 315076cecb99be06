"""Roles and permissions: one readable table. Nothing else decides what a role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    STATE_FIGURES = "see the state's suppressed tables, without names"
    REACH = "see who is reached, in numbers, at the place and beneath it"
    CHILDREN = "see the children of the place, their adults and who is not reached"
    SEND = "look at the week and send it"
    PACKS = "print, hand out and key back paper"
    REPLIES = "read and answer what families write"
    PLAN_READ = "read plans"
    PLAN_WRITE = "write and publish plans"
    ROSTERS = "bring in rosters and absences"
    ABSENCE = "see absence figures"
    PEOPLE = "see who works here and what they can see"
    INVITE = "invite people, and end their membership"
    AUDIT = "read who did what"
    PLACES = "set up places beneath yours: names in texts, phone numbers, calendars"


P = Permission


@dataclass(frozen=True)
class Role:
    """A role in words, the kinds of place where one can hold it, what it may do, and whom it may invite."""

    title: str
    does: str
    kinds: tuple[str, ...]
    permissions: frozenset[Permission]
    invites: tuple[str, ...] = ()


_TENANTS, _SITES = ("district", "program"), ("school", "center")
_CLASS = frozenset({P.CHILDREN, P.SEND, P.PACKS, P.REPLIES, P.PLAN_READ, P.REACH, P.ABSENCE})

ROLES: dict[str, Role] = {
    "state": Role(
        "State office", "Publishes the framework and sees the state's figures. Never sees a name.",
        ("state", "region"), frozenset({P.STATE_FIGURES, P.PLAN_READ, P.PEOPLE, P.INVITE, P.AUDIT, P.PLACES}),
        ("state", "district"),
    ),
    "district": Role(
        "District or program coordinator", "Brings in rosters, sees reach across schools, invites their leaders.",
        _TENANTS, frozenset({P.ROSTERS, P.REACH, P.CHILDREN, P.PLAN_READ, P.ABSENCE, P.PEOPLE, P.INVITE, P.AUDIT, P.PLACES}),
        ("district", "principal", "office", "teacher", "visitor"),
    ),
    "principal": Role(
        "Principal or center director", "Plans the year with families and sees that each one is reached.",
        _SITES, _CLASS | {P.PLAN_WRITE, P.PEOPLE, P.INVITE, P.AUDIT, P.PLACES},
        ("principal", "office", "teacher", "visitor", "team"),
    ),
    "office": Role(
        "Front office", "Prints the packs, keys paper back, helps families with numbers and languages.",
        _SITES, frozenset({P.CHILDREN, P.PACKS, P.REPLIES, P.PLAN_READ, P.REACH, P.ABSENCE}),
    ),
    "team": Role("Action team member", "Writes the plan with the school.", _SITES, frozenset({P.PLAN_READ, P.PLAN_WRITE, P.REACH})),
    "teacher": Role("Teacher", "Sends the week to a class and hears back.", (*_SITES, "classroom"), _CLASS),
    "visitor": Role("Home visitor", "Brings activities to the families they visit.", (*_SITES, "classroom"), _CLASS),
}  # fmt: skip


def may(role: str, permission: Permission) -> bool:
    """Whether a role holds a permission. A role that the table does not know may do nothing."""
    return role in ROLES and permission in ROLES[role].permissions


def may_invite(role: str, other: str) -> bool:
    """Whether a person in `role` may invite somebody as `other`: the table says it, and only with INVITE."""
    return may(role, Permission.INVITE) and other in ROLES[role].invites


def fits(role: str, kind: str) -> bool:
    """Whether somebody can hold the role at a place of this kind."""
    return role in ROLES and kind in ROLES[role].kinds

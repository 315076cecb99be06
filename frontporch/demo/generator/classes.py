"""Homerooms, classes by subject, and the staff who hold them."""

from __future__ import annotations

import random
from itertools import groupby

from frontporch.demo.generator import names
from frontporch.demo.generator.wishes import Child, Class, School, Staff, Tenant, Wish
from frontporch.lib.dates import grade_label

_SPECIALS = ("Music", "Art", "Physical Education", "Library", "Computers")
_SUBJECTS = (
    "English",
    "Mathematics",
    "Science",
    "Social Studies",
    "Physical Education",
    "Arts",
    "Computers",
    "Elective",
)
_ROOM_SIZE = {"IT": 8, "PK": 16, **dict.fromkeys(("KG", "01", "02", "03"), 21)}


def classes(tenant: Tenant, wish: Wish, number: int) -> None:
    """Give every school its staff, and every child a homeroom and (where wished) classes by subject."""
    draw = random.Random(f"{wish.seed}:classes:{number}")
    for school in tenant.schools:
        _member(draw, school, "administrator")
        ordered = sorted(school.children, key=lambda child: child.grade)
        for grade, group in groupby(ordered, key=lambda child: child.grade):
            _grade(draw, school, grade, list(group), wish)


def _grade(draw: random.Random, school: School, grade: str, children: list[Child], wish: Wish) -> None:
    rooms = max(1, round(len(children) / _ROOM_SIZE.get(grade, 25)))
    early = grade in ("IT", "PK")
    for room in range(rooms):
        teacher = _member(draw, school, "teacher")
        word = f"{grade_label(grade)} {teacher.family_name}" if not early else f"{_room(room)} Room"
        title = f"{word} ({grade_label(grade)})" if early else word
        here = children[room::rooms]
        school.classes.append(
            Class(f"{school.sourced_id}-{grade}{room + 1}", title, grade, "", teacher.sourced_id, here)
        )
        if not wish.subjects or early:
            continue
        for subject in _SUBJECTS if grade >= "06" and grade.isdigit() else _SPECIALS:
            key = f"{school.sourced_id}-{grade}{room + 1}-{subject[:2].upper()}{len(subject)}"
            school.classes.append(
                Class(key, f"{subject} {grade_label(grade)}", grade, subject, teacher.sourced_id, here)
            )


def _room(n: int) -> str:
    colors = ("Yellow", "Green", "Blue", "Orange", "Purple", "Red")
    return colors[n] if n < len(colors) else f"{colors[n % len(colors)]} {n // len(colors) + 1}"


def _member(draw: random.Random, school: School, role: str) -> Staff:
    sex = draw.choice(("female", "male"))
    key = f"{school.sourced_id}-T{len(school.staff) + 1:03}"
    made = Staff(key, names.given(draw, "en", sex), names.family(draw, "en"), role, f"{key.lower()}@example.org")
    school.staff.append(made)
    return made

"""What a run did or would do, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from frontporch.places.models import Place
from frontporch.roster.models import Run

CHANGES: Mapping[str, Promise] = {
    "sites_new": ngettext_lazy("%(n)s school or center is new.", "%(n)s schools or centers are new.", "n"),
    "classrooms_new": ngettext_lazy("%(n)s class is new.", "%(n)s classes are new.", "n"),
    "classrooms_changed": ngettext_lazy(
        "%(n)s class has a new name or is open again.", "%(n)s classes have a new name or are open again.", "n"
    ),
    "classrooms_closed": ngettext_lazy(
        "%(n)s class closes: nobody is in it.", "%(n)s classes close: nobody is in them.", "n"
    ),
    "children_new": ngettext_lazy("%(n)s child is new.", "%(n)s children are new.", "n"),
    "children_changed": ngettext_lazy(
        "%(n)s child has a changed name or birth date, or is back.",
        "%(n)s children have a changed name or birth date, or are back.",
        "n",
    ),
    "children_gone": ngettext_lazy(
        "%(n)s child is no longer in the bundle. Nobody is deleted.",
        "%(n)s children are no longer in the bundle. Nobody is deleted.",
        "n",
    ),
    "enrollments_new": ngettext_lazy("%(n)s enrollment begins.", "%(n)s enrollments begin.", "n"),
    "enrollments_changed": ngettext_lazy(
        "%(n)s enrollment changes its class, grade or dates.",
        "%(n)s enrollments change their class, grade or dates.",
        "n",
    ),
    "enrollments_ended": ngettext_lazy("%(n)s enrollment ends.", "%(n)s enrollments end.", "n"),
    "enrollments_never_begun": ngettext_lazy(
        "%(n)s enrollment that had not begun is taken back.",
        "%(n)s enrollments that had not begun are taken back.",
        "n",
    ),
    "guardians_new": ngettext_lazy("%(n)s adult is new.", "%(n)s adults are new.", "n"),
    "guardians_changed": ngettext_lazy(
        "%(n)s adult has a changed name or language, or is back.",
        "%(n)s adults have a changed name or language, or are back.",
        "n",
    ),
    "guardians_gone": ngettext_lazy(
        "%(n)s adult is no longer in the bundle.", "%(n)s adults are no longer in the bundle.", "n"
    ),
    "edges_new": ngettext_lazy(
        "%(n)s tie between a child and an adult is new.", "%(n)s ties between a child and an adult are new.", "n"
    ),
    "edges_back": ngettext_lazy(
        "%(n)s tie between a child and an adult is back.", "%(n)s ties between a child and an adult are back.", "n"
    ),
    "edges_gone": ngettext_lazy(
        "%(n)s tie between a child and an adult ends.", "%(n)s ties between a child and an adult end.", "n"
    ),
    "contact_points_new": ngettext_lazy("%(n)s number or address is new.", "%(n)s numbers or addresses are new.", "n"),
    "contact_points_changed": ngettext_lazy(
        "%(n)s number or address is back or of another kind.",
        "%(n)s numbers or addresses are back or of another kind.",
        "n",
    ),
    "contact_points_gone": ngettext_lazy(
        "%(n)s number or address is no longer used.", "%(n)s numbers or addresses are no longer used.", "n"
    ),
}
NOTICES: Mapping[str, Promise] = {
    "children_without_guardian": ngettext_lazy(
        "%(n)s child has no adult in the bundle. The child stays and counts.",
        "%(n)s children have no adult in the bundle. They stay and count.",
        "n",
    ),
    "guardians_losing_contact": ngettext_lazy(
        "%(n)s adult would lose the only number or address.",
        "%(n)s adults would lose their only number or address.",
        "n",
    ),
    "guardians_without_contact": ngettext_lazy(
        "%(n)s adult has no number or address. Paper reaches them.",
        "%(n)s adults have no number or address. Paper reaches them.",
        "n",
    ),
    "numbers_of_children": ngettext_lazy(
        "%(n)s number of an adult belongs to a student.", "%(n)s numbers of adults belong to a student.", "n"
    ),
    "numbers_of_no_contact": ngettext_lazy(
        "%(n)s number is shared with an adult who must have no contact. It gets nothing about that child.",
        "%(n)s numbers are shared with adults who must have no contact. They get nothing about those children.",
        "n",
    ),
    "emergency_only": ngettext_lazy(
        "%(n)s emergency contact gets no messages.", "%(n)s emergency contacts get no messages.", "n"
    ),
    "language_unknown": ngettext_lazy(
        "%(n)s adult has no known language. We do not take it for English.",
        "%(n)s adults have no known language. We do not take it for English.",
        "n",
    ),
    "relation_differs": ngettext_lazy(
        "%(n)s adult has another relation in the bundle. What stands here stays until a person changes it.",
        "%(n)s adults have another relation in the bundle. What stands here stays until a person changes it.",
        "n",
    ),
    "adults_without_child": ngettext_lazy(
        "%(n)s adult names no child in the bundle and is left out.",
        "%(n)s adults name no child in the bundle and are left out.",
        "n",
    ),
    "elsewhere": ngettext_lazy(
        "%(n)s student belongs to no school or center in the bundle and is left out.",
        "%(n)s students belong to no school or center in the bundle and are left out.",
        "n",
    ),
}
NOTHING = _("Nothing changes: this is what we know already.")


def change_sentences(run: Run) -> list[str]:
    """What applying changes, one sentence a kind; one sentence when nothing does."""
    return _sentences(CHANGES, run.effects) or [str(NOTHING)]


def notice_sentences(run: Run) -> list[str]:
    """What a person should know about this bundle, one sentence a kind."""
    return _sentences(NOTICES, run.notices)


def _sentences(words: Mapping[str, Promise], counts: Mapping[str, int]) -> list[str]:
    return [str(sentence % {"n": counts[kind]}) for kind, sentence in words.items() if counts.get(kind)]


def runs_of(district: Place) -> QuerySet[Run]:
    """The runs of a district, latest first."""
    return Run.objects.filter(district=district).order_by("-made_at", "-pk")

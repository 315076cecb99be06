from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontporch.lib.dates import grade_label
from frontporch.places.models import Place
from frontporch.planning.queries import Offered
from frontporch.planning.rules import MEASURES
from frontporch.planning.services import GoalWords
from frontporch.ui.forms import Cards

AREA_PICTURES = {code: f"area-{measure.area}" for code, measure in MEASURES.items()}


class GoalForm(forms.Form):
    """One goal: what it counts, for which grade, where it stands and where it should be by the end of the year."""

    measure = forms.ChoiceField(
        label=_("What should change?"), widget=Cards(pictures=AREA_PICTURES, layout="wide"),
        choices=[(code, measure.words) for code, measure in MEASURES.items()],
        error_messages={"required": _("Choose what should change.")},
    )  # fmt: skip
    grade = forms.ChoiceField(label=_("For which grade?"), required=False)
    baseline = forms.DecimalField(
        label=_("Where are you now, in percent?"), required=False, min_value=Decimal(0), max_value=Decimal(100),
        help_text=_("Leave it empty for absence: we count that from your records."),
    )  # fmt: skip
    target = forms.DecimalField(
        label=_("Where do you want to be by May, in percent?"), min_value=Decimal(0), max_value=Decimal(100),
        error_messages={"required": _("Write a target, such as 20.")},
    )  # fmt: skip
    statement = forms.CharField(
        label=_("Say it in one sentence that a family would use"), max_length=200,
        help_text=_("Such as: Grade 2 reads smoothly."),
        error_messages={"required": _("Say the goal in one sentence.")},
    )  # fmt: skip

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(grade, grade_label(grade)) for grade in place.grades]
        grade = self.fields["grade"]
        assert isinstance(grade, forms.ChoiceField)
        grade.choices = [("", _("Every grade")), *grades]

    def words(self) -> GoalWords:
        said = self.cleaned_data
        return GoalWords(
            measure=said["measure"], statement=said["statement"], target=said["target"], baseline=said["baseline"],
            grades=[said["grade"]] if said["grade"] else [],
        )  # fmt: skip


class RowForm(forms.Form):
    """One strategy for a goal, the activities that carry it out, and who leads it."""

    strategy = forms.ChoiceField(label=_("Strategy"), error_messages={"required": _("Choose one strategy.")})
    activities = forms.MultipleChoiceField(
        label=_("Activities for families"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("We send these first. Leave them all empty and we choose by age."),
    )  # fmt: skip
    owner = forms.CharField(
        label=_("Who leads it?"), max_length=120, required=False, help_text=_("Such as: grade 2 team.")
    )

    def __init__(
        self, *args: Any, strategies: Sequence[Offered], activities: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        one, several = self.fields["strategy"], self.fields["activities"]
        assert isinstance(one, forms.ChoiceField)
        assert isinstance(several, forms.MultipleChoiceField)
        one.choices = [(offered.strategy.code, offered.strategy.title) for offered in strategies]
        several.choices = activities

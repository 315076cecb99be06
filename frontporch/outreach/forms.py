from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontporch.lib.codes import read_return_code
from frontporch.ui.forms import Cards

CODE = {
    "class": "short", "dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
}  # fmt: skip
LONGEST_ANSWER = 480  # characters: three texts


class WeekForm(forms.Form):
    """Which week to plan: carried by the button, so that a second click plans the same week."""

    week = forms.DateField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose a week."), "invalid": _("Choose a week.")},
    )

    def __init__(self, *args: Any, weeks: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weeks = weeks

    def clean_week(self) -> date:
        week: date = self.cleaned_data["week"]
        if week not in self.weeks:
            raise forms.ValidationError(_("That week can't be planned now. Plan the one shown here."))
        return week


class AnswerForm(forms.Form):
    """What a person writes back to a family; `close` is the button that says no answer is needed."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Your answer"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=LONGEST_ANSWER,
        error_messages={"max_length": _("Make it shorter: at most 480 letters, which is three texts.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "close" in self.data:
            return {"words": ""}
        if "words" in said and not said["words"]:
            self.add_error("words", _("Write an answer, or choose “No answer needed”."))
        return said


class KeyInForm(forms.Form):
    """A sheet that came back: its code, and which face the family circled."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code on the sheet"), max_length=40,
        help_text=_("Six letters and numbers, such as <bdi dir=\"ltr\">K7M 4Q2</bdi>."),
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": _("Type the code that stands on the sheet.")},
    )  # fmt: skip
    digit = forms.TypedChoiceField(
        label=_("What the family circled"), coerce=int, widget=Cards(layout="wide"),
        choices=[(1, _("1 · We did it")), (2, _("2 · It was hard")), (3, _("3 · Not this week"))],
        error_messages={"required": _("Choose 1, 2 or 3.")},
    )  # fmt: skip

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if read_return_code(code) is None:
            raise forms.ValidationError(_("One letter or number is not right. Look at the sheet and type it again."))
        return code


class SettleForm(forms.Form):
    """What became of a message that was cut off between sending and the answer."""

    use_required_attribute = False
    went_out = forms.ChoiceField(
        label=_("Did it go out?"),
        choices=[("yes", _("Yes, it went out")), ("no", _("No, it did not"))],
        widget=Cards(
            layout="wide",
            hints={"yes": _("It counts as sent. Nothing is sent again."), "no": _("It counts as not sent.")},
        ),
        error_messages={"required": _("Choose yes or no.")},
    )

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["went_out"] == "yes")

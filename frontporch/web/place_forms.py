from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from frontporch.lib.dates import read_date
from frontporch.lib.refusal import Refusal
from frontporch.places.models import Place

ZONES = [f"America/{city}" for city in ("Chicago", "New_York", "Denver", "Phoenix", "Los_Angeles", "Anchorage")]
ZONES.append("Pacific/Honolulu")
LONGEST_BREAK = timedelta(days=120)


class DescribeForm(forms.Form):
    text_name = forms.CharField(
        label=_("How a text from here begins"), required=False, max_length=40,
        help_text=_("At most 14 letters, such as: Oak Hill. Every text starts with it."),
    )  # fmt: skip
    office_phone = forms.CharField(label=_("The office's phone number"), required=False, max_length=40)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=[("", _("The same as the place above")), *((zone, zone) for zone in ZONES)],
    )


class DaysField(forms.CharField):
    """Days, one a line, as 2026-11-23, 11/23/2026 or a range with "to"."""

    def to_python(self, value: Any) -> Any:
        days: list[date] = []
        for line in (super().to_python(value) or "").splitlines():
            if line.strip():
                days += self._days(line.strip())
        return days

    def _days(self, line: str) -> list[date]:
        try:
            ends = [read_date(part.strip()) for part in re.split(r"\s+(?:to|through|-|–)\s+", line)]
        except Refusal as no:
            raise forms.ValidationError(str(no)) from no
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or last < first or last - first > LONGEST_BREAK:
            raise forms.ValidationError(
                gettext_now("%(line)s: write one day, or two days with “to” between.") % {"line": line}
            )
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class DayField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return read_date(text) if text else None
        except Refusal as no:
            raise forms.ValidationError(str(no)) from no


class CalendarForm(forms.Form):
    first_day = DayField(
        label=_("First day of school"),
        help_text=_("Such as 8/6/2026"),
        error_messages={"required": _("Write the first day.")},
    )
    last_day = DayField(
        label=_("Last day of school"),
        help_text=_("Such as 5/25/2027"),
        error_messages={"required": _("Write the last day.")},
    )
    days_out = DaysField(
        label=_("Days without school"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line. For a break: 12/21/2026 to 1/1/2027. Weekends need no line."),
    )  # fmt: skip
    year_round = forms.BooleanField(label=_("We run all year: keep sending between the years"), required=False)


class AddForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), error_messages={"required": _("Choose what it is.")})
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write its name.")})
    code = forms.CharField(
        label=_("Its code in your student system"), max_length=120, help_text=_("Rosters name it by this code."),
        error_messages={"required": _("Write its code.")},
    )  # fmt: skip
    regime = forms.ChoiceField(
        label=_("Which privacy rule covers its records?"), choices=Place.Regime.choices, initial=Place.Regime.FERPA
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds

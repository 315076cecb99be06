from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from frontporch.toolkit.models import Area, Band
from frontporch.ui.forms import Cards


class PickForm(forms.Form):
    """Two questions, already answered, so that one press works."""

    age = forms.ChoiceField(
        label=_("How old is your child?"),
        choices=Band.choices,
        initial=Band.GRADES_K_3.value,
        widget=Cards(pictures={band: f"band-{band.lower()}" for band in Band.values}, layout="tiles"),
    )
    goal = forms.ChoiceField(
        label=_("What would help most?"),
        choices=Area.choices,
        initial=Area.READING.value,
        widget=Cards(pictures={area: f"area-{area}" for area in Area.values}, layout="tiles"),
    )


class CodeForm(forms.Form):
    """The four digits on a sheet; `queries.by_door` reads them however they are typed."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Four digits, on the sheet or in the text."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )

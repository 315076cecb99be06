from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frontporch.accounts.access import Staff
from frontporch.accounts.queries import places_to_invite_to
from frontporch.accounts.rules import ROLES
from frontporch.places.models import Place
from frontporch.ui.forms import Cards


class EmailForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    email = forms.EmailField(
        label=_("Your work e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": _("Type your work e-mail.")},
    )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    code = forms.CharField(
        label=_("Code"),
        help_text=_("6 numbers, like 123-456"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "class": "short"}
        ),
        error_messages={"required": _("Type the 6 numbers of our newest e-mail.")},
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Their work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})
    )
    name = forms.CharField(label=_("Their name"), max_length=120, required=False, help_text=_("As colleagues say it"))
    role = forms.ChoiceField(label=_("What they do here"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where"), empty_label=None)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = {key: ROLES[key] for key in staff.role.invites}
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.widget = Cards(hints={key: gettext(one.does) for key, one in roles.items()}, layout="wide")
        role.choices = [(key, gettext(one.title)) for key, one in roles.items()]
        places = self.fields["place"]
        assert isinstance(places, forms.ModelChoiceField)
        places.queryset = places_to_invite_to(staff)

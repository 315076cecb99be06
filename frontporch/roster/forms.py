from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("The zip that your student system exports"),
        help_text=_("OneRoster 1.1 or 1.2, or Microsoft School Data Sync v2.1. Nothing changes until you say so."),
        error_messages={
            "required": _("Choose the zip first."), "empty": _("The file is empty. Export it again."),
            "missing": _("Choose the zip first."),
        },
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )  # fmt: skip

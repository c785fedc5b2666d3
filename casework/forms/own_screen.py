"""The code of a person's own screen, as it is typed."""

from __future__ import annotations

from django import forms

from audit.forms import GroundedFormMixin
from casework.screen_codes import digits_of


class CodeForm(GroundedFormMixin, forms.Form):
    """Nine digits, with or without gaps."""

    code = forms.CharField(
        label="Type the code",
        help_text="The worker with you reads it out: nine numbers.",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "govuk-input--width-10 ic-code",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != 9:
            raise forms.ValidationError("Type all nine numbers of the code")
        return digits

"""What the person types on their own screen."""

from __future__ import annotations

from django import forms


class CorrectionForm(forms.Form):
    """A correction asked for, or a comment."""

    words = forms.CharField(
        label="Is something wrong or missing?",
        help_text="Write it here. It is kept with your file and a worker will answer.",
        max_length=4000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocorrect": "off", "autocapitalize": "off"}),
    )

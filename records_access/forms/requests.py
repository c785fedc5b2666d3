"""Forms about a request."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateTimeField
from records_access.models.requests import HowAsked, IdentityCheck


def _note_field() -> forms.CharField:
    return forms.CharField(
        label="What you saw or did",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example the kind of document. Do not copy its number.",
    )


class AccessRequestForm(GroundedFormMixin, forms.Form):
    """A person asked to see their file: how, when, and how we know it was them."""

    how_asked = forms.ChoiceField(label="How did the person ask?", choices=HowAsked.choices, widget=forms.RadioSelect)
    received_at = CivilDateTimeField(
        label="When did the request reach us?",
        not_future=True,
        help_text="When it arrived, not when you type it in. The time as clocks here showed it, like 14:30.",
    )
    identity_check = forms.ChoiceField(
        label="How do you know it was them?",
        choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
        help_text="Use a contact already on file. Never one that came with the request.",
    )
    identity_note = _note_field()
    safe_contact = forms.CharField(
        label="How is it safe to reach the person about this?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A safe way already on file, and what not to say if somebody else answers.",
    )

    def values(self) -> dict[str, Any]:
        """What the procedure takes."""
        return dict(self.cleaned_data)


class IdentityForm(GroundedFormMixin, forms.Form):
    """How the person was identified after all."""

    identity_check = forms.ChoiceField(
        label="How do you know it was them?",
        choices=[choice for choice in IdentityCheck.choices if choice[0] != IdentityCheck.NOT_YET],
        widget=forms.RadioSelect,
    )
    identity_note = _note_field()

    def values(self) -> dict[str, Any]:
        """What the procedure takes."""
        return dict(self.cleaned_data)

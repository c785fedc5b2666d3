"""The directory of agencies."""

from __future__ import annotations

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateField
from casework.models import AgencyKind, AgencyLevel


class AgencyForm(GroundedFormMixin, forms.Form):
    """A body outside the charity. Never a private person."""

    name = forms.CharField(label="Name of the agency", max_length=120)
    kind = forms.ChoiceField(label="What kind of agency?", choices=[("", "Choose"), *AgencyKind.choices])
    level = forms.ChoiceField(label="How far does it reach?", choices=AgencyLevel.choices, widget=forms.RadioSelect)
    country = forms.CharField(
        label="Country", min_length=2, max_length=2, initial="GB", help_text="Two letters, like GB, IE or FR."
    )
    contact_email = forms.EmailField(label="E-mail", required=False)
    contact_phone = forms.CharField(label="Phone", max_length=40, required=False)
    told_of_open_records_on = CivilDateField(
        label="Told that people may read their files, on", required=False, not_future=True
    )

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()

"""Opening a file, saying why one looks, closing and reopening."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateField
from casework.models import Agency, BarKind, CameBy, Need, Team
from policy.profile import Profile


class SearchForm(forms.Form):
    """One box for a name or a file's reference."""

    query = forms.CharField(
        label="Name or file reference",
        max_length=200,
        help_text="Part of a name is enough. Accents and apostrophes do not matter.",
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
        error_messages={"required": "Enter a name or a file reference"},
    )
    reason = forms.CharField(
        label="Why you search beyond your own files",
        max_length=500,
        required=False,
        help_text="Leave this empty to search your own files and those of your teams.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class IntakeForm(GroundedFormMixin, forms.Form):
    """One page to open a file: who, how to reach them safely, who must not know, what was explained."""

    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    known_as = forms.CharField(label="Known as", max_length=80, required=False)
    person_role = forms.ChoiceField(label="They are", widget=forms.RadioSelect)
    birth_date = CivilDateField(label="Date of birth", required=False, not_future=True)
    birth_date_estimated = forms.BooleanField(label="The date of birth is a guess", required=False)
    address = forms.CharField(label="Address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    safe_contact = forms.CharField(
        label="How to contact them safely",
        help_text="When, how, and what must never be done. For example: text only, no voicemail, no post.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.CharField(label="Language they speak best", max_length=40, initial="English")
    came_by = forms.ChoiceField(label="Who made the first contact?", choices=CameBy.choices, widget=forms.RadioSelect)
    referred_by = forms.ModelChoiceField(
        label="Agency that made the contact",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
        to_field_name="reference",
    )
    main_need = forms.ChoiceField(label="Main need", choices=Need.choices)
    area = forms.CharField(
        label="Area", max_length=40, required=False, help_text="A district or town, for figures only."
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="No team")
    explained = forms.BooleanField(
        label="I have explained what we record, who may see it and when it may be passed on",
        required=False,
        help_text="If there was no time yet, leave it; the file will remind you.",
    )
    explained_in = forms.CharField(label="Explained in which language", max_length=40, required=False)
    bar_name = forms.CharField(
        label="Is there anybody who must not see the file or know that they come here?",
        help_text="Ask the person alone. Think of workers and volunteers here too. You can add more names afterwards.",
        max_length=120,
        required=False,
    )
    bar_kind = forms.ChoiceField(label="Who is that?", choices=[("", "Choose"), *BarKind.choices], required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = profile.people.service_user_roles.value
        self.fields["person_role"].choices = [(role, role.capitalize()) for role in roles]
        self.fields["person_role"].initial = roles[0]
        self.fields["referred_by"].queryset = Agency.objects.filter(is_listed=True)
        self.fields["referred_by"].label_from_instance = lambda agency: agency.name
        self.fields["team"].queryset = Team.objects.filter(closed_on=None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("bar_name") and not data.get("bar_kind"):
            self.add_error("bar_kind", "Say who the person that must not know is")
        if data.get("came_by") == CameBy.AGENCY and not data.get("referred_by") and "referred_by" not in self.errors:
            self.add_error("referred_by", "Choose the agency that made the contact")
        if data.get("explained") and not data.get("explained_in"):
            data["explained_in"] = data.get("language") or ""
        return data


class AccessReasonForm(GroundedFormMixin, forms.Form):
    """Why a file outside one's team is needed, asked before anything is looked up."""

    reason = forms.CharField(
        label="Why do you need this file?",
        help_text="Say what work needs it. Your words are kept sealed; that you opened it is recorded.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you need this file"},
    )


class ExplainForm(GroundedFormMixin, forms.Form):
    """That the policy and its exceptions were explained, and in which language."""

    language = forms.CharField(label="Explained in which language", max_length=40, initial="English")


class CloseFileForm(GroundedFormMixin, forms.Form):
    """Closing a file is only confirmed; it can be reopened."""

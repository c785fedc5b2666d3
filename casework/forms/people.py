"""A person's details, the people round them, and who must not see their file."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateField
from casework.models import BarKind
from policy.profile import Profile


class PersonForm(GroundedFormMixin, forms.Form):
    """Who the person is and how to reach them; ``version`` notices a form that has gone stale."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    known_as = forms.CharField(label="Known as", max_length=80, required=False)
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False)
    person_role = forms.ChoiceField(label="They are", widget=forms.RadioSelect)
    birth_date = CivilDateField(label="Date of birth", required=False, not_future=True)
    birth_date_estimated = forms.BooleanField(label="The date of birth is a guess", required=False)
    language = forms.CharField(label="Language they speak best", max_length=40)
    address = forms.CharField(label="Address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    safe_contact = forms.CharField(
        label="How to contact them safely",
        help_text="When, how, and what must never be done.",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = profile.people.service_user_roles.value
        self.fields["person_role"].choices = [(role, role.capitalize()) for role in roles]


class RelationForm(GroundedFormMixin, forms.Form):
    """Somebody in the person's life. Being named here gives nobody a right to anything."""

    name = forms.CharField(label="Their name", max_length=160)
    kind = forms.CharField(
        label="How they are related", max_length=80, help_text="For example: mother, former partner, foster carer."
    )
    note = forms.CharField(
        label="What a colleague should know", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class BarForm(GroundedFormMixin, forms.Form):
    """Who must not see the file or know that the person comes here."""

    name = forms.CharField(
        label="Name of the person who must not know",
        max_length=120,
        help_text="Write every part of the name you know. It is compared with workers, volunteers and applicants.",
    )
    kind = forms.ChoiceField(label="Who is that?", choices=BarKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Why", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DuplicateForm(GroundedFormMixin, forms.Form):
    """Whether a new file is of somebody who has one already."""

    same_person = forms.TypedChoiceField(
        label="Is this somebody who has a file already?",
        choices=[("yes", "Yes, the same person"), ("no", "No, a different person")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class MatchForm(GroundedFormMixin, forms.Form):
    """Whether a worker is the person whom a bar names."""

    same_person = forms.TypedChoiceField(
        label="Is this worker the person who must not see the file?",
        choices=[("yes", "Yes, keep them out"), ("no", "No, a different person")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

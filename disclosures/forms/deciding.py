"""Advice, authority, telling, sending, writing down, cancelling."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin, PolicyFormMixin
from casework.formfields import CivilDateField, CivilDateTimeField
from disclosures.models import AdviceRecord, SentDisclosure
from policy.profile import Profile
from policy.profile.values import InformException, RecordLine
from policy.rules.disclosure import Telling, Told

TELLING = [
    (Told.TOLD.value, "They were told"),
    (Told.NOT_TOLD.value, "They were not told"),
    (Told.HELD_FOR_ADVICE.value, "Held: telling them may be unlawful, and advice is being taken"),
]
EXCEPTIONS = {
    InformException.UNREACHABLE: "They cannot be reached",
    InformException.ENDANGERS_SOMEONE: "Telling them would put somebody in danger",
    InformException.NOT_POSSIBLE: "It is not possible",
    InformException.UNLAWFUL: "Telling is unlawful, or police or a court ask us not to",
}
LINES = [
    (RecordLine.PEOPLE_SPOKEN_TO.value, "Somebody was spoken to"),
    (RecordLine.ADVICE.value, "Advice"),
    (RecordLine.ACTION.value, "Something was done"),
]


class AdviceForm(PolicyFormMixin, forms.Form):
    """What the adviser says."""

    advises = forms.ChoiceField(
        label="What do you advise?", choices=AdviceRecord.Advises.choices, widget=forms.RadioSelect
    )
    advice = forms.CharField(
        label="Your advice", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    given_at = CivilDateTimeField(label="When did you give it?", required=False)


class AuthorityForm(PolicyFormMixin, forms.Form):
    """A written answer, with the password again. ``shown`` is what was on the screen."""

    shown = forms.CharField(widget=forms.HiddenInput)
    grants = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "I authorise exactly this"), ("no", "I refuse authority")],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label="Your reasons, in writing", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    password = forms.CharField(
        label="Your password again",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class TellingForm(PolicyFormMixin, forms.Form):
    """Whether the person was told, or why not and when that is looked at again."""

    outcome = forms.ChoiceField(label="Was the person told?", choices=TELLING, widget=forms.RadioSelect)
    told_at = CivilDateTimeField(label="When were they told?", required=False)
    concern_told = forms.BooleanField(label="They were told what the worry is", required=False)
    recipient_told = forms.BooleanField(label="They were told who will receive it", required=False)
    exception = forms.ChoiceField(label="If not: why not?", required=False, widget=forms.RadioSelect)
    detail = forms.CharField(
        label="How they were told, or what the reason rests on",
        help_text="By whom and how; or how you tried to reach them; or who would be in danger.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    attempt_at = CivilDateTimeField(label="When did you last try to reach them?", required=False)
    look_again_on = CivilDateField(label="On which day will this be looked at again?", required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = profile.inform_subject.exceptions.value | {InformException.UNLAWFUL}
        self.fields["exception"].choices = [(e.value, words) for e, words in EXCEPTIONS.items() if e in allowed]

    def telling(self) -> Telling:
        """The answer as the rule weighs it."""
        data = self.cleaned_data
        outcome = Told(data["outcome"])
        told = outcome is Told.TOLD
        return Telling(
            outcome=outcome,
            told_at=data["told_at"] if told else None,
            concern_told=told and data["concern_told"],
            recipient_told=told and data["recipient_told"],
            exception=InformException(data["exception"]) if data["exception"] and not told else None,
            detail=data["detail"],
            attempt_at=data["attempt_at"],
            look_again_on=None if told else data["look_again_on"],
        )


class SendForm(PolicyFormMixin, forms.Form):
    """How it goes. The channels of this version are the worker's own hands."""

    channel = forms.ChoiceField(
        label="How are you sending it?", choices=SentDisclosure.Channel.choices, widget=forms.RadioSelect
    )
    channel_note = forms.CharField(
        label="Anything to note about it", help_text="For example who took it, or a tracking number.",
        max_length=400, required=False,
    )  # fmt: skip
    why_not_followed = forms.CharField(
        label="If it goes against the advice given: why?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LineForm(GroundedFormMixin, forms.Form):
    """One line of the full notes."""

    kind = forms.ChoiceField(label="What do you want to write down?", choices=LINES, widget=forms.RadioSelect)
    none = forms.BooleanField(label="There was none", help_text="Say below why not.", required=False)
    happened_at = CivilDateTimeField(label="When was it?", not_future=True)
    words = forms.CharField(label="Who, and what", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class CancelForm(GroundedFormMixin, forms.Form):
    """Why a request is stopped."""

    reason = forms.CharField(label="Why?", max_length=600)


class CloseForm(GroundedFormMixin, forms.Form):
    """Closing asks nothing more; what is missing is said beside it."""

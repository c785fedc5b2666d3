"""Danger now: three questions, big buttons, nothing that waits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from audit.forms import GroundedFormMixin, PolicyFormMixin
from casework.formfields import CivilDateTimeField
from casework.models import Worker
from disclosures.models import AlarmReview, AlarmTold
from disclosures.procedures.alarms import ToldWords
from policy.rules.disclosure import DangerKind

NOBODY_YET = "nobody-yet"
WHOM = [*AlarmTold.Whom.choices, (NOBODY_YET, "Nobody yet: I am phoning now")]


class ToldForm(PolicyFormMixin, forms.Form):
    """Somebody who was told."""

    whom = forms.ChoiceField(label="Who was told?", choices=AlarmTold.Whom.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label="How?", choices=AlarmTold.Channel.choices, widget=forms.RadioSelect, initial=AlarmTold.Channel.PHONED
    )
    told_at = CivilDateTimeField(label="When?", not_future=True, required=False)
    whom_exactly = forms.CharField(label="Who exactly", max_length=200, required=False)
    their_number = forms.CharField(label="The reference number they gave", max_length=80, required=False)
    said = forms.CharField(
        label="What was said or sent", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def told(self) -> ToldWords:
        """What was filled in; with no time, it is now."""
        return told_words(self.cleaned_data, self.cleaned_data["whom"])


class DangerForm(PolicyFormMixin, forms.Form):
    """Who is at risk, what is happening, who was told. Everything else can come later."""

    who_at_risk = forms.CharField(label="Who is at risk?", max_length=400, required=False)
    what = forms.CharField(
        label="What is happening?", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label="What kind of danger is it?",
        choices=[
            (DangerKind.LIFE.value, "Somebody’s life"),
            (DangerKind.CHILD.value, "Serious harm to a child"),
            (DangerKind.SERIOUS_HARM.value, "Serious harm to an adult"),
        ],
        widget=forms.RadioSelect,
        initial=DangerKind.LIFE.value,
        required=False,
    )
    whom_told = forms.MultipleChoiceField(
        label="Who was told?", choices=WHOM, widget=forms.CheckboxSelectMultiple, required=False
    )
    channel = forms.ChoiceField(
        label="How?",
        choices=AlarmTold.Channel.choices,
        widget=forms.RadioSelect,
        initial=AlarmTold.Channel.PHONED,
        required=False,
    )
    their_number = forms.CharField(label="The reference number they gave", max_length=80, required=False)
    whom_exactly = forms.CharField(label="Who exactly was told", max_length=200, required=False)
    said = forms.CharField(
        label="What was said or sent", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    told_at = CivilDateTimeField(label="When, if not now", not_future=True, required=False)
    about = forms.CharField(
        label="Whose file is it about?",
        help_text="A file reference or a name, if you have one. You will not be told whether there is such a file.",
        max_length=160,
        required=False,
    )
    accused = forms.ModelMultipleChoiceField(
        label="Is somebody who works or volunteers here the danger?",
        help_text="They are told nothing.",
        queryset=Worker.objects.none(),
        to_field_name="reference",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    first = ("who_at_risk", "what", "kind", "whom_told", "channel", "their_number")
    more = ("whom_exactly", "said", "told_at", "about", "accused")

    def __init__(self, *args: Any, by: Worker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accused"].queryset = Worker.objects.active().except_people([by.person_id])
        self.fields["accused"].label_from_instance = lambda worker: f"{worker.name}, {worker.title}"

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.first]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more]

    def told(self) -> list[ToldWords]:
        """Everybody ticked, with the same time and words; more is added afterwards."""
        whom = [w for w in self.cleaned_data.get("whom_told", ()) if w != NOBODY_YET]
        return [told_words(self.cleaned_data, each) for each in whom]

    @property
    def nobody_yet(self) -> bool:
        return NOBODY_YET in self.cleaned_data.get("whom_told", ())


def told_words(data: dict[str, Any], whom: str) -> ToldWords:
    """One row of those told."""
    return ToldWords(
        whom=whom,
        channel=data.get("channel") or AlarmTold.Channel.PHONED,
        told_at=data.get("told_at") or timezone.now(),
        whom_exactly=data.get("whom_exactly", ""),
        their_number=data.get("their_number", ""),
        said=data.get("said", ""),
    )


class LinkForm(GroundedFormMixin, forms.Form):
    """The file an alarm is about."""

    file = forms.CharField(label="File reference", max_length=20)


class AlarmReviewForm(GroundedFormMixin, forms.Form):
    """Another person's answer."""

    outcome = forms.ChoiceField(
        label="What do you find?", choices=AlarmReview.Outcome.choices, widget=forms.RadioSelect
    )
    conclusion = forms.CharField(label="Why", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

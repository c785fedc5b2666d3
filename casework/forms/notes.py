"""Writing in a file."""

from __future__ import annotations

from typing import Any

from django import forms

from audit.forms import GroundedFormMixin
from casework.formfields import CivilDateTimeField, HintedRadios
from casework.models import NOTE_CATEGORIES, Agency, NoteSource, PersonHasSeen

_SOURCE_HINTS = {
    NoteSource.OWN: "Your own work, or the person's own words.",
    NoteSource.AGENCY: "What an agency told us. Tell agencies that people may read their file.",
    NoteSource.THIRD_PARTY: "What a relative, neighbour or other person said. It is kept out of what the person reads "
    "until somebody has looked at it.",
}


class NoteForm(GroundedFormMixin, forms.Form):
    """One entry: when, from whom, about what, and the words themselves."""

    happened_at = CivilDateTimeField(label="When did it happen?", not_future=True)
    category = forms.ChoiceField(
        label="What is it about?",
        choices=[(c.value, c.value.capitalize()) for c in NOTE_CATEGORIES],
        help_text="It is kept with its kind: consent is given and withheld by the same kinds.",
    )
    source = forms.ChoiceField(
        label="Where do the words come from?",
        choices=NoteSource.choices,
        initial=NoteSource.OWN,
        widget=HintedRadios(hints=_SOURCE_HINTS),
    )
    from_agency = forms.ModelChoiceField(
        label="Which agency?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
        to_field_name="reference",
    )
    person_has_seen = forms.ChoiceField(
        label="Does the person know this already?",
        choices=PersonHasSeen.choices,
        initial=PersonHasSeen.YES,
        widget=forms.RadioSelect,
        help_text="For what came from outside. What they have not been told stays out of a viewing for now.",
    )
    about_others = forms.BooleanField(label="It is also about somebody else", required=False)
    body = forms.CharField(
        label="Note",
        max_length=40_000,
        strip=True,
        help_text="Keep what was said apart from what you saw. The person may read it one day.",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Write the note"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_agency"].queryset = Agency.objects.filter(is_listed=True)
        self.fields["from_agency"].label_from_instance = lambda agency: agency.name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("source") == NoteSource.AGENCY and not data.get("from_agency") and "from_agency" not in self.errors:
            self.add_error("from_agency", "Choose the agency the words come from")
        if data.get("source") != NoteSource.AGENCY:
            data["from_agency"] = None
        return data


class CorrectNoteForm(GroundedFormMixin, forms.Form):
    """A new text for a note; the earlier one is kept. ``version`` notices a stale form."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.CharField(
        label="Note",
        max_length=40_000,
        help_text="The earlier text stays in the file's history.",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Write the note"},
    )

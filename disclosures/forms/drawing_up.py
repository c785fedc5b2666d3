"""Drawing up a request, one short form a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django import forms

from audit.forms import PolicyFormMixin
from casework.formfields import CivilDateField, HintedCheckboxes, HintedRadios
from casework.models import Agency, CaseNote, Worker
from consent.models import ConsentLine
from consent.wording import CATEGORY_WORDS
from disclosures.answers import ClaimWords, ItemWords, Picked
from disclosures.facts.proposal import PERSON_FIELDS
from disclosures.models import DisclosureItem
from policy.profile import DisclosureGround, FactSpec, Profile
from policy.profile.people_values import FactKind
from policy.rules.disclosure import Basis, EmergencyAnswer, Passing

YES_NO = [("yes", "Yes"), ("no", "No")]
NOT_ANSWERED = ("", "Not answered yet")


class OutlineForm(PolicyFormMixin, forms.Form):
    """To whom, for what, and which items. No item is chosen beforehand (NF-3.2c)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    passing = forms.ChoiceField(
        label="What do you want to do?",
        choices=[
            (Passing.DISCLOSURE.value, "Tell an agency something"),
            (Passing.REFERRAL.value, "Refer the person to an agency"),
        ],
        widget=forms.RadioSelect,
        initial=Passing.DISCLOSURE.value,
    )
    line = forms.ChoiceField(
        label="Is it something the person has agreed to?",
        help_text="Choosing a line fills in its agency and its purpose.",
        required=False,
    )
    recipient = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        to_field_name="reference",
        required=False,
        empty_label="Select one",
    )
    contact_name = forms.CharField(label="Who there will receive it", max_length=160, required=False)
    purpose = forms.CharField(
        label="What will they use it for?", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    purpose_from = forms.CharField(label="Who told you that?", max_length=200, required=False)
    items = forms.MultipleChoiceField(
        label="What would go?",
        help_text="Only what they need. You trim each item on the next page.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item"},
    )

    def __init__(
        self,
        *args: Any,
        notes: Iterable[CaseNote],
        lines: Iterable[ConsentLine],
        details: Collection[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.consent_lines = {str(line.pk): line for line in lines}
        self.fields["recipient"].queryset = Agency.objects.filter(is_listed=True)
        self.fields["recipient"].label_from_instance = lambda agency: agency.name
        self.fields["line"].choices = [("", "No, or I am not sure"), *map(_line_choice, self.consent_lines.values())]
        person = [(f"person:{name}", PERSON_FIELDS[name][0]) for name in PERSON_FIELDS if name in details]
        entries = [(f"note:{note.pk}", _note_label(note)) for note in notes]
        self.fields["items"].choices = [("The person", person), ("Entries in the file", entries)]

    def clean(self) -> dict[str, Any]:
        """A consent line chosen gives the agency and the purpose that were left empty."""
        data = super().clean() or self.cleaned_data
        line = self.consent_lines.get(data.get("line", ""))
        if line is not None:
            data["recipient"] = data.get("recipient") or line.agency
            data["purpose"] = data.get("purpose") or line.purpose
            data["purpose_from"] = data.get("purpose_from") or "The consent form"
        if data.get("recipient") is None and "recipient" not in self.errors:
            self.add_error("recipient", "Select the agency it would go to")
        return data

    def picks(self) -> list[Picked]:
        """The items chosen."""
        picks = []
        for value in self.cleaned_data["items"]:
            kind, _, name = value.partition(":")
            picks.append(Picked(note=UUID(name)) if kind == "note" else Picked(person_field=name))
        return picks


class WordsForm(PolicyFormMixin, forms.Form):
    """Each item in the words it would leave in, and why it is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Iterable[DisclosureItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.positions = []
        for item in items:
            self.positions.append(item.position)
            what = CATEGORY_WORDS[item.category]
            self.fields[f"item-{item.position}-passage"] = forms.CharField(
                label=f"Item {item.position}: {what}",
                help_text="Cut it down to what they need. Empty it to leave the item out.",
                max_length=40_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5 if item.note_id else 2}),
                initial=item.passage,
            )
            self.fields[f"item-{item.position}-necessity"] = forms.CharField(
                label=f"Why do they need item {item.position}?", max_length=600, required=False, initial=item.necessity
            )

    def words(self) -> list[ItemWords]:
        """What was typed, by item."""
        data = self.cleaned_data
        return [ItemWords(p, data[f"item-{p}-passage"], data[f"item-{p}-necessity"]) for p in self.positions]


class BasisForm(PolicyFormMixin, forms.Form):
    """Consent, or one or more circumstances that the policy itself lists. There is no "other"."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.ChoiceField(
        label="What does it rest on?",
        choices=[
            (Basis.CONSENT.value, "The person’s consent"),
            (Basis.GROUND.value, "A circumstance in the policy, without consent"),
        ],
        widget=forms.RadioSelect,
    )
    ground = forms.MultipleChoiceField(
        label="Which circumstance?",
        help_text="Only if it rests on one. Each has to stand on its own facts; one is enough.",
        required=False,
        widget=HintedCheckboxes,
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = profile.grounds.values()
        field = self.fields["ground"]
        field.choices = [(g.slug, f"{g.title} ({g.clause})") for g in grounds]
        field.widget.hints = {g.slug: g.paraphrase for g in grounds}


class QuestionsForm(PolicyFormMixin, forms.Form):
    """The facts of each circumstance, and what the policy in force asks besides."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    risk_now = forms.BooleanField(label="Somebody is at risk now", required=False)

    def __init__(
        self,
        *args: Any,
        grounds: Iterable[DisclosureGround],
        asked: frozenset[str],
        on_ground: bool,
        by: Worker,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = list(grounds)
        for ground in self.grounds:
            for spec in ground.facts:
                self.fields[f"{ground.slug}-{spec.name}"] = fact_field(spec)
        self.questions = [name for name in QUESTIONS if _wanted(name, asked, on_ground)]
        for name in self.questions:
            self.fields[name] = QUESTIONS[name]()
        if on_ground:
            self.fields["accused"] = forms.ModelMultipleChoiceField(
                label="Is somebody who works or volunteers here said to have done harm?",
                help_text="They are kept out of the file and of this request at once, and are told nothing.",
                queryset=Worker.objects.active().except_people([by.person_id]),
                to_field_name="reference",
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["accused"].label_from_instance = lambda worker: f"{worker.name}, {worker.title}"
        else:
            del self.fields["risk_now"]

    @property
    def ground_groups(self) -> list[tuple[DisclosureGround, list[forms.BoundField]]]:
        """The facts of each circumstance, for the page."""
        return [(g, [self[f"{g.slug}-{spec.name}"] for spec in g.facts]) for g in self.grounds]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Everything that belongs to no circumstance."""
        names = ["risk_now", *self.questions, "accused"]
        return [self[name] for name in names if name in self.fields]

    def claims(self) -> list[ClaimWords]:
        """The facts as the rule reads them: every answer a text, dates as YYYY-MM-DD."""
        return [
            ClaimWords(g.slug, {spec.name: _text(self.cleaned_data.get(f"{g.slug}-{spec.name}")) for spec in g.facts})
            for g in self.grounds
        ]

    def answers(self) -> dict[str, str]:
        """What the policy asks besides."""
        return {name: _text(self.cleaned_data.get(name)) for name in self.questions}


def fact_field(spec: FactSpec) -> forms.Field:
    """The form field of a fact that a circumstance demands; the rule says whether an answer is enough."""
    match spec.kind:
        case FactKind.CHOICE:
            choices = [(c, c.capitalize()) for c in spec.choices]
            return forms.ChoiceField(label=spec.label, choices=choices, widget=forms.RadioSelect, required=False)
        case FactKind.YESNO:
            return forms.ChoiceField(label=spec.label, choices=YES_NO, widget=forms.RadioSelect, required=False)
        case FactKind.DATE:
            return CivilDateField(label=spec.label, required=False)
        case FactKind.PERSON:
            return forms.CharField(label=spec.label, max_length=200, required=False)
        case _:
            widget = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(label=spec.label, max_length=4000, required=False, widget=widget)


def _long(label: str, hint: str = "") -> Any:
    return lambda: forms.CharField(
        label=label, help_text=hint, max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _yes_no(label: str, hint: str = "") -> Any:
    return lambda: forms.ChoiceField(
        label=label, help_text=hint, choices=YES_NO, widget=forms.RadioSelect, required=False
    )


QUESTIONS: dict[str, Any] = {
    "emergency": lambda: forms.ChoiceField(
        label="Are emergency services the right first answer?",
        choices=[
            (EmergencyAnswer.CALLED.value, "Yes, and they were called"),
            (EmergencyAnswer.NOT_SUITABLE.value, "No, they are not suitable"),
        ],
        widget=HintedRadios,
        required=False,
    ),
    "emergency_service": _long("If they were called: which service, when, and their reference"),
    "emergency_reason": _long("If they are not suitable: why?"),
    "reconsidered": _long("Weigh it again without them", "Not sharing is one of the answers."),
    "is_source_of_risk": _yes_no("Is the person it would reach the one who is the danger?"),
    "recipient_reason": _long("Why can this agency help?", "The policy does not say who may be told."),
    "exemption": _long("It would leave the country: what makes that lawful?"),
    "person_saw_content": _yes_no("Has the person seen what would be sent?"),
    "self_contact": _long("Would the person rather speak to the agency themselves?", "Ask, and write the answer."),
    "effect_on_person": _long("What will this mean for the person?", "How may it hurt or help them?"),
    "who_could_be_endangered": _long(
        "Who could be in danger, from telling or from staying silent?", "“Nobody identified” is an answer."
    ),
    "welfare": _long("How does this serve the child?", "The child’s welfare comes first."),
    "child_view": _long(
        "What does the child say about it?", "In the child’s own words, and what weight they were given."
    ),
    "child_view_missing": _long("If the child was not asked: why?"),
    "child_involved": _yes_no("Is a child involved?"),
    "whole_file_reason": _long("The whole file would go: which manager says so, and why is less not enough?"),
    "why_not_wait": _long("If there is no time for advice: why can it not wait?"),
    "who_was_tried": _long("If there is no time for advice: who was tried?"),
    "only_adviser_accused": _yes_no("Is the only person who could advise you accused in this?"),
    "for_proceedings": _yes_no("Is it for family court proceedings?"),
}
"""Every question any policy may ask, in the order they are asked; the rule says which."""

_COMPANIONS = {
    "emergency_service": "emergency",
    "emergency_reason": "emergency",
    "reconsidered": "emergency",
    "child_view_missing": "child_view",
}
_WITHOUT_CONSENT = frozenset(
    {"child_involved", "why_not_wait", "who_was_tried", "only_adviser_accused", "for_proceedings"}
)


def _wanted(name: str, asked: frozenset[str], on_ground: bool) -> bool:
    if name in _WITHOUT_CONSENT:
        return on_ground
    return name in asked or _COMPANIONS.get(name) in asked


def _text(value: Any) -> str:
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)


def _line_choice(line: ConsentLine) -> tuple[str, str]:
    about = CATEGORY_WORDS[line.category]
    return str(line.pk), f"{line.agency.name}: {about}, for {line.purpose}"


def _note_label(note: CaseNote) -> str:
    first = str(note.body).strip().split("\n")[0]
    return f"{note.happened_at:%-d %B %Y}, {CATEGORY_WORDS[note.category]}: {first[:90]}"

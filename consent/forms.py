"""The consent form on screen: whatever is typed is kept, and every line has fields of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms

from audit.forms import GroundedFormMixin, PolicyFormMixin
from casework.formfields import CivilDateField, HintedRadios
from casework.models import Agency, CaseNote, Worker
from consent.answers import FormAnswers, LineAnswer, UnderstandingAnswer
from consent.wording import CATEGORY_WORDS
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, Presence, SignedBy
from policy.vocabulary import SHAREABLE, Category

FIRST_LINES = 2
MOST_LINES = 40
YES_NO = [("yes", "Yes"), ("no", "No")]
METHODS = [
    (ConsentMethod.WRITTEN.value, "Signed on paper"),
    (ConsentMethod.ELECTRONIC.value, "Signed on screen"),
    (ConsentMethod.SPOKEN.value, "Spoken, and written down by me"),
]
SIGNERS = [
    (SignedBy.SELF.value, "The person themselves"),
    (SignedBy.PARENT.value, "Somebody with parental responsibility"),
    (SignedBy.SOMEBODY_ELSE.value, "Somebody else"),
]
COMPANY = [
    (Presence.ALONE.value, "Nobody else"),
    (Presence.CHOSEN_SUPPORTER.value, "An interpreter or supporter they chose"),
    (Presence.ALLEGED_SOURCE.value, "Somebody they say has harmed them"),
    (Presence.CONTROLLING.value, "Somebody who speaks or decides for them"),
    (Presence.UNKNOWN_COMPANION.value, "Somebody I do not know"),
]
KINDS = [
    (FormKind.SHARING.value, "Sharing with agencies"),
    (FormKind.MEDIA.value, "The press, radio, television, online"),
]
CATEGORIES = [("", "Select one"), *((c.value, CATEGORY_WORDS[c.value].capitalize()) for c in SHAREABLE)]


class AnyChoice(forms.ChoiceField):
    """A choice that also takes words: the rule, not the form, says what is wrong with "everything"."""

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class LineGroup(NamedTuple):
    """The fields of one line, as the page draws them."""

    number: int
    fields: list[forms.BoundField]


class ConsentDraftForm(PolicyFormMixin, forms.Form):
    """The whole form. Nothing is required here: a draft may be half done, and signing weighs it whole."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    line_count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="What is this form for?", choices=KINDS, widget=forms.RadioSelect, required=False, initial="sharing"
    )
    explained = forms.BooleanField(
        label="I have explained when we may pass something on without asking, and I am sure it was understood",
        required=False,
    )
    method = forms.ChoiceField(label="How did they agree?", choices=METHODS, widget=forms.RadioSelect, required=False)
    written_record = forms.CharField(
        label="If it was spoken: what was asked, and what was answered",
        help_text="In the person's own words as far as you can.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    signed_on = CivilDateField(label="On which day?", required=False)
    signed_by = forms.ChoiceField(label="Who decided?", choices=SIGNERS, widget=forms.RadioSelect, required=False)
    signatory = forms.CharField(label="Name of whoever signed", max_length=160, required=False)
    understanding = forms.ChoiceField(
        label="If the person is young or their age is not known: do they understand this decision?",
        choices=[*YES_NO, ("", "Not assessed")],
        widget=HintedRadios(hints={"": "For an adult nothing is assessed."}),
        required=False,
    )
    understanding_basis = forms.CharField(
        label="What makes you think so?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    help_tried = forms.CharField(label="What was tried to help them understand?", max_length=2000, required=False)
    parents_disagree = forms.BooleanField(label="Another person with parental responsibility says no", required=False)
    presence = forms.ChoiceField(
        label="Who else was there when you asked?", choices=COMPANY, widget=forms.RadioSelect, required=False
    )
    supporter = forms.CharField(
        label="Name of the interpreter or supporter", help_text="If there was one.", max_length=160, required=False
    )
    freely_given = forms.ChoiceField(
        label="Did they agree freely, with nobody pressing them?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.CharField(label="In which language?", max_length=40, required=False, initial="English")

    def __init__(self, data: Mapping[str, Any] | None = None, *, profile: Profile, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.profile = profile
        self.agencies = {a.name.casefold(): a for a in Agency.objects.filter(is_listed=True)}
        self.count = _line_count(data)
        self.fields["line_count"].initial = self.count
        for index in range(self.count):
            self.fields.update(_line_fields(index))

    @property
    def line_groups(self) -> list[LineGroup]:
        """The lines with their fields, for the page."""
        names = list(_line_fields(0))
        return [
            LineGroup(i + 1, [self[name.replace("lines-0-", f"lines-{i}-")] for name in names])
            for i in range(self.count)
        ]

    @property
    def agency_names(self) -> list[str]:
        """What the agency box offers."""
        return [agency.name for agency in self.agencies.values()]

    def answers(self) -> FormAnswers:
        """The form as typed values. Call after :meth:`is_valid`."""
        data = self.cleaned_data
        return FormAnswers(
            kind=FormKind(data.get("kind") or FormKind.SHARING.value),
            lines=tuple(self._line(i) for i in range(self.count) if self._is_filled(i)),
            method=ConsentMethod(data["method"]) if data.get("method") else None,
            signed_on=data.get("signed_on"),
            signed_by=SignedBy(data["signed_by"]) if data.get("signed_by") else None,
            signatory=data.get("signatory", ""),
            presence=Presence(data.get("presence") or Presence.NOT_ASKED.value),
            supporter=data.get("supporter", ""),
            language=data.get("language", ""),
            explained=bool(data.get("explained")),
            freely_given={"yes": True, "no": False}.get(data.get("freely_given", "")),
            written_record=data.get("written_record", ""),
            understanding=self._understanding(),
            parents_disagree=bool(data.get("parents_disagree")),
        )

    def _understanding(self) -> UnderstandingAnswer | None:
        data = self.cleaned_data
        if not data.get("understanding"):
            return None
        return UnderstandingAnswer(
            understands=data["understanding"] == "yes",
            basis=data.get("understanding_basis", ""),
            help_tried=data.get("help_tried", ""),
        )

    def _is_filled(self, index: int) -> bool:
        names = ("agency", "category", "purpose", "agrees", "circumstances")
        return any(self.cleaned_data.get(f"lines-{index}-{name}") for name in names)

    def _line(self, index: int) -> LineAnswer:
        at = f"lines-{index}"
        data = {name: self.cleaned_data.get(f"{at}-{name}") for name in _LINE_NAMES}
        typed = str(data["agency"] or "")
        agency = self.agencies.get(typed.casefold())
        category = data["category"] or ""
        known = category in {c.value for c in SHAREABLE}
        return LineAnswer(
            agrees=data["agrees"] != "no",
            agency=agency.pk if agency else None,
            category=Category(category) if known else None,
            purpose=data["purpose"] or "",
            circumstances=data["circumstances"] or "",
            agency_words="" if agency else typed,
            category_words="" if known else str(category),
            until=data["until"],
            until_words=str(self.data.get(f"{at}-until", "")),
            single_use=bool(data["single_use"]),
            outlasts_file=bool(data["outlasts_file"]),
            at=at,
        )

    def clean(self) -> dict[str, Any]:
        """A refused line still has to say what was refused: its agency and kind cannot be blank."""
        data = super().clean() or self.cleaned_data
        for index in range(self.count):
            if data.get(f"lines-{index}-agrees") != "no":
                continue
            line = self._line(index)
            if line.agency is None:
                self.add_error(f"lines-{index}-agency", "Name the agency that was refused, as it is in the list")
            if line.category is None:
                self.add_error(f"lines-{index}-category", "Select what was refused")
        return data


_LINE_NAMES = ("agrees", "agency", "category", "purpose", "circumstances", "until", "single_use", "outlasts_file")


def _line_fields(index: int) -> dict[str, forms.Field]:
    at = f"lines-{index}"
    fields: dict[str, forms.Field] = {
        "agrees": forms.ChoiceField(
            label="What did the person say to this?", choices=YES_NO, widget=forms.RadioSelect, required=False
        ),
        "agency": forms.CharField(
            label="Agency",
            max_length=120,
            required=False,
            help_text="One agency, as it is in the list of agencies.",
            widget=forms.TextInput(attrs={"list": "agencies"}),
        ),
        "category": AnyChoice(label="What about", choices=CATEGORIES, required=False),
        "purpose": forms.CharField(label="What for", max_length=400, required=False),
        "circumstances": forms.CharField(label="Only when", max_length=400, required=False),
        "until": CivilDateField(
            label="Until which day", required=False, help_text="Leave it empty if it has no end of its own."
        ),
        "single_use": forms.BooleanField(label="For one time only", required=False),
        "outlasts_file": forms.BooleanField(label="It goes on after our work together ends", required=False),
    }
    return {f"{at}-{name}": field for name, field in fields.items()}


def _line_count(data: Mapping[str, Any] | None) -> int:
    try:
        wanted = int(data.get("line_count") or FIRST_LINES) if data is not None else FIRST_LINES
    except (TypeError, ValueError):
        wanted = FIRST_LINES
    return max(1, min(wanted, MOST_LINES))


class WithdrawForm(GroundedFormMixin, forms.Form):
    """Which part is taken back, and the person's own words."""

    line = forms.ChoiceField(label="What is taken back?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What the person said",
        help_text="In their own words. It works at once, also if you leave this for later.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = choices


class PermissionForm(GroundedFormMixin, forms.Form):
    """Letting one colleague see all of the file, or some of its entries."""

    colleague = forms.ModelChoiceField(
        label="Which colleague?", queryset=Worker.objects.none(), to_field_name="reference", empty_label="Select one"
    )
    whole = forms.ChoiceField(
        label="What may they see?",
        choices=[("part", "These entries"), ("all", "All of the file")],
        widget=forms.RadioSelect,
        initial="part",
    )
    records = forms.MultipleChoiceField(label="Entries", widget=forms.CheckboxSelectMultiple, required=False)
    given_on = CivilDateField(label="When did the person say so?", not_future=True)
    freely_given = forms.BooleanField(label="They said it freely; nobody pressed them", required=False)
    words = forms.CharField(
        label="What the person said", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, by: Worker, notes: list[CaseNote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = Worker.objects.active().except_people([by.person_id])
        self.fields["colleague"].label_from_instance = lambda worker: f"{worker.name}, {worker.title}"
        self.fields["records"].choices = [(str(n.pk), _entry_label(n)) for n in notes]


def _entry_label(note: CaseNote) -> str:
    first = str(note.body).strip().split("\n")[0]
    return f"{note.happened_at:%-d %B %Y}: {first[:80]}"

"""Drawing up a request: outline, words, basis, questions. A stale form shows that it is stale and loses nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from audit.actions import Action
from audit.adoption import profile_in_force
from casework.formfields import CivilDateField
from casework.models import CaseFile, CaseNote
from casework.procedures.stale import StaleForm
from casework.views.base import FormView, file_frame, file_url
from consent.models import ConsentLine
from disclosures.decisions.requests import questions_asked
from disclosures.facts.proposal import PERSON_FIELDS
from disclosures.forms.drawing_up import BasisForm, OutlineForm, QuestionsForm, WordsForm
from disclosures.models import DisclosureRequest
from disclosures.procedures import (
    answer_questions,
    change_outline,
    choose_basis,
    choose_items,
    start_request,
    word_items,
)
from disclosures.procedures.drawing_up import person_value
from policy.rules.disclosure import Basis, Passing
from vault.sealed import is_sealed


class DrawingUp(FormView):
    """One page of drawing up. It opens the file, because what goes is picked from it."""

    action = Action.PROPOSE_DISCLOSURE
    only_asks = False
    template = "disclosures/step.html"
    button = "Save and go on"
    after = "disclosure"

    stale = False

    @property
    def drawn(self) -> DisclosureRequest:
        """The request the page is about."""
        request: DisclosureRequest = self.opened.target
        return request

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, **kwargs)
        except StaleForm:
            self.stale = True
            self.open_page()
            posted = request.POST.copy()
            posted["version"] = str(self.drawn.version)
            form = self.make_form(posted)
            form.is_valid()
            return self.page(form)

    def make_form(self, data: Any = None) -> Any:
        if not hasattr(self, "opened"):
            self.open_page()
        return super().make_form(data)

    def draws(self, refused: Any) -> bool:
        return True

    def next_url(self, target: Any) -> str:
        return reverse(self.after, args=[target.reference])

    def cancel_url(self) -> str:
        return reverse("disclosure", args=[self.reference])

    def context(self) -> dict[str, Any]:
        frame = file_frame(self.drawn.case_file, self.request, current="disclosures")
        return frame | {"drawn": self.drawn, "stale": self.stale}


class Outline(DrawingUp):
    """The recipient, the purpose and the items of a request already begun."""

    form_class = OutlineForm
    heading = "What would go, to whom and what for"
    after = "disclosure-words"

    @property
    def file_open(self) -> CaseFile:
        """The file that items are picked from."""
        return self.drawn.case_file

    def form_arguments(self) -> dict[str, Any]:
        case_file = self.file_open
        lines = ConsentLine.objects.signed().agreed().not_withdrawn().filter(form__case_file=case_file)
        details = [f for f in PERSON_FIELDS if _shareable(person_value(case_file, f))]
        notes = [n for n in CaseNote.objects.filter(case_file=case_file).newest_first() if not is_sealed(n.body)]
        return {"notes": notes, "lines": lines.select_related("agency"), "details": details}

    def initial(self) -> dict[str, Any]:
        request = self.drawn
        items = [f"note:{i.note_id}" if i.note_id else f"person:{i.person_field}" for i in request.items.all()]
        return {
            "version": request.version,
            "passing": request.passing,
            "recipient": request.agency.reference,
            "contact_name": request.contact_name,
            "purpose": request.purpose,
            "purpose_from": request.purpose_from,
            "items": items,
        }

    def save(self, form: OutlineForm) -> DisclosureRequest:
        version = form.cleaned_data["version"] or 0
        changed = change_outline(reference=self.reference, by=self.by, version=version, **_outline(form))
        return choose_items(reference=self.reference, by=self.by, version=changed.version, picks=form.picks())


class NewRequest(Outline):
    """A new request, begun from the file's page."""

    heading = "Share something"

    @property
    def file_open(self) -> CaseFile:
        case_file: CaseFile = self.opened.target
        return case_file

    def initial(self) -> dict[str, Any]:
        return {"line": self.request.GET.get("line", "")}

    def save(self, form: OutlineForm) -> DisclosureRequest:
        return start_request(file=self.reference, by=self.by, picks=form.picks(), **_outline(form))

    def cancel_url(self) -> str:
        return file_url(self.reference)

    def context(self) -> dict[str, Any]:
        return file_frame(self.file_open, self.request, current="disclosures")


class Words(DrawingUp):
    """Trimming each item and saying why it is needed."""

    form_class = WordsForm
    heading = "Only what they need"
    after = "disclosure-basis"

    def form_arguments(self) -> dict[str, Any]:
        return {"items": self.drawn.items.all()}

    def initial(self) -> dict[str, Any]:
        return {"version": self.drawn.version}

    def save(self, form: WordsForm) -> DisclosureRequest:
        version = form.cleaned_data["version"]
        return word_items(reference=self.reference, by=self.by, version=version, words=form.words())


class ChooseBasis(DrawingUp):
    """Consent, or circumstances of the policy in force."""

    form_class = BasisForm
    heading = "What it rests on"
    after = "disclosure-questions"
    template = "disclosures/basis.html"

    def form_arguments(self) -> dict[str, Any]:
        return {"profile": profile_in_force()}

    def initial(self) -> dict[str, Any]:
        slugs = list(self.drawn.grounds.values_list("slug", flat=True))
        return {"version": self.drawn.version, "basis": self.drawn.basis, "ground": slugs}

    def save(self, form: BasisForm) -> DisclosureRequest:
        data = form.cleaned_data
        return choose_basis(
            reference=self.reference,
            by=self.by,
            version=data["version"],
            basis=Basis(data["basis"]),
            slugs=data["ground"],
        )


class Questions(DrawingUp):
    """The facts each circumstance demands, and what the policy asks besides."""

    form_class = QuestionsForm
    heading = "What the policy asks"
    template = "disclosures/questions.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form()
        if not form.grounds and not form.questions:
            messages.success(request, "The policy asks nothing more.")
            return redirect("disclosure", self.reference)
        return self.page(form)

    def form_arguments(self) -> dict[str, Any]:
        grounds = profile_in_force().grounds
        claimed = [grounds[g.slug] for g in self.drawn.grounds.all() if g.slug in grounds]
        return {
            "grounds": claimed,
            "asked": questions_asked(self.opened.inquiry, self.drawn),
            "on_ground": self.drawn.basis == Basis.GROUND.value,
            "by": self.by,
        }

    def initial(self) -> dict[str, Any]:
        request = self.drawn
        facts = {f"{g.slug}-{name}": value for g in request.grounds.all() for name, value in g.facts.items()}
        for name, field in self.make_form({}).fields.items():
            if isinstance(field, CivilDateField) and facts.get(name):
                facts[name] = date.fromisoformat(facts[name])  # kept as text, asked in three boxes
        return {"version": request.version, "risk_now": request.risk_now, **request.answers, **facts}

    def save(self, form: QuestionsForm) -> DisclosureRequest:
        data = form.cleaned_data
        return answer_questions(
            reference=self.reference,
            by=self.by,
            version=data["version"],
            answers=form.answers(),
            claims=form.claims(),
            risk_now=data.get("risk_now", False),
            accused=list(data.get("accused") or ()),
        )


def _outline(form: OutlineForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "agency": data["recipient"],
        "passing": Passing(data["passing"]),
        "purpose": data["purpose"],
        "purpose_from": data["purpose_from"],
        "contact_name": data["contact_name"],
    }


def _shareable(value: Any) -> bool:
    return bool(value) and not is_sealed(value)

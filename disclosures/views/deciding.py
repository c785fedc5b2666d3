"""Advice, authority, telling, sending, notes, closing, cancelling: one form a step."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.adoption import profile_in_force
from audit.gate import Refused
from casework.views.base import FormView
from disclosures.forms.deciding import (
    AdviceForm,
    AuthorityForm,
    CancelForm,
    CloseForm,
    LineForm,
    SendForm,
    TellingForm,
)
from disclosures.models import DisclosureRequest
from disclosures.procedures import (
    authorise_disclosure,
    cancel_disclosure,
    close_disclosure,
    record_advice,
    record_telling,
    send_disclosure,
    write_line,
)
from disclosures.shown import grounds_shown, history, items_shown, summary_rows, tag_of
from disclosures.views.requests import request_url, shown_mac
from policy.profile.values import RecordLine


class StepView(FormView):
    """One step of a request: the items in full above, the step's form below."""

    reads = Action.SEE_DISCLOSURE
    template = "disclosures/decide.html"

    def open_page(self) -> Any:
        """A form that was refused is drawn again from what its asker may see, with the refusal on it."""
        if self.request.method != "POST":
            return super().open_page()
        self.opened = gate.require(Action.SEE_DISCLOSURE, by=self.by, on=self.reference)
        return self.opened

    @property
    def drawn(self) -> DisclosureRequest:
        request: DisclosureRequest = self.opened.target
        return request

    def draws(self, refused: Refused) -> bool:
        return True

    def next_url(self, target: Any) -> str:
        return request_url(self.reference)

    def cancel_url(self) -> str:
        return request_url(self.reference)

    def context(self) -> dict[str, Any]:
        return {
            "drawn": self.drawn,
            "reference": self.reference,
            "tag": tag_of(self.drawn),
            "summary": summary_rows(self.drawn),
            "shown_items": items_shown(self.drawn),
            "grounds": grounds_shown(self.drawn),
            "entries": history(self.drawn),
        }


class Advise(StepView):
    action = Action.RECORD_ADVICE
    form_class = AdviceForm
    heading = "Give your advice"
    button = "Record the advice"
    done = "The advice is recorded."

    def initial(self) -> dict[str, Any]:
        return {"given_at": timezone.now()}

    def save(self, form: AdviceForm) -> Any:
        return record_advice(reference=self.reference, by=self.by, **form.cleaned_data)


class Authorise(StepView):
    """The authoriser sees exactly what would leave; the answer is bound to it."""

    action = Action.AUTHORISE_DISCLOSURE
    form_class = AuthorityForm
    heading = "Answer the request for authority"
    button = "Give this answer"
    done = "Your answer is recorded."

    def initial(self) -> dict[str, Any]:
        return {"shown": shown_mac(self.drawn)}

    def save(self, form: AuthorityForm) -> Any:
        data = form.cleaned_data
        return authorise_disclosure(
            reference=self.reference,
            by=self.by,
            grants=data["grants"] == "yes",
            reasons=data["reasons"],
            password=data["password"],
            shown=data["shown"],
        )

    def page(self, form: AuthorityForm) -> Any:
        if form.is_bound:  # what is shown again is what it is now
            form.data = {**form.data.dict(), "shown": shown_mac(self.drawn)}
        return super().page(form)


class Tell(StepView):
    action = Action.RECORD_TELLING
    form_class = TellingForm
    heading = "Was the person told?"
    button = "Record it"
    done = "It is recorded."

    def form_arguments(self) -> dict[str, Any]:
        return {"profile": profile_in_force()}

    def save(self, form: TellingForm) -> Any:
        return record_telling(reference=self.reference, by=self.by, telling=form.telling())


class Send(StepView):
    """Everything is weighed once more at the moment of sending. It goes once."""

    action = Action.SEND_DISCLOSURE
    form_class = SendForm
    heading = "Send it"
    button = "Record that it is sent"
    done = "It is sent, and an exact copy is kept."
    template = "disclosures/send.html"

    def save(self, form: SendForm) -> Any:
        return send_disclosure(reference=self.reference, by=self.by, **form.cleaned_data)


class WriteLine(StepView):
    action = Action.CLOSE_DISCLOSURE
    form_class = LineForm
    heading = "Write down what was done"
    button = "Add the line"
    done = "The line is added."

    def asks(self) -> dict[str, Any]:
        return {"step": "write-line"}

    def initial(self) -> dict[str, Any]:
        return {"happened_at": timezone.now(), "kind": self.request.GET.get("kind", "")}

    def save(self, form: LineForm) -> Any:
        data = form.cleaned_data
        return write_line(
            reference=self.reference,
            by=self.by,
            kind=RecordLine(data["kind"]),
            words=data["words"],
            happened_at=data["happened_at"],
            none=data["none"],
        )


class Close(StepView):
    action = Action.CLOSE_DISCLOSURE
    form_class = CloseForm
    heading = "Close this disclosure?"
    button = "Close it"
    done = "The disclosure is closed."

    def open_page(self) -> Any:
        """Only the reading is asked for here: what keeps it from being closed is drawn when it is tried."""
        self.opened = gate.require(Action.SEE_DISCLOSURE, by=self.by, on=self.reference)
        return self.opened

    def save(self, form: CloseForm) -> Any:
        return close_disclosure(reference=self.reference, by=self.by)


class Cancel(StepView):
    action = Action.CANCEL_DISCLOSURE
    form_class = CancelForm
    heading = "Cancel this request?"
    button = "Cancel the request"
    done = "The request is cancelled. What was decided on it stays on record."

    def save(self, form: CancelForm) -> Any:
        return cancel_disclosure(reference=self.reference, by=self.by, reason=form.cleaned_data["reason"])

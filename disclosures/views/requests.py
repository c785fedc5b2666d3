"""The register, and one request with everything that stands in its way or is still to come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.views import GatedView
from casework.procedures.stale import StaleForm
from casework.views.base import file_frame
from disclosures.decisions.requests import steps_of, weigh_as_it_stands
from disclosures.facts import bound_mac
from disclosures.models import DisclosureRequest, SentDisclosure
from disclosures.procedures import propose_disclosure
from disclosures.procedures.sending import letter
from disclosures.shown import grounds_shown, history, items_shown, register_row, summary_rows, tag_of
from disclosures.states import State
from policy.decision import Decision
from policy.rules.disclosure import Basis

COLUMNS = ("Request", "To", "Rests on", "Asked by", "Begun", "State")
STEPS = (
    Action.PROPOSE_DISCLOSURE, Action.RECORD_ADVICE, Action.AUTHORISE_DISCLOSURE, Action.RECORD_TELLING,
    Action.SEND_DISCLOSURE, Action.CLOSE_DISCLOSURE, Action.CANCEL_DISCLOSURE,
)  # fmt: skip


class Register(GatedView):
    """Everybody's disclosures for those who answer for them; one's own for everybody else."""

    action = Action.LIST_DISCLOSURES

    def open_page(self) -> None:  # type: ignore[override]
        state = self.request.GET.get("state", "")
        state = state if state in State.values else ""
        self.requests = gate.require_each(Action.LIST_DISCLOSURES, by=self.by, state=state)

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "columns": COLUMNS,
            "rows": [register_row(opened.target) for opened in self.requests],
            "states": State.choices,
            "state": request.GET.get("state", ""),
        }
        return render(request, "disclosures/register.html", context)


class FileRequests(GatedView):
    """What was or would be shared from one file."""

    action = Action.OPEN_FILE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        case_file = self.opened.target
        requests = DisclosureRequest.objects.of(case_file).not_kept_from(self.by)
        context = file_frame(case_file, request, current="disclosures") | {
            "columns": COLUMNS,
            "rows": [register_row(each) for each in requests.select_related("agency", "proposed_by", "case_file")],
            "may": self.may(Action.PROPOSE_DISCLOSURE),
        }
        return render(request, "disclosures/of_file.html", context)


class RequestPage(GatedView):
    """One request: as it stands, what forbids it, what would make it lawful, and the next step."""

    action = Action.SEE_DISCLOSURE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.page()

    def page(self, *, refusal: Decision | None = None, stale: bool = False) -> HttpResponse:
        drawn: DisclosureRequest = self.opened.target
        may = self.may(*STEPS)
        may[Action.OPEN_FILE.codename] = gate.ask(Action.OPEN_FILE, by=self.by, on=drawn.case_file.reference)
        draft = drawn.state == State.DRAFT
        context = {
            "drawn": drawn,
            "reference": drawn.reference,
            "file": drawn.case_file.reference,
            "tag": tag_of(drawn),
            "summary": summary_rows(drawn),
            "shown_items": items_shown(drawn),
            "grounds": grounds_shown(drawn),
            "entries": history(drawn),
            "may": may,
            "draft": draft,
            "on_ground": drawn.basis == Basis.GROUND.value,
            "steps": steps_of(self.opened.inquiry, drawn),
            "stands": self.stands(drawn, may, refusal),
            "stale": stale,
        }
        status = 409 if stale else 422 if refusal is not None else 200
        return render(self.request, "disclosures/request.html", context, status=status)

    def stands(self, drawn: DisclosureRequest, may: dict[str, Decision], refusal: Decision | None) -> Decision | None:
        """The decision to draw: of a draft whether it may be proposed, later whether it may be sent."""
        if refusal is not None:
            return refusal
        if drawn.state == State.DRAFT:
            return weigh_as_it_stands(self.opened.inquiry, drawn)
        if drawn.state in (State.PROPOSED, State.AUTHORISED):
            return may[Action.SEND_DISCLOSURE.codename]
        return None


class Propose(RequestPage):
    """Putting a draft forward; refused, the page says by which clause, and nothing is lost."""

    action = Action.PROPOSE_DISCLOSURE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("disclosure", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        version = int(request.POST.get("version") or 0)
        try:
            propose_disclosure(reference=reference, by=self.by, version=version)
        except Refused as refused:
            if refused.decision.concealed:
                raise
            return self.again(refusal=refused.decision)
        except StaleForm:
            return self.again(stale=True)
        messages.success(request, "The request is put forward.")
        return redirect("disclosure", reference)

    def again(self, **how: Any) -> HttpResponse:
        """The request's page once more, read through the gate."""
        self.opened = gate.require(Action.SEE_DISCLOSURE, by=self.by, on=self.reference)
        return self.page(**how)


class Letter(GatedView):
    """A printable page of exactly the items that were sent, or that may be sent now, and nothing else."""

    action = Action.SEE_DISCLOSURE

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        drawn: DisclosureRequest = self.opened.target
        sent = SentDisclosure.objects.filter(request=drawn).first()
        if sent is None:
            gate.check(Action.SEND_DISCLOSURE, by=self.by, on=reference)
            head, items = letter(drawn, self.opened.inquiry.profile, self.by, self.opened.at), drawn.items.all()
        else:
            head, items = sent.letter, sent.items.all()
        context = {"letter": head, "passages": [i.passage for i in items], "reference": reference, "sent": sent}
        return render(request, "disclosures/letter.html", context)


def shown_mac(drawn: DisclosureRequest) -> str:
    """What an answer is bound to, for a hidden field; the request's records are open on the page."""
    return bound_mac(drawn).hex()


def request_url(reference: str) -> str:
    return reverse("disclosure", args=[reference])

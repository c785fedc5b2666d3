"""Consent on the file's own page, and its place beside the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework import panels
from consent.models import ConsentForm
from consent.shown import form_state, line_rows
from policy.vocabulary import Category

COLUMNS = ("Agency", "What about", "What for", "Answer", "Until", "State")


def consent_panel(opened: Opened, request: HttpRequest) -> Mapping[str, Any] | None:
    """The lines of every signed form not withdrawn, or that there is none."""
    case_file = opened.target
    answers = gate.ask_each((Action.SEE_CONSENT, Action.RECORD_CONSENT), by=request.user, on=case_file.reference)
    open_here = any(Category.CONSENT.value in o.compartments for o in opened.decision.opens)
    if answers[Action.SEE_CONSENT].refused or not open_here:
        return None
    forms = ConsentForm.objects.of(case_file).signed().prefetch_related("withdrawals", "lines")
    rows = [
        row for form in forms if form_state(form, opened.at)[0] != "Withdrawn" for row in line_rows(form, opened.at)
    ]
    drafts = [{"reference": form.reference} for form in ConsentForm.objects.of(case_file).drafts()]
    return {
        "reference": case_file.reference,
        "columns": COLUMNS,
        "rows": rows,
        "drafts": drafts,
        "signed": bool(forms),
        "may_record": answers[Action.RECORD_CONSENT],
    }


panels.register("consent", "Consent", consent_panel, "consent/panel.html", order=30)
panels.place("consent", "Consent", "consent", order=30)

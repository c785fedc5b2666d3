"""Consent as screens show it: one place that says how a form or a line stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from audit.adoption import profile_in_force
from consent.facts import withdrawn_at
from consent.forms import COMPANY, METHODS, SIGNERS
from consent.models import ConsentForm, ConsentLine, LineUse
from consent.wording import CATEGORY_WORDS
from policy.calendar import add_months_civil, uk_date
from policy.rules.words import in_words

State = tuple[str, str]
"""A word and its colour."""


def form_state(form: ConsentForm, at: datetime) -> State:
    """How a form stands now."""
    if form.is_draft:
        return "Draft, not signed", "yellow"
    taken = withdrawn_at(form)
    if taken is not None:
        return "Withdrawn", "red"
    if not any(line.agreed for line in form.lines.all()):
        return "Shares nothing", "grey"
    months = profile_in_force().consent.expiry.value
    if form.signed_on and add_months_civil(form.signed_on, months) <= uk_date(at):
        return "In force, review due", "orange"
    return "In force", "green"


def line_state(line: ConsentLine, at: datetime, *, form_ended: bool, taken: set[Any], spent: set[Any]) -> State:
    """How one line stands now."""
    if form_ended or line.pk in taken:
        return "Withdrawn", "red"
    if not line.agreed:
        return "Refused", "grey"
    if line.until_on is not None and line.until_on < uk_date(at):
        return "Ended", "grey"
    if line.pk in spent:
        return "Used, was for one time", "grey"
    case_file = line.form.case_file
    if case_file.closed_at is not None and not line.outlasts_file:
        return "Ended with the file", "grey"
    return "In force", "green"


def form_row(form: ConsentForm, at: datetime) -> list[Any]:
    """A form in the list."""
    words, colour = form_state(form, at)
    lines = list(form.lines.all())
    name = "consent-edit" if form.is_draft else "consent-form"
    return [
        {"text": form.reference, "url": reverse(name, args=[form.reference])},
        in_words(form.signed_on) if form.signed_on else "Not signed",
        dict(METHODS).get(form.method, ""),
        f"{sum(li.agreed for li in lines)} yes, {sum(not li.agreed for li in lines)} no" if lines else "",
        {"text": words, "tag": colour},
    ]


def line_rows(form: ConsentForm, at: datetime) -> list[list[Any]]:
    """The lines of a form as table rows."""
    lines = list(form.lines.select_related("agency", "form__case_file"))
    taken = set(form.withdrawals.exclude(line=None).values_list("line_id", flat=True))
    spent = set(LineUse.objects.filter(line__in=lines).values_list("line_id", flat=True))
    ended = withdrawn_at(form) is not None
    rows = []
    for line in lines:
        words, colour = line_state(line, at, form_ended=ended, taken=taken, spent=spent)
        purpose = {"text": line.purpose, "note": line.circumstances or None}
        until = in_words(line.until_on) if line.until_on else "No end of its own"
        rows.append(
            [
                line.agency.name,
                CATEGORY_WORDS[line.category].capitalize(),
                purpose,
                "Yes" + (", once" if line.single_use else "") if line.agreed else "No",
                until,
                {"text": words, "tag": colour},
            ]
        )
    return rows


def form_values(form: ConsentForm) -> list[dict[str, Any]]:
    """Who signed, how, with whom there."""
    freely = {True: "Yes", False: "No", None: "Not asked"}[form.freely_given]
    values = [
        {"key": "Signed on", "value": in_words(form.signed_on) if form.signed_on else None},
        {"key": "How", "value": dict(METHODS).get(form.method)},
        {"key": "Who decided", "value": dict(SIGNERS).get(form.signed_by)},
        {"key": "Name", "value": form.signatory},
        {"key": "Who else was there", "value": dict(COMPANY).get(form.presence)},
        {"key": "Interpreter or supporter", "value": form.supporter or "None"},
        {"key": "Agreed freely", "value": freely},
        {"key": "Exceptions explained", "value": "Yes" if form.explained else "No"},
        {"key": "Language", "value": form.language},
        {"key": "Recorded by", "value": f"{form.recorded_by.name}, {form.recorded_by.title}"},
        {"key": "Policy", "value": form.policy_version},
    ]
    if form.written_record:
        values.append({"key": "Written record", "value": form.written_record})
    return values

"""Consent as the tests need it, made through the procedures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from casework.models import Agency, CaseFile, Worker
from consent.answers import FormAnswers, LineAnswer
from consent.models import ConsentForm
from consent.procedures import sign_form, start_form
from policy.calendar import uk_date
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, Presence, SignedBy
from policy.vocabulary import Category


def line(agency: Agency | None, category: Category | None = Category.HOUSING, **changes: Any) -> LineAnswer:
    """A yes to one agency having one kind of information."""
    base = LineAnswer(
        agrees=True,
        agency=agency.pk if agency else None,
        category=category,
        purpose="finding a home",
        at="lines-0",
    )
    return replace(base, **changes)


def answers(*lines: LineAnswer, **changes: Any) -> FormAnswers:
    """A form that every one of the five policies accepts, signed by the person alone."""
    base = FormAnswers(
        kind=FormKind.SHARING,
        lines=lines,
        method=ConsentMethod.WRITTEN,
        signed_on=uk_date(timezone.now()),
        signed_by=SignedBy.SELF,
        signatory="The person",
        presence=Presence.ALONE,
        supporter="",
        language="English",
        explained=True,
        freely_given=True,
        written_record="",
    )
    return replace(base, **changes)


def signed(case_file: CaseFile, by: Worker, *lines: LineAnswer, **changes: Any) -> ConsentForm:
    """A signed form in the file."""
    form = start_form(file=case_file.reference, by=by, draft={}, kind=changes.get("kind", FormKind.SHARING))
    return sign_form(reference=form.reference, by=by, answers=answers(*lines, **changes), version=form.version)


LONG_AGO = date(2010, 1, 1)

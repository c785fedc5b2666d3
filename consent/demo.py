"""Consent in the invented charity: one form in force, with a refusal in it."""

from __future__ import annotations

from casework.demo.registry import Demo, adds
from consent.answers import FormAnswers, LineAnswer, UnderstandingAnswer
from consent.procedures import sign_form, start_form
from policy.profile.values import ConsentMethod
from policy.rules.consent import FormKind, Presence, SignedBy
from policy.vocabulary import Category

PURPOSE = "finding a safe home"


def add_consent(demo: Demo) -> None:
    """The first person agrees to the housing agency, and says no to the police."""
    case_file = demo.files["amina"]
    housing, police = demo.agencies["housing"], demo.agencies["police"]
    lines = (
        LineAnswer(True, housing.pk, Category.HOUSING, PURPOSE, circumstances="they ask us in writing", at="lines-0"),
        LineAnswer(True, housing.pk, Category.CONTACT, PURPOSE, at="lines-1"),
        LineAnswer(False, police.pk, Category.NOTES, "", at="lines-2"),
    )
    answers = FormAnswers(
        kind=FormKind.SHARING,
        lines=lines,
        method=ConsentMethod.WRITTEN,
        signed_on=demo.today,
        signed_by=SignedBy.SELF,
        signatory="Signed by the person",
        presence=Presence.ALONE,
        supporter="",
        language="English",
        explained=True,
        freely_given=True,
        written_record="",
        understanding=UnderstandingAnswer(True, "Said back in her own words what would go to whom."),
    )
    worker = demo.workers["caseworker"]
    form = start_form(file=case_file.reference, by=worker, draft={}, kind=FormKind.SHARING)
    sign_form(reference=form.reference, by=worker, answers=answers, version=form.version)


adds("consent", add_consent, order=30)

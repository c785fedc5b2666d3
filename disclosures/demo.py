"""Sharing in the invented charity: one thing sent with consent, and one that nothing permits yet."""

from __future__ import annotations

from casework.demo.registry import Demo, adds
from casework.models import CaseNote
from consent.demo import PURPOSE
from disclosures.answers import ItemWords, Picked
from disclosures.models import DisclosureRequest
from disclosures.procedures import (
    answer_questions,
    choose_basis,
    propose_disclosure,
    send_disclosure,
    start_request,
    word_items,
)
from policy.rules.disclosure import Basis, EmergencyAnswer, Passing

_ASKED = {
    "self_contact": "Asked; she would rather we wrote.",
    "effect_on_person": "It may get her a home sooner.",
    "who_could_be_endangered": "Nobody identified.",
    "person_saw_content": "yes",
    "emergency": EmergencyAnswer.NOT_ASKED.value,
}


def add_disclosures(demo: Demo) -> None:
    """What the consent covers has gone; what it does not cover waits as a draft that the policy forbids."""
    phone = [Picked(person_field="phone")]
    request = _drawn(demo, "housing", phone, "So that they can offer her a viewing")
    request = _answered(demo, request)
    propose_disclosure(reference=request.reference, by=demo.workers["caseworker"], version=request.version)
    send_disclosure(reference=request.reference, by=demo.workers["caseworker"], channel="posted")
    notes = CaseNote.objects.filter(case_file=demo.files["amina"], category="notes")
    entries = [Picked(note=note.pk) for note in notes[:1]] or phone
    _drawn(demo, "police", entries, "They asked about it")


def _drawn(demo: Demo, agency: str, picks: list[Picked], necessity: str) -> DisclosureRequest:
    worker = demo.workers["caseworker"]
    request = start_request(
        file=demo.files["amina"].reference,
        by=worker,
        agency=demo.agencies[agency],
        passing=Passing.DISCLOSURE,
        purpose=PURPOSE,
        purpose_from="Their duty desk, by phone",
        contact_name="The duty desk",
        picks=picks,
    )
    words = [ItemWords(item.position, item.passage, necessity) for item in request.items.all()]
    return word_items(reference=request.reference, by=worker, version=request.version, words=words)


def _answered(demo: Demo, request: DisclosureRequest) -> DisclosureRequest:
    worker = demo.workers["caseworker"]
    request = choose_basis(
        reference=request.reference, by=worker, version=request.version, basis=Basis.CONSENT, slugs=()
    )
    return answer_questions(
        reference=request.reference, by=worker, version=request.version, answers=_ASKED, claims=(), risk_now=False
    )


adds("disclosures", add_disclosures, order=40)

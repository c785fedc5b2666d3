"""Requests as the tests need them, made through the procedures."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from casework.models import Agency, CaseNote, Worker
from casework.procedures.notes import record_note
from disclosures.answers import TEXTS, ClaimWords, ItemWords, Picked
from disclosures.facts import request_mac
from disclosures.models import AdviceRecord, Authority, DisclosureRequest, SentDisclosure, SubjectNotice
from disclosures.procedures import (
    answer_questions,
    authorise_disclosure,
    choose_basis,
    propose_disclosure,
    record_advice,
    record_telling,
    send_disclosure,
    start_request,
    word_items,
)
from policy.profile import DisclosureGround
from policy.profile.people_values import FactKind
from policy.rules.disclosure import Basis, Passing, Telling, Told
from tests.cast import PASSWORD, Cast

PURPOSE = "finding a home"
PASSAGE = "She needs a flat by May."


def note(cast: Cast, body: str = PASSAGE, category: str = "housing") -> CaseNote:
    """An entry in Amina's file."""
    return record_note(
        by=cast.caseworker, reference=cast.amina.reference, category=category, body=body, happened_at=timezone.now()
    )


def begun(cast: Cast, agency: Agency | None = None, **changes: Any) -> DisclosureRequest:
    """A draft with one item, its words and the reason for it."""
    asked = {
        "file": cast.amina.reference,
        "by": cast.caseworker,
        "agency": agency or cast.housing,
        "passing": Passing.DISCLOSURE,
        "purpose": PURPOSE,
        "purpose_from": "Their duty officer, today",
        "contact_name": "The duty desk",
        "picks": [Picked(note=note(cast).pk)],
    }
    request = start_request(**{**asked, **changes})
    words = [ItemWords(item.position, item.passage, "They cannot help without it") for item in request.items.all()]
    return word_items(reference=request.reference, by=cast.caseworker, version=request.version, words=words)


def on_consent(cast: Cast, agency: Agency | None = None, **changes: Any) -> DisclosureRequest:
    """A draft that rests on consent."""
    request = begun(cast, agency, **changes)
    request = choose_basis(
        reference=request.reference, by=cast.caseworker, version=request.version, basis=Basis.CONSENT, slugs=()
    )
    return answered(cast, request)


def on_ground(
    cast: Cast, slug: str = "", agency: Agency | None = None, *, risk_now: bool = False, **facts: str
) -> DisclosureRequest:
    """A draft that rests on a circumstance of the policy, with facts that let it stand but for ``facts``."""
    ground = cast.profile.grounds[slug] if slug else first_for_a_child(cast)
    request = begun(cast, agency or cast.council)
    request = choose_basis(
        reference=request.reference,
        by=cast.caseworker,
        version=request.version,
        basis=Basis.GROUND,
        slugs=[ground.slug],
    )
    claim = ClaimWords(ground.slug, {**facts_for(ground), **facts})
    return answered(cast, request, claims=[claim], risk_now=risk_now)


def first_for_a_child(cast: Cast) -> DisclosureGround:
    """The policy's first circumstance for a danger to which children's social care may be told."""
    return next(ground for ground in cast.profile.grounds.values() if ground.danger)


def facts_for(ground: DisclosureGround) -> dict[str, str]:
    """Answers that let a circumstance stand."""
    answers = {
        FactKind.DATE: timezone.localdate().isoformat(),
        FactKind.YESNO: "yes",
        FactKind.PERSON: "The younger child",
    }
    return {
        spec.name: (spec.must_be or spec.choices or (answers.get(spec.kind, "He said it to us on Tuesday."),))[0]
        for spec in ground.facts
    }


def answered(cast: Cast, request: DisclosureRequest, **changes: Any) -> DisclosureRequest:
    """Everything any policy may ask, answered."""
    answers = {name: f"We have thought about {name.replace('_', ' ')}." for name in TEXTS}
    answers |= {"is_source_of_risk": "no", "emergency": "not-suitable", "person_saw_content": "yes"}
    answers |= {"exemption": "", "why_not_wait": "", "who_was_tried": ""} | changes.pop("answers", {})
    asked = {"answers": answers, "claims": (), "risk_now": False, **changes}
    return answer_questions(reference=request.reference, by=cast.caseworker, version=request.version, **asked)


def put_forward(cast: Cast, request: DisclosureRequest) -> DisclosureRequest:
    """The request, proposed."""
    return propose_disclosure(reference=request.reference, by=cast.caseworker, version=request.version)


def advised(request: DisclosureRequest, by: Worker, advises: str = "share") -> AdviceRecord:
    """Advice on it."""
    return record_advice(
        reference=request.reference, by=by, advises=advises, advice="Only what is needed.", given_at=timezone.now()
    )


def answer_to(request: DisclosureRequest, by: Worker, *, grants: bool = True, **changes: Any) -> Authority:
    """An answer to the request for authority, to what it is now."""
    asked = {"reasons": "I have read each item.", "password": PASSWORD, "shown": request_mac(request).hex(), **changes}
    return authorise_disclosure(reference=request.reference, by=by, grants=grants, **asked)


def told(request: DisclosureRequest, by: Worker, **changes: Any) -> SubjectNotice:
    """The person was told."""
    telling = Telling(
        **{
            "outcome": Told.TOLD,
            "told_at": timezone.now(),
            "concern_told": True,
            "recipient_told": True,
            "detail": "Face to face, by the caseworker.",
            **changes,
        }
    )
    return record_telling(reference=request.reference, by=by, telling=telling)


def send(request: DisclosureRequest, by: Worker, **changes: Any) -> SentDisclosure:
    """Hand it over."""
    return send_disclosure(reference=request.reference, by=by, channel="handed-over", **changes)

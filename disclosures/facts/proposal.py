"""A request as the proposal rule weighs it, with consent as it stands at this moment."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from casework.models import Agency, CaseNote
from consent.facts import birth_of, lines_in_force
from disclosures.answers import asked_of, urgency_of, yes_no
from disclosures.facts.reading import reading
from disclosures.models import DisclosureItem, DisclosureRequest
from policy.decision import Decision
from policy.profile import Profile
from policy.profile.people_values import RecipientKind
from policy.rules.consent import CoverageFacts, FormKind, LineInForce
from policy.rules.disclosure import Basis, Claim, Item, Passing, ProposalFacts, Recipient
from policy.vocabulary import Category, Group

_KINDS: Final[dict[str, frozenset[RecipientKind]]] = {
    "childrens-social-care": frozenset({RecipientKind.CHILDRENS_SOCIAL_CARE, RecipientKind.STATUTORY_ENQUIRER}),
    "adult-social-care": frozenset({RecipientKind.STATUTORY_ENQUIRER}),
    "police": frozenset({RecipientKind.POLICE, RecipientKind.STATUTORY_ENQUIRER}),
    "emergency-services": frozenset({RecipientKind.EMERGENCY_SERVICES}),
    "health": frozenset({RecipientKind.HEALTH}),
    "court": frozenset({RecipientKind.STATUTORY_ENQUIRER}),
}
_MAY_ORDER: Final = frozenset(
    {"childrens-social-care", "adult-social-care", "police", "court", "council", "benefits", "health"}
)
"""Bodies that a statute or an order may name."""

PERSON_FIELDS: Final[dict[str, tuple[str, Category]]] = {
    "name": ("Name", Category.IDENTITY),
    "birth_date": ("Date of birth", Category.IDENTITY),
    "address": ("Address", Category.CONTACT),
    "phone": ("Telephone", Category.CONTACT),
    "email": ("E-mail", Category.CONTACT),
}
"""What may be picked of a person, with its label and the kind of information it is."""


def proposal_facts(
    request: DisclosureRequest, profile: Profile, at: datetime, coverage: dict[Category, Decision]
) -> ProposalFacts:
    """The request at ``at``. ``coverage``: what consent says of each kind of information in it."""
    with reading(request):
        answers = dict(request.answers)
        items = tuple(_item(item) for item in request.items.all())
        claims = tuple(Claim(g.slug, {k: str(v) for k, v in g.facts.items()}, at=g.slug) for g in request.grounds.all())
        purpose, purpose_from = request.purpose, request.purpose_from
    return ProposalFacts(
        profile=profile,
        now=at,
        basis=Basis(request.basis),
        recipient=_recipient(request, answers),
        purpose=purpose,
        items=items,
        subject_birth=birth_of(request.case_file),
        purpose_from=purpose_from,
        passing=Passing(request.passing),
        coverage=coverage,
        claims=claims,
        urgency=urgency_of(answers, risk_now=request.risk_now),
        asked=asked_of(answers),
        whole_file=takes_whole_file(request),
        whole_file_reason=answers.get("whole_file_reason", ""),
        child_involved=yes_no(answers, "child_involved") is True,
        for_proceedings=yes_no(answers, "for_proceedings") is True,
        by_volunteer=request.proposed_by.group is Group.VOLUNTEER,
    )


def coverage_facts(request: DisclosureRequest, profile: Profile, at: datetime) -> dict[Category, CoverageFacts]:
    """The question to the consent rule for each kind of information in the request."""
    lines: tuple[LineInForce, ...] = lines_in_force(request.case_file, at)
    with reading(request):
        purpose = request.purpose
    kind = FormKind.MEDIA if request.agency.is_media else FormKind.SHARING
    categories = dict.fromkeys(Category(c) for c in request.items.values_list("category", flat=True))
    return {
        category: CoverageFacts(profile, lines, request.agency_id, category, purpose, at, kind)
        for category in categories
    }


def takes_whole_file(request: DisclosureRequest) -> bool:
    """Whether every entry of a file that has more than one would go."""
    entries = CaseNote.objects.filter(case_file=request.case_file).count()
    chosen = request.items.filter(note__isnull=False).values("note").distinct().count()
    return entries > 1 and chosen == entries


def kinds_of(agency: Agency, *, referred: bool) -> frozenset[RecipientKind]:
    """Everything an agency counts as for a ground."""
    kinds = set(_KINDS.get(agency.kind, frozenset()))
    if not agency.is_media:
        kinds.add(RecipientKind.RELEVANT_AGENCY)
    if agency.kind in _MAY_ORDER:
        kinds.add(RecipientKind.BODY_IN_ORDER)
    if referred:
        kinds.add(RecipientKind.REFERRING_AGENCY)
    return frozenset(kinds)


def _item(item: DisclosureItem) -> Item:
    return Item(item.pk, Category(item.category), item.necessity, at=f"item-{item.position}")


def _recipient(request: DisclosureRequest, answers: dict[str, str]) -> Recipient:
    agency = request.agency
    return Recipient(
        agency=agency.pk,
        kinds=kinds_of(agency, referred=request.case_file.referred_by_id == agency.pk),
        country=agency.country,
        is_source_of_risk=yes_no(answers, "is_source_of_risk"),
        is_media=agency.is_media,
        reason=answers.get("recipient_reason", ""),
        exemption=answers.get("exemption", ""),
    )

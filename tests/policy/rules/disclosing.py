"""A disclosure that is in order under each policy, to be spoilt one way at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from policy.decision import Decision, decide, forbids, permits
from policy.decision import clause as cite
from policy.profile import DisclosureGround, FactSpec, Profile
from policy.profile.people_values import FactKind, RecipientKind
from policy.rules.disclosure import (
    Asked,
    Basis,
    Claim,
    EmergencyAnswer,
    Item,
    Matter,
    ProposalFacts,
    Recipient,
    SendingFacts,
    SendState,
    Telling,
    Told,
)
from policy.vocabulary import Category
from tests.policy.rules.builders import NOW, TODAY, an_id, worker

ADULT, CHILD = date(1990, 5, 1), date(2015, 5, 1)
REQUESTER = an_id("caseworker")
SUBJECT = an_id("subject")
MATTER = Matter(requester=REQUESTER, subject=SUBJECT)
MAC = b"exactly this"

ALL_ASKED = Asked(
    effect_on_person="It may frighten her; her worker will be with her.",
    who_could_be_endangered="Nobody was identified.",
    self_contact="Offered; she would rather we did.",
    welfare="He will be safe tonight.",
    child_view="He wants it to stop.",
    emergency=EmergencyAnswer.CALLED,
    emergency_service="Police, 14:05, reference 12.",
    person_saw_content=True,
)
TOLD = Telling(Told.TOLD, told_at=NOW, concern_told=True, recipient_told=True, detail="By her worker, at the centre.")


def an_item(category: Category = Category.HOUSING, **facts: object) -> Item:
    known = {"item_id": an_id("item"), "category": category, "necessity": "They cannot place her without it.", **facts}
    return Item(**known)  # type: ignore[arg-type]


def a_recipient(*kinds: RecipientKind, **facts: object) -> Recipient:
    known: dict[str, object] = {
        "agency": an_id("agency"),
        "kinds": frozenset(kinds),
        "country": "GB",
        "is_source_of_risk": False,
        "reason": "They can act on it tonight.",
        **facts,
    }
    return Recipient(**known)  # type: ignore[arg-type]


def covered(profile: Profile) -> Decision:
    return decide([permits(profile.consent.form.source, "covered")], profile.ref)


def refused_by_consent(profile: Profile, clause: str) -> dict[Category, Decision]:
    """Coverage that says no, citing ``clause``."""
    ground = forbids(cite(clause), "The consent has been withdrawn.", remedy="Ask the person again.")
    return {Category.HOUSING: decide([ground], profile.ref)}


def with_consent(profile: Profile, **facts: object) -> ProposalFacts:
    """In order, on consent."""
    known: dict[str, object] = {
        "basis": Basis.CONSENT,
        "recipient": a_recipient(),
        "purpose": "to offer her a flat",
        "purpose_from": "the housing officer",
        "items": (an_item(),),
        "subject_birth": ADULT,
        "coverage": {Category.HOUSING: covered(profile)},
        "asked": ALL_ASKED,
        **facts,
    }
    return ProposalFacts(profile, NOW, **known)  # type: ignore[arg-type]


def on_ground(profile: Profile, slug: str, answers: dict[str, str] | None = None, **facts: object) -> ProposalFacts:
    """In order, on one ground with every fact answered; ``answers`` replace some."""
    ground = profile.grounds[slug]
    claim = Claim(slug, {**good_answers(ground), **(answers or {})})
    return with_consent(
        profile,
        **{
            "basis": Basis.GROUND,
            "claims": (claim,),
            "coverage": {},
            "recipient": a_recipient(*(ground.told or ground.offer_first)),
            **facts,
        },
    )


def good_answers(ground: DisclosureGround) -> dict[str, str]:
    """An answer to every fact of a ground that lets it stand."""
    return {spec.name: _good(spec) for spec in ground.facts}


def _good(spec: FactSpec) -> str:
    if spec.must_be:
        return spec.must_be[0]
    match spec.kind:
        case FactKind.CHOICE:
            return spec.choices[0]
        case FactKind.YESNO:
            return "no"
        case FactKind.DATE:
            return (TODAY - timedelta(days=2)).isoformat()
        case _:
            return f"Something about {spec.name.replace('_', ' ')}."


def about_to_send(proposal: ProposalFacts, **facts: object) -> SendingFacts:
    """In order for sending, but for what ``facts`` change; no authority and no advice unless given."""
    known: dict[str, object] = {
        "matter": MATTER,
        "sender": worker(),
        "state": SendState.OPEN,
        "mac": MAC,
        "telling": TOLD,
        **facts,
    }
    return SendingFacts(proposal, **known)  # type: ignore[arg-type]


def at_risk_now(proposal: ProposalFacts) -> ProposalFacts:
    return replace(proposal, urgency=replace(proposal.urgency, at_risk_now=True))

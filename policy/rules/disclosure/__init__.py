"""Disclosure to an outside body, step by step, each weighed on its own."""

from policy.rules.disclosure.advice import AdviceFacts, may_advise, weigh_advice
from policy.rules.disclosure.authority import (
    AuthorityFacts,
    Candidate,
    Nomination,
    may_authorise,
    nobody_left,
    nomination_valid_at,
    possible_authorisers,
    weigh_authority,
)
from policy.rules.disclosure.danger import (
    DangerFacts,
    DangerKind,
    DangerReviewFacts,
    danger_ground,
    weigh_danger_now,
    weigh_review_of_danger,
)
from policy.rules.disclosure.facts import (
    Asked,
    Basis,
    Claim,
    EmergencyAnswer,
    Item,
    Passing,
    ProposalFacts,
    Recipient,
    Urgency,
)
from policy.rules.disclosure.grounds import Step, Steps, standing_grounds, steps
from policy.rules.disclosure.matter import Matter
from policy.rules.disclosure.proposal import weigh_proposal
from policy.rules.disclosure.sending import AuthorityGiven, SendingFacts, SendState, weigh_sending
from policy.rules.disclosure.telling import Telling, TellingFacts, Told, weigh_telling

__all__ = [
    "AdviceFacts",
    "Asked",
    "AuthorityFacts",
    "AuthorityGiven",
    "Basis",
    "Candidate",
    "Claim",
    "DangerFacts",
    "DangerKind",
    "DangerReviewFacts",
    "EmergencyAnswer",
    "Item",
    "Matter",
    "Nomination",
    "Passing",
    "ProposalFacts",
    "Recipient",
    "SendState",
    "SendingFacts",
    "Step",
    "Steps",
    "Telling",
    "TellingFacts",
    "Told",
    "Urgency",
    "danger_ground",
    "may_advise",
    "may_authorise",
    "nobody_left",
    "nomination_valid_at",
    "possible_authorisers",
    "standing_grounds",
    "steps",
    "weigh_advice",
    "weigh_authority",
    "weigh_danger_now",
    "weigh_proposal",
    "weigh_review_of_danger",
    "weigh_sending",
    "weigh_telling",
]

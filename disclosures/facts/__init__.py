"""Facts for the disclosure rules, read afresh each time."""

from disclosures.facts.content import bound_mac, request_mac
from disclosures.facts.people import candidate_of, matter_of, people_with
from disclosures.facts.proposal import proposal_facts
from disclosures.facts.steps import authority_facts, closing_facts, sending_facts, telling_of, telling_on_hold

__all__ = [
    "authority_facts",
    "bound_mac",
    "candidate_of",
    "closing_facts",
    "matter_of",
    "people_with",
    "proposal_facts",
    "request_mac",
    "sending_facts",
    "telling_of",
    "telling_on_hold",
]

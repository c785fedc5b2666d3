"""What would leave, to whom and where: the least, for a known purpose, never to the source of risk."""

from __future__ import annotations

from collections.abc import Iterator

from policy.decision import Ground, default, forbids, requires
from policy.profile.values import ContactDetails, Minimum, Transfers
from policy.rules.citing import best
from policy.rules.disclosure.facts import Basis, ProposalFacts
from policy.rules.words import says_nothing
from policy.vocabulary import SHAREABLE, Category


def content_objections(facts: ProposalFacts) -> Iterator[Ground]:
    """Everything about the items, the purpose and the recipient that stands in the way."""
    yield from _items(facts)
    yield from _purpose(facts)
    yield from _recipient(facts)
    yield from _country(facts)


def _items(facts: ProposalFacts) -> Iterator[Ground]:
    minimum = facts.profile.disclosure.minimum
    least = best(minimum, "NF-4.3e")
    if not facts.items:
        reason = "Nothing has been chosen to go."
        yield requires(least, reason, remedy="Choose the items, one by one.", field="items")
    for item in facts.items:
        field = f"{item.at}-necessity" if item.at else "necessity"
        if says_nothing(item.necessity):
            reason = "Each item needs a reason why the recipient must have it."
            yield requires(least, reason, remedy="Give the reason, or leave the item out.", field=field)
        if item.category not in SHAREABLE:
            reason = "That is the charity's own working record and is not shared."
            yield forbids(default("DEF-1"), reason, remedy="Leave it out.", field="items")
    if facts.whole_file and says_nothing(facts.whole_file_reason):
        reason = "The whole file would go, and no manager has said why less is not enough."
        remedy = "Choose the items needed, or get a manager's reason."
        yield requires(best(minimum, "NF-3.2c"), reason, remedy=remedy, field="whole_file_reason")


def _purpose(facts: ProposalFacts) -> Iterator[Ground]:
    minimum = facts.profile.disclosure.minimum
    source = best(minimum, "NF-4.3e") if Minimum.PURPOSE_STATED in minimum.value else default("DEF-22")
    if says_nothing(facts.purpose):
        reason = "What the recipient will use it for is not known."
        yield requires(source, reason, remedy="Ask the recipient, and write the answer.", field="purpose")
    elif says_nothing(facts.purpose_from):
        reason = "Who stated that purpose is not recorded."
        yield requires(source, reason, remedy="Say who told you.", field="purpose_from")


def _recipient(facts: ProposalFacts) -> Iterator[Ground]:
    recipient = facts.recipient
    if recipient.agency is None:
        remedy = "Choose the agency."
        yield requires(default("DEF-23"), "No recipient is named.", remedy=remedy, field="recipient")
    if recipient.is_source_of_risk:
        details = facts.profile.contact.details
        if _gives_contact(facts) and details.value is ContactDetails.NEVER_WITHOUT_PERMISSION:
            reason = "Contact details go to nobody the person has not agreed to, least of all the one they may fear."
            yield forbids(best(details, "PRESTON-4"), reason, field="recipient")
        reason = "The person it would reach is the source of the risk."
        remedy = "Their employer, regulator, council or the police may be told through somebody who is not them."
        yield forbids(default("DEF-8"), reason, remedy=remedy, field="recipient")
    elif recipient.is_source_of_risk is None and facts.basis is Basis.GROUND:
        reason = "Nobody has said whether the person it would reach is the source of the risk."
        yield requires(default("DEF-8"), reason, remedy="Answer yes or no.", field="is_source_of_risk")


def _gives_contact(facts: ProposalFacts) -> bool:
    return any(item.category is Category.CONTACT for item in facts.items)


def _country(facts: ProposalFacts) -> Iterator[Ground]:
    rule, country = facts.profile.transfer.outside_eea, facts.recipient.country
    if len(country) != 2 or not country.isalpha():
        reason = "The recipient's country is not known."
        yield requires(rule.source, reason, remedy="Ask where the recipient is.", field="country")
    elif (
        _goes_abroad(facts) and rule.value is Transfers.BARRED_UNLESS_EXEMPT and says_nothing(facts.recipient.exemption)
    ):
        reason = "The information would leave the countries where it is protected as it is here."
        remedy = "Record what makes it lawful (for example the person's explicit consent to that country)."
        yield forbids(rule.source, reason, remedy=remedy, field="exemption")


def _goes_abroad(facts: ProposalFacts) -> bool:
    return facts.recipient.country.upper() not in facts.profile.transfer.countries.value


def content_notes(facts: ProposalFacts) -> Iterator[str]:
    """What to know about the recipient's country, where the policy itself stops nothing."""
    if facts.recipient.country and _goes_abroad(facts):
        yield "This goes to another country: current law has rules of its own for that. Take advice first."

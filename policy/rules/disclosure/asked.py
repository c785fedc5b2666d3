"""What one policy or another wants asked before anything leaves."""

from __future__ import annotations

from collections.abc import Iterator

from policy.decision import Ground, forbids, requires
from policy.profile.people_values import RecipientKind
from policy.profile.values import Encouragement
from policy.rules.citing import best, own_clause
from policy.rules.disclosure.facts import Basis, EmergencyAnswer, ProposalFacts
from policy.rules.words import says_nothing


def asked_objections(facts: ProposalFacts) -> Iterator[Ground]:
    """Every question of the policy in force that was left unanswered."""
    yield from _effect_and_safety(facts)
    yield from _child(facts)
    yield from _self_contact(facts)
    yield from _emergency_services(facts)


def _effect_and_safety(facts: ProposalFacts) -> Iterator[Ground]:
    effect, safety = own_clause(facts.profile, "PACE-3"), own_clause(facts.profile, "PACE-4")
    if effect is not None and says_nothing(facts.asked.effect_on_person):
        reason = "What this will mean for the person is not written down."
        yield requires(effect, reason, remedy="Say how it may hurt or help them.", field="effect_on_person")
    if safety is not None and not facts.asked.who_could_be_endangered.strip():
        reason = "Who could be endangered by telling, or by staying silent, is not answered."
        remedy = "Name who, or write that nobody was identified."
        yield requires(safety, reason, remedy=remedy, field="who_could_be_endangered")


def _child(facts: ProposalFacts) -> Iterator[Ground]:
    """Welfare first and the child's own view, where a child is decided about without consent."""
    if facts.basis is not Basis.GROUND or not facts.concerns_child:
        return
    welfare = own_clause(facts.profile, "NF-3.1b")
    if welfare is not None and says_nothing(facts.asked.welfare):
        reason = "The child's welfare comes first, and nothing says how it was weighed."
        yield requires(welfare, reason, remedy="Write how this serves the child.", field="welfare")
    heard = facts.profile.age.child_view_heard
    silent = says_nothing(facts.asked.child_view) and says_nothing(facts.asked.child_view_missing)
    if heard.value and silent:
        reason = "The child's own view is not recorded, nor why it could not be had."
        remedy = "Write the child's own words and the weight they were given, or why there are none."
        yield requires(heard.source, reason, remedy=remedy, field="child_view")


def _self_contact(facts: ProposalFacts) -> Iterator[Ground]:
    encourage = facts.profile.sharing.encourage
    if encourage.value is not Encouragement.OWN_CONTACT or facts.basis is not Basis.CONSENT:
        return
    if not facts.asked.self_contact.strip():
        reason = "Whether the person would rather speak to the agency themselves was not asked."
        yield requires(encourage.source, reason, remedy="Ask, and record the answer.", field="self_contact")


def _emergency_services(facts: ProposalFacts) -> Iterator[Ground]:
    rule = facts.profile.disclosure.emergency_services_first
    ordered = any(RecipientKind.BODY_IN_ORDER in ground.told for _, ground in facts.claimed)
    if facts.basis is not Basis.GROUND or not rule.value or ordered:
        return
    asked = facts.asked
    match asked.emergency:
        case EmergencyAnswer.NOT_ASKED:
            reason = "Whether emergency services are the right first response is not answered."
            yield requires(rule.source, reason, remedy="Say whether they were called.", field="emergency")
        case EmergencyAnswer.CALLED if says_nothing(asked.emergency_service):
            reason = "Which service was called, when and under what reference is not written down."
            yield requires(rule.source, reason, remedy="Write it down.", field="emergency_service")
        case EmergencyAnswer.NOT_SUITABLE:
            yield from _reconsidered(facts)


def _reconsidered(facts: ProposalFacts) -> Iterator[Ground]:
    rule = facts.profile.disclosure.emergency_services_first
    asked = facts.asked
    if says_nothing(asked.emergency_reason):
        reason = "Why emergency services are not suitable is not written down."
        yield requires(rule.source, reason, remedy="Give the reason.", field="emergency_reason")
    again = own_clause(facts.profile, "ACEVO-BK-2") or best(facts.profile.advice.step)
    if says_nothing(asked.reconsidered):
        reason = "Breaking confidentiality has not been considered afresh without emergency services."
        yield requires(again, reason, remedy="Weigh it again, not sharing included.", field="reconsidered")
    elif _same(asked.reconsidered, asked.emergency_reason):
        reason = "The reasons are the old ones, copied."
        yield forbids(again, reason, remedy="Write what you weighed afresh.", field="reconsidered")


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())

"""Whether a ground stands on the facts given, and what it lets come afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.decision import Ground, default, forbids, requires
from policy.profile import DisclosureGround, FactSpec, Profile
from policy.profile.people_values import After, FactKind, RecipientKind
from policy.profile.values import AdviceStep, AuthorityTiming
from policy.rules.disclosure.facts import Basis, Claim, ProposalFacts, Recipient, Urgency
from policy.rules.words import says_nothing


class Step(StrEnum):
    """When a step of a disclosure is due."""

    NOT_NEEDED = "not-needed"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Steps:
    """What must come before sending and what may follow it."""

    advice: Step
    authority: Step
    telling: Step


def claim_objections(claim: Claim, ground: DisclosureGround, recipient: Recipient, today: date) -> Iterator[Ground]:
    """Everything that keeps one ground from standing on its own."""
    for spec in ground.facts:
        if spec.when is None or claim.answers.get(spec.when.fact) in spec.when.answers:
            yield from _fact_objections(claim, ground, spec, today)
    yield from recipient_objections(ground, recipient)


def _fact_objections(claim: Claim, ground: DisclosureGround, spec: FactSpec, today: date) -> Iterator[Ground]:
    answer = claim.answers.get(spec.name, "").strip()
    at = claim.field(spec.name)
    free_text = spec.kind in {FactKind.TEXT, FactKind.PERSON}
    if not answer or (free_text and says_nothing(answer)):
        if not spec.optional:
            reason = f"This circumstance needs an answer: {spec.label}"
            yield requires(ground.source, reason, remedy="Answer the question.", field=at)
    elif spec.kind is FactKind.DATE:
        yield from _date_objections(ground, answer, at, today)
    elif not _known_answer(spec, answer):
        yield forbids(default("DEF-1"), "That is not one of the answers.", remedy="Choose one.", field=at)
    elif spec.must_be and answer not in spec.must_be:
        reason = spec.otherwise or "With that answer this circumstance does not hold."
        yield forbids(ground.source, reason, remedy="See whether another circumstance fits.", field=at)


def _known_answer(spec: FactSpec, answer: str) -> bool:
    match spec.kind:
        case FactKind.CHOICE:
            return answer in spec.choices
        case FactKind.YESNO:
            return answer in {"yes", "no"}
        case _:
            return True


def _date_objections(ground: DisclosureGround, answer: str, at: str, today: date) -> Iterator[Ground]:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        yield requires(ground.source, "That is not a date.", remedy="Give day, month and year.", field=at)
        return
    if day > today:
        yield forbids(ground.source, "That date is in the future.", remedy="Give the day it happened.", field=at)


def recipient_objections(ground: DisclosureGround, recipient: Recipient) -> Iterator[Ground]:
    """Who may be told: whom the policy names, or, where it names nobody, a choice with a reason."""
    if ground.told_unstated:
        if not recipient.kinds & set(ground.offer_first) and says_nothing(recipient.reason):
            reason = "The policy does not say who may be told, so the choice needs a reason."
            yield requires(
                default("DEF-27"), reason, remedy="Say why this recipient can help.", field="recipient_reason"
            )
    elif RecipientKind.RELEVANT_AGENCY not in ground.told and not recipient.kinds & set(ground.told):
        named = " or ".join(kind.value.replace("-", " ") for kind in ground.told)
        reason = f"Under this circumstance only these may be told: {named}."
        yield forbids(ground.source, reason, remedy="Choose one of them, or another circumstance.", field="recipient")


def standing_grounds(facts: ProposalFacts, today: date) -> tuple[tuple[Claim, DisclosureGround], ...]:
    """The claims that stand on their own facts; one is enough."""
    return tuple(
        (claim, ground)
        for claim, ground in facts.claimed
        if not any(claim_objections(claim, ground, facts.recipient, today))
    )


def steps(facts: ProposalFacts) -> Steps:
    """Which steps this disclosure needs, and which of them may follow it."""
    if facts.basis is not Basis.GROUND:
        return Steps(Step.NOT_NEEDED, Step.NOT_NEEDED, Step.NOT_NEEDED)
    profile, urgency = facts.profile, facts.urgency
    claimed = facts.claimed
    authority_after = any(_authority_may_follow(profile, g, urgency, c.answers) for c, g in claimed)
    return Steps(
        advice=_advice_step(profile, claimed, urgency),
        authority=Step.AFTER if authority_after else Step.BEFORE,
        telling=Step.BEFORE,
    )


def _advice_step(profile: Profile, claimed: tuple[tuple[Claim, DisclosureGround], ...], urgency: Urgency) -> Step:
    match profile.advice.step.value:
        case AdviceStep.REQUIRED:
            after = any(_advice_may_follow(profile, g, urgency, c.answers) for c, g in claimed)
            return Step.AFTER if after else Step.BEFORE
        case AdviceStep.CHILD_CASES:
            if not any(is_about_child(g) for _, g in claimed):
                return Step.NOT_NEEDED
            return Step.AFTER if urgency.at_risk_now else Step.BEFORE
        case AdviceStep.RECORD_GIVEN:
            return Step.AFTER
        case _:
            return Step.NOT_NEEDED


def is_about_child(ground: DisclosureGround) -> bool:
    """Whether the ground itself is a child's harm: those who may be told include children's social care."""
    return RecipientKind.CHILDRENS_SOCIAL_CARE in ground.told


def _authority_may_follow(
    profile: Profile, ground: DisclosureGround, urgency: Urgency, answers: Mapping[str, str]
) -> bool:
    """DEF-2 where no decider is named; else only as the ground says."""
    nobody_named = profile.disclosure.authorisers.is_silent
    child_harm = urgency.child_significant_harm or is_about_child(ground)
    if nobody_named and (urgency.at_risk_now or child_harm):
        return True
    told_instead = profile.authority.prior.value is AuthorityTiming.MANAGER_TOLD_AT_ONCE
    if told_instead and ground.after is After.NOT_APPLICABLE and is_about_child(ground):
        return True
    return _after(ground, urgency, answers)


def _advice_may_follow(
    profile: Profile, ground: DisclosureGround, urgency: Urgency, answers: Mapping[str, str]
) -> bool:
    return profile.advice.may_follow.value and _after(ground, urgency, answers)


def _after(ground: DisclosureGround, urgency: Urgency, answers: Mapping[str, str]) -> bool:
    """Whether authority or advice may follow, in the words of the ground itself."""
    now = urgency.at_risk_now or answers.get("at_risk_now") == "yes"
    immediate = answers.get("immediate")
    match ground.after:
        case After.YES:
            return now or immediate != "no"
        case After.IF_ANYONE_AT_RISK_NOW:
            return now
        case After.IF_WAITING_IMPOSSIBLE:
            return now or not (says_nothing(urgency.why_not_wait) or says_nothing(urgency.who_was_tried))
        case After.IF_IMMEDIATE:
            return now or immediate == "yes"
        case After.IF_PLANNED_AND_IMMINENT:
            return now or answers.get("past_or_planned") == "planned and soon"
        case After.IF_AT_RISK_OR_ONLY_ADVISER_ACCUSED:
            return now or urgency.only_adviser_accused
        case _:
            return False

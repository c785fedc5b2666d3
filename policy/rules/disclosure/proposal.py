"""Whether a disclosure may go on to its next step as drawn up, and if not, what would make it lawful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, Source, decide, default, forbids, permits, requires
from policy.profile import DisclosureGround, Profile
from policy.profile.values import ContactDetails, MediaRule, ProceedingsReports, ReferralRule
from policy.rules.citing import own_clause
from policy.rules.disclosure.asked import asked_objections
from policy.rules.disclosure.content import content_notes, content_objections
from policy.rules.disclosure.facts import Basis, Passing, ProposalFacts
from policy.rules.disclosure.grounds import Step, claim_objections, standing_grounds, steps
from policy.vocabulary import Category

_CONSENT_OR_GROUND = ("NF-4.2d", "PACE-7", "PIAS-2", "ACEVO-EX-0", "PRESTON-3")
"""Beside its general clause, where each policy says that nothing leaves without consent or a ground."""


def weigh_proposal(facts: ProposalFacts) -> Decision:
    """Weigh a disclosure as drawn up: its basis, recipient, content, and what the policy asks.

    Every objection is given, each beside its field. Permitted, it lists the steps to come as
    obligations: advice, authority and telling the person, each as the policy has them.
    """
    today = uk_date(facts.now)
    objections = [
        *_basis_objections(facts, today),
        *content_objections(facts),
        *asked_objections(facts),
        *_volunteer_in_proceedings(facts),
    ]
    grounds = [*_support(facts, today), *objections]
    return decide(grounds, facts.profile.ref, obligations=_to_come(facts), notes=content_notes(facts))


def _support(facts: ProposalFacts, today: date) -> list[Ground]:
    profile = facts.profile
    if facts.basis is Basis.CONSENT:
        return [permits(profile.consent.form.source, "A consent in force covers this.")]
    standing = standing_grounds(facts, today)
    return [permits(source, f"{ground.title}.") for _, ground in standing for source in _cited(facts, ground)]


def _cited(facts: ProposalFacts, ground: DisclosureGround) -> tuple[Source, ...]:
    """A ground's clauses; where contact details have an exception of their own, that only for them."""
    guarded = facts.profile.contact.details.value is ContactDetails.NEVER_WITHOUT_PERMISSION
    gives_contact = any(item.category is Category.CONTACT for item in facts.items)
    return ground.sources if gives_contact or not guarded else (ground.source,)


def _basis_objections(facts: ProposalFacts, today: date) -> Iterator[Ground]:
    match facts.basis:
        case Basis.NEITHER:
            yield from no_basis(facts.profile)
        case Basis.CONSENT:
            yield from _consent_objections(facts)
        case Basis.GROUND:
            yield from _ground_objections(facts, today)


def no_basis(profile: Profile) -> Iterator[Ground]:
    """Neither consent nor a circumstance: refused, with everything that would permit it."""
    reason = "Nothing leaves without the person's consent or one of the circumstances the policy lists."
    ways = "; ".join(f"{ground.title} ({ground.clause})" for ground in profile.grounds.values())
    remedy = (
        "A consent in force that names this agency, this information and this purpose. "
        f"Or one of these, with its facts: {ways}."
    )
    general = profile.general_clause
    yield forbids(general, reason, remedy=remedy, field="basis")
    second = own_clause(profile, *_CONSENT_OR_GROUND)
    if second is not None and second != general:
        yield forbids(second, reason, remedy=remedy, field="basis")


def _consent_objections(facts: ProposalFacts) -> Iterator[Ground]:
    for item in facts.items:
        answer = facts.coverage.get(item.category)
        if answer is None:
            reason = f"Whether consent covers {item.category.value} was not looked up."
            yield forbids(default("DEF-1"), reason, field="items")
    for category in dict.fromkeys(item.category for item in facts.items):
        answer = facts.coverage.get(category)
        if answer is not None and answer.refused:
            for ground in answer.objections:
                yield forbids(ground.source, ground.reason, remedy=_or_a_ground(facts, ground.remedy), field="basis")
    if facts.passing is Passing.REFERRAL:
        yield from _referral_knowledge(facts)


def _or_a_ground(facts: ProposalFacts, remedy: str) -> str:
    if facts.passing is Passing.REFERRAL and not facts.profile.referral.exceptional_grounds.value:
        return remedy
    return f"{remedy} Without consent, only one of the circumstances the policy lists lets it go."


def _referral_knowledge(facts: ProposalFacts) -> Iterator[Ground]:
    rule = facts.profile.referral.rule
    if rule.value is ReferralRule.FULL_KNOWLEDGE_AND_CONSENT and not facts.asked.person_saw_content:
        reason = "A referral needs the person's full knowledge, and they have not seen what would be sent."
        remedy = "Go through it with the person."
        yield requires(rule.source, reason, remedy=remedy, field="person_saw_content")


def _ground_objections(facts: ProposalFacts, today: date) -> Iterator[Ground]:
    profile = facts.profile
    if facts.passing is Passing.REFERRAL and not profile.referral.exceptional_grounds.value:
        reason = "A referral always needs the person's consent; no circumstance stands in for it."
        remedy = "Ask the person; or, if somebody is at risk, make it a disclosure to the agency."
        yield forbids(profile.referral.rule.source, reason, remedy=remedy, field="basis")
    if facts.recipient.is_media:
        reason = "The media receive nothing without the person's consent to that outlet."
        if profile.media.rule.value is MediaRule.PRIOR_MEDIA_CONSENT:
            reason = (
                "The media receive nothing unless the person agreed beforehand; no circumstance stands in for that."
            )
        yield forbids(profile.media.rule.source, reason, remedy="Ask the person.", field="recipient")
    known = {claim.slug for claim, _ in facts.claimed}
    for claim in facts.claims:
        if claim.slug not in known:
            reason = "That is not one of the circumstances the policy lists."
            yield forbids(profile.general_clause, reason, remedy="Choose one that it lists.", field="ground")
    if not facts.claims:
        yield from no_basis(profile)
    if not standing_grounds(facts, today):
        for claim, ground in facts.claimed:
            yield from claim_objections(claim, ground, facts.recipient, today)


def _volunteer_in_proceedings(facts: ProposalFacts) -> Iterator[Ground]:
    rule = facts.profile.meetings.volunteer_reports_in_proceedings
    if facts.for_proceedings and facts.by_volunteer and rule.value is ProceedingsReports.NONE:
        reason = "Volunteers give no report, spoken or written, in family proceedings."
        yield forbids(rule.source, reason, remedy="Pass the request on; a court's order goes to the Chair.")


def _to_come(facts: ProposalFacts) -> Iterator[Obligation]:
    """The steps a disclosure on a ground still has before it."""
    profile, needed = facts.profile, steps(facts)
    if needed.advice is not Step.NOT_NEEDED:
        yield Obligation("advice", profile.advice.step.source, "Take advice and write down what it was.")
    if needed.authority is Step.BEFORE:
        yield Obligation("authority", profile.disclosure.authorisers.source, "Get written authority before it goes.")
    if needed.authority is Step.AFTER:
        hours = profile.timing.danger_review_hours
        what = "Nobody is waited for: authority or review follows."
        yield Obligation("authority-after", profile.disclosure.authorisers.source, what, hours.value)
    if needed.telling is not Step.NOT_NEEDED:
        rule = profile.inform_subject.required
        yield Obligation("telling", rule.source, "Tell the person, or record why not.")

"""Sending: everything weighed afresh, under the lock, by the policy in force at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, PolicyRef, decide, default, forbids, requires
from policy.profile import DisclosureGround
from policy.profile.people_values import After
from policy.profile.values import AdviceStep, Channel
from policy.rules.disclosure.advice import advice_missing, going_without
from policy.rules.disclosure.facts import Basis, Claim, ProposalFacts
from policy.rules.disclosure.grounds import Step, standing_grounds, steps
from policy.rules.disclosure.matter import Matter, involvement
from policy.rules.disclosure.proposal import weigh_proposal
from policy.rules.disclosure.telling import Telling, TellingFacts, Told, telling_missing, weigh_telling
from policy.rules.people import WorkerFacts
from policy.vocabulary import Power

_NOBODY = UUID(int=0)
"""In place of the requester, who may send what they asked for."""


class SendState(StrEnum):
    """Where a disclosure stands with regard to leaving."""

    OPEN = "open"
    CANCELLED = "cancelled"
    SENT = "sent"
    UNKNOWN = "unknown"  # the server may have accepted it; a person checks


@dataclass(frozen=True, slots=True)
class AuthorityGiven:
    """An answer to the request for authority, bound to exactly what was shown (``mac``)."""

    granted: bool
    by: UUID
    at: datetime
    mac: bytes
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SendingFacts:
    """A disclosure at the moment of sending.

    ``proposal`` carries today's facts: consent as it stands now, the policy in force now.
    ``mac`` is that of what would leave at this moment. ``approved_since`` is when it joined the
    managers' queue. ``prepared_under`` is the policy version of the proposal, if another.
    """

    proposal: ProposalFacts
    matter: Matter
    sender: WorkerFacts
    state: SendState
    mac: bytes
    authorities: tuple[AuthorityGiven, ...] = ()
    advice_recorded: bool = False
    telling: Telling | None = None
    telling_on_hold: bool = False
    telling_advice_taken: bool = False
    approved_since: datetime | None = None
    prepared_under: PolicyRef | None = None


def weigh_sending(facts: SendingFacts) -> Decision:
    """Whether this may leave now: the proposal again, advice, authority, telling, and only once.

    Permitted, the obligations are what still has to follow.
    """
    again = weigh_proposal(facts.proposal)
    needed = steps(facts.proposal)
    objections = [
        *again.objections,
        *_once(facts),
        *_sender(facts),
        *_advice(facts, needed.advice),
        *_authority(facts, needed.authority),
        *_told(facts, needed.telling),
        *_channel(facts),
    ]
    return decide(
        [*again.support, *objections],
        facts.proposal.profile.ref,
        obligations=_left_to_do(facts),
        notes=(*again.notes, *_versions(facts)),
    )


def _once(facts: SendingFacts) -> Iterator[Ground]:
    match facts.state:
        case SendState.SENT:
            yield forbids(default("DEF-15"), "This has already been sent; it goes once.")
        case SendState.CANCELLED:
            yield forbids(default("DEF-15"), "This was cancelled.", remedy="Make a new request.")
        case SendState.UNKNOWN:
            reason = "This may already have been sent."
            yield requires(default("DEF-15"), reason, remedy="Somebody checks with the recipient and records it.")


def _sender(facts: SendingFacts) -> Iterator[Ground]:
    if not facts.sender.active:
        yield forbids(default("DEF-1"), "This account is closed.")
    nobody_asks = replace(facts.matter, requester=_NOBODY)
    yield from involvement(nobody_asks, facts.sender.person_id, "send it")


def _advice(facts: SendingFacts, step: Step) -> Iterator[Ground]:
    if facts.advice_recorded or step is Step.NOT_NEEDED:
        return
    profile, urgency = facts.proposal.profile, facts.proposal.urgency
    if step is Step.BEFORE:
        yield advice_missing(profile)
        if any(ground.after is After.IF_WAITING_IMPOSSIBLE for _, ground in facts.proposal.claimed):
            yield from going_without(profile, urgency, immediate=False)
    elif profile.advice.step.value is AdviceStep.REQUIRED:
        yield from going_without(profile, urgency, immediate=is_immediate(facts.proposal))


def is_immediate(proposal: ProposalFacts) -> bool:
    """Whether somebody is at risk now, by the worker's word or the facts of a ground that stands."""
    if proposal.urgency.at_risk_now:
        return True
    return any(_presses(claim, ground) for claim, ground in standing_grounds(proposal, uk_date(proposal.now)))


def _presses(claim: Claim, ground: DisclosureGround) -> bool:
    answers = claim.answers
    if ground.after is After.YES and answers.get("immediate") != "no":
        return True
    soon = answers.get("past_or_planned") == "planned and soon"
    return soon or "yes" in {answers.get("immediate"), answers.get("at_risk_now")}


def _authority(facts: SendingFacts, step: Step) -> Iterator[Ground]:
    if step is not Step.BEFORE:
        return
    profile, now = facts.proposal.profile, facts.proposal.now
    source = profile.disclosure.authorisers.source
    titles = ", ".join(profile.titles[role] for role in profile.disclosure.authorisers.value if role in profile.roles)
    ask = f"Ask for written authority from one of these: {titles}."
    given = [a for a in facts.authorities if a.at <= now]
    if any(not a.granted for a in given):
        reason = "Authority was refused, and a refusal stands until a new request is made."
        yield forbids(source, reason, remedy="Make a new request.")
        return
    granted = [a for a in given if a.granted]
    if not granted:
        yield requires(source, "Written authority comes first, and there is none.", remedy=ask)
    elif not any(_stands(facts, a) for a in granted):
        yield from _why_lapsed(facts, max(granted, key=lambda a: a.at), ask)


def _stands(facts: SendingFacts, authority: AuthorityGiven) -> bool:
    return not any(_why_lapsed(facts, authority, ""))


def _why_lapsed(facts: SendingFacts, authority: AuthorityGiven, ask: str) -> Iterator[Ground]:
    now = facts.proposal.now
    source = facts.proposal.profile.disclosure.authorisers.source
    if authority.mac != facts.mac:
        reason = "What would leave is not what was authorised: something was changed afterwards."
        yield requires(source, reason, remedy=ask)
    if authority.withdrawn_at is not None and authority.withdrawn_at <= now:
        yield requires(source, "The authority was taken back.", remedy=ask)
    if authority.expires_at is not None and authority.expires_at <= now:
        yield requires(source, "The authority has run out.", remedy=ask)
    if any(involvement(facts.matter, authority.by, "authorise it")):
        reason = "Whoever authorised it turns out to have a part in it."
        yield requires(default("DEF-9"), reason, remedy=ask)


def _told(facts: SendingFacts, step: Step) -> Iterator[Ground]:
    if step is Step.NOT_NEEDED:
        return
    profile = facts.proposal.profile
    if facts.telling is None:
        yield telling_missing(profile)
        return
    now = facts.proposal.now
    weighed = weigh_telling(
        TellingFacts(profile, now, facts.telling, facts.telling_on_hold, facts.telling_advice_taken)
    )
    yield from weighed.objections


def _channel(facts: SendingFacts) -> Iterator[Ground]:
    """Managers are the main link with agencies (NF-4.1f), but not for what cannot wait or is a duty."""
    proposal = facts.proposal
    profile, now = proposal.profile, proposal.now
    channel = profile.disclosure.channel
    if channel.value is not Channel.MANAGERS or proposal.basis is not Basis.GROUND:
        return
    manager = facts.sender.has(Power.MANAGE_FILES, profile, uk_date(now))
    duty = any(ground.duty for _, ground in proposal.claimed)
    if manager or duty or is_immediate(proposal):
        return
    waited = timedelta(hours=profile.timing.manager_queue_hours.value)
    if facts.approved_since is None or now < facts.approved_since + waited:
        reason = "What is not urgent goes out through a manager; it is in the managers' queue."
        remedy = f"A manager sends it; after {profile.timing.manager_queue_hours.value} hours you may."
        yield requires(channel.source, reason, remedy=remedy)


def _left_to_do(facts: SendingFacts) -> Iterator[Obligation]:
    profile, needed = facts.proposal.profile, steps(facts.proposal)
    hours = profile.timing.danger_review_hours
    if needed.advice is Step.AFTER and not facts.advice_recorded:
        what = "Take advice now, and write down what it was."
        yield Obligation("advice-after", profile.advice.step.source, what, hours.value)
    if needed.authority is Step.AFTER and not any(a.granted for a in facts.authorities):
        source = profile.disclosure.authorisers.source
        yield Obligation("authority-after", source, "Somebody who may authorise it answers for it now.", hours.value)
    if facts.telling is not None and facts.telling.outcome is not Told.TOLD:
        rule = profile.inform_subject.required
        yield Obligation("tell-later", rule.source, "See whether the person can be told now.")


def _versions(facts: SendingFacts) -> Iterator[str]:
    prepared, now = facts.prepared_under, facts.proposal.profile.ref
    if prepared is not None and prepared != now:
        yield f"Prepared under policy version {prepared.version}, sent under {now.version}, weighed by the latter."

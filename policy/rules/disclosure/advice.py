"""Advice before a disclosure without consent: whose counts, and what going without it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from policy.calendar import uk_date
from policy.decision import Decision, Ground, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.rules.citing import best
from policy.rules.disclosure.facts import Urgency
from policy.rules.disclosure.matter import Matter, involvement
from policy.rules.people import WorkerFacts
from policy.rules.words import says_nothing
from policy.vocabulary import Power


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    """Advice as it would be recorded. ``follows`` false: the worker means to act against it."""

    profile: Profile
    now: datetime
    matter: Matter
    adviser: WorkerFacts
    advice: str
    given_at: datetime | None
    follows: bool = True
    why_not_followed: str = ""


def weigh_advice(facts: AdviceFacts) -> Decision:
    """Whether this counts as advice: an adviser the policy names, never the requester (NF-1.4)."""
    hidden = facts.matter.hides_from(facts.adviser.person_id)
    objections = [*_adviser(facts), *_record(facts)]
    may = permits(facts.profile.advice.advisers.source, "Advice from one of those the policy looks to.")
    return decide([may, *objections], facts.profile.ref, concealed=hidden)


def _record(facts: AdviceFacts) -> Iterator[Ground]:
    source = facts.profile.advice.step.source
    if says_nothing(facts.advice):
        yield requires(source, "What was advised is not written down.", remedy="Write the advice.", field="advice")
    if facts.given_at is None:
        reason = "When the advice was given is not recorded."
        yield requires(source, reason, remedy="Give the time.", field="given_at")
    elif facts.given_at > facts.now:
        remedy = "Record it once it has been given."
        yield forbids(source, "That is in the future.", remedy=remedy, field="given_at")
    if not facts.follows and says_nothing(facts.why_not_followed):
        reason = "Acting against advice needs an explanation."
        yield requires(source, reason, remedy="Say why.", field="why_not_followed")


def _adviser(facts: AdviceFacts) -> Iterator[Ground]:
    profile, adviser = facts.profile, facts.adviser
    rule = profile.advice.advisers
    if adviser.person_id == facts.matter.requester:
        reason = "Whoever asks for a disclosure does not advise on it."
        yield forbids(rule.source, reason, remedy="Somebody else advises.", field="adviser")
    for ground in involvement(facts.matter, adviser.person_id, "advise on it"):
        if adviser.person_id != facts.matter.requester:
            yield ground
    if not may_advise(profile, adviser, facts.now):
        titles = " or ".join(profile.titles[role] for role in rule.value if role in profile.roles)
        reason = "Advice counts only from those the policy looks to for it."
        yield forbids(rule.source, reason, remedy=f"Ask the {titles}.", field="adviser")


def may_advise(profile: Profile, adviser: WorkerFacts, now: datetime) -> bool:
    """An active adviser the policy names; where it names nobody, anyone trusted to advise or authorise."""
    today = uk_date(now)
    rule = profile.advice.advisers
    if adviser.active and adviser.acting_role(today) in rule.value:
        return True
    trusted = any(adviser.has(power, profile, today) for power in (Power.ADVISE, Power.AUTHORISE))
    return rule.is_silent and trusted


def going_without(profile: Profile, urgency: Urgency, *, immediate: bool) -> Iterator[Ground]:
    """What it takes to send before advice: who was tried and why waiting was impossible (NF-4.3g).

    Where it is immediate the facts already say so, and nothing more is asked.
    """
    if immediate:
        return
    source = best(profile.advice.step, "NF-4.3g")
    if says_nothing(urgency.who_was_tried):
        reason = "There is no advice, and nobody is named who was tried."
        yield requires(source, reason, remedy="Say who was tried.", field="who_was_tried")
    if says_nothing(urgency.why_not_wait):
        reason = "There is no advice, and nothing says why waiting was impossible."
        yield requires(source, reason, remedy="Say why it could not wait.", field="why_not_wait")


def advice_missing(profile: Profile) -> Ground:
    """Advice must come first and has not."""
    rule = profile.advice
    titles = " or ".join(profile.titles[role] for role in rule.advisers.value if role in profile.roles)
    source = rule.step.source if not rule.step.is_silent else default("DEF-2")
    return requires(source, "Advice comes first, and none is recorded.", remedy=f"Ask the {titles}, and record it.")

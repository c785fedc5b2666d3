"""Taking consent back, and letting a colleague see (PACE-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from policy.decision import Decision, Ground, Obligation, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.rules.words import says_nothing
from policy.vocabulary import Role


def weigh_withdrawal(profile: Profile, *, words: str) -> Decision:
    """A consent may always be withdrawn, by the person or by any worker who heard the person say so.

    Nobody is ever refused; where the person's own words were not written down, that is left to do.
    """
    grounds = [permits(profile.consent.form.source, "What was agreed may be taken back at any time.")]
    missing = Obligation("record-words", default("DEF-25"), "Write down the person's own words.")
    return decide(grounds, profile.ref, obligations=[missing] if says_nothing(words) else [])


@dataclass(frozen=True, slots=True)
class PermissionFacts:
    """The person lets a colleague see all or part of what was said."""

    profile: Profile
    colleague_role: Role
    colleague_active: bool
    whole: bool
    records: frozenset[UUID]
    freely_given: bool
    words: str


def weigh_colleague_permission(facts: PermissionFacts) -> Decision:
    """Whether an internal permission may be recorded; only where colleagues need one at all."""
    internal = facts.profile.consent.internal
    may = permits(internal.source, "The person may let a colleague see all of it or part.")
    return decide([may, *_permission_objections(facts)], facts.profile.ref)


def _permission_objections(facts: PermissionFacts) -> Iterator[Ground]:
    consent = facts.profile.consent
    source = consent.internal.source
    if not consent.internal.value:
        yield forbids(source, "Colleagues need no permission of their own here: the charity holds the confidence.")
        return
    if not facts.colleague_active:
        yield forbids(default("DEF-1"), "That account is closed.", field="colleague")
    if facts.colleague_role not in consent.members_with_authority.value:
        reason = "That colleague's role does not hold authority, so the person cannot be asked to let them see it."
        yield forbids(source, reason, remedy="Choose a colleague who holds authority.", field="colleague")
    if not facts.whole and not facts.records:
        remedy = "Say all of it, or choose the entries."
        yield requires(source, "Nothing is named that the colleague may see.", remedy=remedy, field="records")
    if not facts.freely_given:
        reason = "The person must give this freely."
        remedy = "Ask without pressure, and record that you did."
        yield requires(source, reason, remedy=remedy, field="freely_given")
    if says_nothing(facts.words):
        reason = "There is no written record of what the person said."
        yield requires(source, reason, remedy="Write down the person's own words.", field="words")

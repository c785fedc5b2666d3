"""Written authority for a disclosure without consent: whose, when, and whose never (PACE-7, DEF-2, DEF-20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from policy.calendar import uk_date
from policy.decision import Decision, Ground, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.profile.values import Deputies, InformWhen
from policy.rules.disclosure.matter import Matter, involvement
from policy.rules.people import WorkerFacts
from policy.rules.words import says_nothing
from policy.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Nomination:
    """A deputy named for a time, standing in for ``principal``.

    ``made_by`` is who named them: the principal, or somebody for the board (``by_board``).
    """

    principal_role: Role
    deputy: UUID
    starts_at: datetime
    ends_at: datetime
    made_at: datetime
    made_by: UUID
    principal: UUID | None = None
    by_board: bool = False
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might authorise, with the nominations that name them."""

    worker: WorkerFacts
    nominations: tuple[Nomination, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """One person answering one request.

    ``grants`` false is a refusal of authority, which may be given by the same people.
    ``same_as_shown``: the MAC of what would leave equals that of what was on the screen.
    ``awaiting``: the request still waits for an answer. ``telling_settled``: the person was
    told, or why not is recorded.
    """

    profile: Profile
    now: datetime
    matter: Matter
    candidate: Candidate
    grants: bool
    reasons: str
    password_again: bool
    same_as_shown: bool
    awaiting: bool = True
    refused_already: bool = False
    telling_settled: bool = True


def weigh_authority(facts: AuthorityFacts) -> Decision:
    """Whether this answer to a request for authority counts.

    Concealed where the asker may not know of the matter at all.
    """
    may = may_authorise(facts.profile, facts.matter, facts.candidate, facts.now)
    hidden = facts.matter.hides_from(facts.candidate.worker.person_id)
    objections = [*may.objections, *_formal(facts), *_timely(facts)]
    return decide([*may.support, *objections], facts.profile.ref, concealed=hidden)


def may_authorise(profile: Profile, matter: Matter, candidate: Candidate, now: datetime) -> Decision:
    """Whether this person, at this instant, is one of those who may authorise this disclosure."""
    worker = candidate.worker
    support = [*_by_role(profile, worker, now), *_as_deputy(profile, matter, candidate, now)]
    objections = list(involvement(matter, worker.person_id, "authorise it"))
    if not worker.active:
        objections.append(forbids(default("DEF-1"), "This account is closed."))
    if not support:
        objections.append(_not_named(profile))
    return decide([*support, *objections], profile.ref, concealed=matter.hides_from(worker.person_id))


def possible_authorisers(
    profile: Profile, matter: Matter, candidates: Iterable[Candidate], now: datetime
) -> tuple[Candidate, ...]:
    """Those who may authorise this disclosure at this instant; empty means nobody is left."""
    return tuple(c for c in candidates if may_authorise(profile, matter, c, now).permitted)


def nobody_left(profile: Profile) -> Decision:
    """What to show when nobody may authorise: never an approval by default (edges 40, 41)."""
    reason = "Nobody who may authorise this is free of it, so it cannot go on this way."
    remedy = "The board may name a deputy. If somebody is in danger now, use the emergency route: it waits for nobody."
    return decide([forbids(profile.disclosure.authorisers.source, reason, remedy=remedy)], profile.ref)


def nomination_valid_at(nomination: Nomination, at: datetime) -> bool:
    """In force at this instant, never back-dated, never handed on, not withdrawn (DEF-20)."""
    running = nomination.starts_at <= at < nomination.ends_at
    withdrawn = nomination.withdrawn_at is not None and nomination.withdrawn_at <= at
    return running and not withdrawn and not is_back_dated(nomination) and not is_handed_on(nomination)


def is_back_dated(nomination: Nomination) -> bool:
    """Whether it would begin before it was made."""
    return nomination.starts_at < nomination.made_at


def is_handed_on(nomination: Nomination) -> bool:
    """Whether it was made by anybody but the board or the very person stood in for (E-P3, DEF-20)."""
    return not nomination.by_board and nomination.made_by != nomination.principal


def _by_role(profile: Profile, worker: WorkerFacts, now: datetime) -> Iterator[Ground]:
    authorisers = profile.disclosure.authorisers
    role = worker.acting_role(uk_date(now))
    if role in authorisers.value and role in profile.roles:
        yield permits(authorisers.source, f"The {profile.titles[role]} may authorise a disclosure without consent.")


def _as_deputy(profile: Profile, matter: Matter, candidate: Candidate, now: datetime) -> Iterator[Ground]:
    if profile.authority.deputies.value is not Deputies.NOMINATED:
        return
    for nomination in candidate.nominations:
        named = nomination.deputy == candidate.worker.person_id
        stands_in = nomination.principal_role in profile.disclosure.authorisers.value
        if named and stands_in and nomination_valid_at(nomination, now) and _independent(matter, nomination):
            title = profile.titles.get(nomination.principal_role, nomination.principal_role.value)
            yield permits(profile.authority.deputies.source, f"Nominated deputy of the {title} at this moment.")


def _independent(matter: Matter, nomination: Nomination) -> bool:
    """A deputy named by somebody who could not decide cannot decide either, unless the board named them."""
    if nomination.by_board:
        return True
    involved = [any(involvement(matter, p, "")) for p in (nomination.made_by, nomination.principal) if p is not None]
    return not any(involved)


def _not_named(profile: Profile) -> Ground:
    authorisers = profile.disclosure.authorisers
    titles = [profile.titles[role] for role in authorisers.value if role in profile.roles]
    deputies = profile.authority.deputies.value is Deputies.NOMINATED
    who = ", ".join(titles) + (", or a deputy nominated for this time" if deputies else "")
    return forbids(authorisers.source, "You are not one of those who may authorise this.", remedy=f"Ask: {who}.")


def _formal(facts: AuthorityFacts) -> Iterator[Ground]:
    written = facts.profile.authority.written
    if written.value and says_nothing(facts.reasons):
        reason = "An answer is given in writing, with its reasons."
        yield requires(written.source, reason, remedy="Write the reasons.", field="reasons")
    if not facts.password_again:
        remedy = "Type your password."
        yield requires(default("DEF-13"), "Your password is asked for again.", remedy=remedy, field="password")


def _timely(facts: AuthorityFacts) -> Iterator[Ground]:
    source = facts.profile.disclosure.authorisers.source
    if not facts.awaiting:
        yield forbids(default("DEF-15"), "The request no longer waits for an answer.")
    if facts.grants and not facts.same_as_shown:
        reason = "What would leave has changed since you looked at it."
        yield requires(source, reason, remedy="Look at it as it is now, and answer then.")
    if facts.grants and facts.refused_already:
        reason = "Authority was refused, and a refusal stands until a new request is made."
        yield forbids(default("DEF-2"), reason, remedy="The worker makes a new request.")
    when = facts.profile.inform_subject.when
    if facts.grants and when.value is InformWhen.WHEN_CONSIDERED and not facts.telling_settled:
        reason = "The person is told while sharing is being considered, before it is decided; nothing is recorded yet."
        yield requires(when.source, reason, remedy="Record when and how they were told, or why not.")

"""Opening a file for somebody new, and who must not see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.profile.people_values import AcknowledgementRule
from policy.rules.acting import weigh_power
from policy.rules.citing import best
from policy.rules.file_access import Route, routes
from policy.rules.people import WorkerFacts
from policy.rules.roles import weigh_role
from policy.rules.words import says_nothing
from policy.vocabulary import Power


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """Somebody new at the door. ``by_themselves``: the first contact was their own; None while not asked."""

    profile: Profile
    now: datetime
    worker: WorkerFacts
    by_themselves: bool | None = None


def weigh_intake(facts: IntakeFacts) -> Decision:
    """Whether this worker may open a file for this person.

    Where the policy takes no requests from third parties, anybody else's request is refused
    (ACEVO-PR-3); a worry about somebody's safety is never an intake and goes to the danger page.
    """
    by_role = weigh_role(facts.profile, facts.worker, facts.now)
    if by_role.refused:
        return by_role
    rule = facts.profile.contact.third_party_requests
    grounds = list(by_role.grounds)
    if not rule.value and facts.by_themselves is False:
        grounds.append(
            forbids(
                rule.source,
                "The service takes requests only from the person who wants it.",
                remedy="Ask whoever called to let the person call; write nothing about the person down. "
                "If anyone is at risk, use the danger page.",
                field="came_by",
            )
        )
    return decide(grounds, facts.profile.ref, notes=by_role.notes)


def weigh_stated_reason(profile: Profile, worker: WorkerFacts, now: datetime, reason: str) -> Decision:
    """Whether a worker may state a reason for a file outside the team; weighed before any look-up (DEF-10).

    Where the worker told holds the confidence no reason opens a file (PACE-5), and none does for a
    volunteer.
    """
    by_role = weigh_role(profile, worker, now)
    if by_role.refused:
        return by_role
    held_by = profile.confidentiality.held_by
    grounds: list[Ground] = [permits(held_by.source, "Your work may need a file outside your team.")]
    if Route.OUTSIDE_TEAM_WITH_REASON not in routes(profile, worker, now):
        grounds.append(forbids(held_by.source, "No reason opens a file that is not yours."))
    if says_nothing(reason):
        grounds.append(
            requires(default("DEF-10"), "The reason is missing.", remedy="Say why your work needs it.", field="reason")
        )
    return decide(grounds, profile.ref)


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A possible conflict between a worker and a file, and who would decide on it.

    ``handler_is_matched``: the one deciding is the worker it is about. ``handler_barred``: a bar
    on the same file meets the handler too.
    """

    profile: Profile
    now: datetime
    handler: WorkerFacts
    found: bool
    handler_is_matched: bool = False
    handler_barred: bool = False
    opens: Opening | None = None


def weigh_match(facts: MatchFacts) -> Decision:
    """Only an unconflicted holder of the power sees and decides a match; for others there is none (DEF-9, DEF-19)."""
    by_power = weigh_power(facts.profile, facts.handler, [Power.HANDLE_BARS], facts.now)
    if by_power.refused:
        return by_power
    if not facts.found or facts.handler_is_matched or facts.handler_barred:
        ground = forbids(default("DEF-9"), "Whoever is in conflict themselves takes no part.")
        return decide([ground], facts.profile.ref, concealed=True)
    return decide(by_power.grounds, facts.profile.ref, opens=[facts.opens] if facts.opens else [])


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """Putting a worker on a file.

    ``access``: the answer to the assigner's own request for the file. ``asked``: a worker has been
    chosen (else only the form is shown); ``assignee`` None then means that there is no such worker.
    ``orphaned``: nobody with a running account is assigned. ``assignee_shut``: a bar or the
    assignee's own file stands in between. ``person_permits``: the person agreed to this worker,
    asked only where the worker told holds the confidence.
    """

    profile: Profile
    now: datetime
    by: WorkerFacts
    access: Decision
    asked: bool = False
    assignee: WorkerFacts | None = None
    found: bool = True
    already: bool = False
    orphaned: bool = False
    assignee_shut: bool = False
    person_permits: bool = False


def weigh_assignment(facts: AssignmentFacts) -> Decision:
    """Whether a worker may be put on a file (NF-1.2, NF-2.4a, PRESTON-1, PRESTON-7, PACE-5).

    The assignee must be one who opens files at all. Where the worker told holds the confidence,
    the worker passes it on only as the person permits; a file left without a worker is given to
    another by whoever manages files, unread, and the person is told.
    """
    held = facts.profile.consent.internal
    manages = facts.by.has(Power.MANAGE_FILES, facts.profile, uk_date(facts.now))
    if held.value and manages and facts.found and facts.orphaned and facts.access.refused:
        grounds: list[Ground] = [permits(default("DEF-10"), "Nobody is left on the file; the person must not be lost.")]
    elif facts.access.refused:
        return facts.access
    else:
        grounds = list(facts.access.grounds)
        grounds += _assigner_objections(facts, manages)
    grounds += _assignee_objections(facts)
    return decide(grounds, facts.profile.ref, opens=facts.access.opens)


def _assigner_objections(facts: AssignmentFacts, manages: bool) -> list[Ground]:
    held = facts.profile.consent.internal
    if held.value:
        if facts.person_permits or not facts.asked:
            return []
        remedy = "Ask the person, and record their answer."
        reason = "The person must freely agree before a colleague is told."
        return [requires(held.source, reason, remedy=remedy, field="person_permits")]
    if manages:
        return []
    return [forbids(default("DEF-1"), "Only whoever manages files assigns workers to them.")]


def _assignee_objections(facts: AssignmentFacts) -> list[Ground]:
    if not facts.asked:
        return []
    if facts.assignee is None:
        return [forbids(default("DEF-1"), "No such worker can be assigned.", field="worker")]
    objections: list[Ground] = []
    if facts.already:
        objections.append(forbids(default("DEF-1"), "That worker is already assigned to the file.", field="worker"))
    if facts.assignee_shut:
        objections.append(forbids(default("DEF-9"), "That worker cannot be assigned to this file.", field="worker"))
    objections.extend(_unsigned_volunteer(facts, facts.assignee))
    standing = weigh_role(facts.profile, facts.assignee, facts.now)
    objections.extend(
        Ground(g.effect, g.source, _about_another(g.reason), g.remedy, "worker") for g in standing.objections
    )
    return objections


def _unsigned_volunteer(facts: AssignmentFacts, assignee: WorkerFacts) -> list[Ground]:
    rule = facts.profile.acknowledgement.rule
    volunteer = assignee.is_volunteer(facts.profile, uk_date(facts.now))
    if rule.value is not AcknowledgementRule.UNDERTAKING or assignee.signatures.current or not volunteer:
        return []
    reason = "A volunteer who has not given the undertaking is put on no rota and on no family."
    remedy = "The volunteer reads the policy and signs it in front of a witness."
    return [requires(best(rule, "PRESTON-1"), reason, remedy=remedy, field="worker")]


def _about_another(reason: str) -> str:
    return f"For that worker: {reason[0].lower()}{reason[1:]}"

"""Who opens a file, and how far (PACE-5, NF-1.2, NF-2.4a, PIAS-CB-2, ACEVO-2, PRESTON-0).

The rule for one file and the shape of the rule for many stand side by side: :func:`routes` says
which ways in a worker has at all, and a file opens if one of them leads to it and nothing hides
it. A list is right if it holds exactly the files that :func:`weigh_file_access` would open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, Opening, decide, default, forbids, permits, requires
from policy.profile import Profile
from policy.rules.citing import best
from policy.rules.people import WorkerFacts
from policy.rules.roles import weigh_role
from policy.rules.volunteering import volunteer_standing
from policy.rules.words import says_nothing
from policy.vocabulary import SHAREABLE, Category, HeldBy, Power

BREAK_GLASS_HOURS = 3
"""How long broken glass stays broken (DEF-10 asks for a limit)."""

_INSIDE = "PIAS-CB-2"
"""Where a policy says in one clause what stays outside and in another what goes round inside."""


class Route(StrEnum):
    """A way into a file."""

    TEAM_WITHOUT_REASON = "team-without-reason"
    ASSIGNED = "assigned"
    OUTSIDE_TEAM_WITH_REASON = "outside-team-with-reason"
    INTERNAL_PERMISSION = "internal-permission"


class Assigned(StrEnum):
    """Whether the worker is assigned to the file today, and as what."""

    NO = "no"
    AS_STAFF = "as-staff"
    AS_VOLUNTEER = "as-volunteer"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it stands towards one worker.

    ``barred``: any bar or conflict in force between the two, whatever its kind; ``accused``
    adds that the worker is the alleged perpetrator, where that is known. ``own``: the person the
    file is about is the worker. ``permitted_whole`` and ``permitted_records``: what the person
    let this colleague see (PACE-5); a record is seen only if its id is listed. Where the worker
    told holds the confidence (Pace), an assignment is the record that this worker was told.
    """

    folder_id: UUID
    disposed: bool = False
    own: bool = False
    barred: bool = False
    accused: bool = False
    in_team: bool = False
    assigned: Assigned = Assigned.NO
    permitted_whole: bool = False
    permitted_records: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """A reason to see notes before anyone can be asked, and when it was given."""

    reason: str
    broken_at: datetime


@dataclass(frozen=True, slots=True)
class FileAccessFacts:
    """One worker asking for one file, found (``file``) or not (None).

    ``reason`` is why, where asked: as typed now, or as kept for an access still running.
    ``on_call``: the worker is the manager on call at this moment.
    """

    profile: Profile
    now: datetime
    worker: WorkerFacts
    file: FileFacts | None
    reason: str = ""
    on_call: bool = False
    broken_glass: BrokenGlass | None = None


def routes(profile: Profile, worker: WorkerFacts, now: datetime) -> frozenset[Route]:
    """The ways into files that this worker has; none while the role itself is refused.

    The set form of the rule: the files open to a worker are those reached by one of these
    routes, less those disposed of, barred or about the worker, and less those reached only as
    a volunteer where :func:`shuts_volunteer_assignments` holds.
    """
    if weigh_role(profile, worker, now).refused:
        return frozenset()
    today = uk_date(now)
    inside = {Route.ASSIGNED}
    if profile.confidentiality.held_by.value is HeldBy.WORKER:
        if worker.acting_role(today) in profile.consent.members_with_authority.value:
            inside.add(Route.INTERNAL_PERMISSION)
    elif not worker.is_volunteer(profile, today):
        inside |= {Route.TEAM_WITHOUT_REASON, Route.OUTSIDE_TEAM_WITH_REASON}
    return frozenset(inside)


def shuts_volunteer_assignments(profile: Profile, worker: WorkerFacts, now: datetime) -> bool:
    """Whether files held as a volunteer stay shut to somebody who is also staff (NF-2.4a: deny wins)."""
    today = uk_date(now)
    if worker.is_volunteer(profile, today) or not worker.is_volunteering(today):
        return False
    return bool(volunteer_standing(profile, worker, today).objections)


def weigh_file_access(facts: FileAccessFacts) -> Decision:
    """Whether the file opens, and which compartments or records.

    In this order, so that nothing is learnt from a refusal: the role, equal for every address;
    the reason asked of staff outside the team, equal for every address that is not openly
    theirs; then one concealed answer for absent, disposed of, barred and not theirs (DEF-14).
    """
    profile = facts.profile
    by_role = weigh_role(profile, facts.worker, facts.now)
    if by_role.refused:
        return by_role
    open_routes = routes(profile, facts.worker, facts.now)
    hidden = _hidden(facts)
    taken = frozenset() if hidden else _taken(facts.file) & open_routes
    if not taken and Route.OUTSIDE_TEAM_WITH_REASON in open_routes:
        if says_nothing(facts.reason):
            return decide(_reason_asked(profile), profile.ref)
        taken = frozenset() if hidden else frozenset({Route.OUTSIDE_TEAM_WITH_REASON})
    if hidden or facts.file is None:
        return decide(hidden, profile.ref, concealed=True)
    if taken:
        return _opened(facts, facts.file, taken, by_role.notes)
    return _unrelated(facts, facts.file)


def _hidden(facts: FileAccessFacts) -> tuple[Ground, ...]:
    """The real grounds, for the ledger only, of a file that this worker must not know of."""
    file = facts.file
    if file is None:
        return (forbids(default("DEF-14"), "No file has this reference."),)
    grounds: list[Ground] = []
    if file.disposed:
        grounds.append(forbids(default("DEF-15"), "The file has been disposed of."))
    if file.own:
        grounds.append(forbids(default("DEF-9"), "Nobody opens the file about themselves through a worker's account."))
    if file.barred:
        grounds.append(forbids(default("DEF-9"), "A bar stands between this worker and the file."))
    if file.accused:
        grounds.extend(_accused(facts.profile))
    if file.assigned is Assigned.AS_VOLUNTEER and shuts_volunteer_assignments(facts.profile, facts.worker, facts.now):
        reason = "The file is held as a volunteer, and the volunteer's waiting time is not over."
        grounds.append(forbids(facts.profile.file_access.denied.source, reason))
    return tuple(grounds)


def _accused(profile: Profile) -> tuple[Ground, ...]:
    ground = profile.grounds.get("worker-alleged-perpetrator")
    sources = (ground.source, default("DEF-19")) if ground else (default("DEF-19"),)
    return tuple(forbids(source, "The worker is accused by the person the file is about.") for source in sources)


def _taken(file: FileFacts | None) -> frozenset[Route]:
    """The routes that lead to this file without a reason."""
    if file is None:
        return frozenset()
    leads = {
        Route.TEAM_WITHOUT_REASON: file.in_team,
        Route.ASSIGNED: file.assigned is not Assigned.NO,
        Route.INTERNAL_PERMISSION: file.permitted_whole or bool(file.permitted_records),
    }
    return frozenset(route for route, leads_here in leads.items() if leads_here)


def _reason_asked(profile: Profile) -> tuple[Ground, ...]:
    held_by = profile.confidentiality.held_by
    reason = "The file is not one of your team's, or there is none: first say why your work needs it."
    remedy = "Write the reason; it is kept, and managers see it."
    sources = dict.fromkeys((best(held_by, _INSIDE), default("DEF-10")))
    return tuple(requires(source, reason, remedy=remedy, field="reason") for source in sources)


def _opened(facts: FileAccessFacts, file: FileFacts, taken: frozenset[Route], notes: tuple[str, ...]) -> Decision:
    whole = taken - {Route.INTERNAL_PERMISSION}
    if not whole and not file.permitted_whole:
        opening = Opening(file.folder_id, records=file.permitted_records)
    else:
        opening = Opening(file.folder_id, compartments=_compartments(facts, whole))
    return decide(_support(facts, taken), facts.profile.ref, opens=[opening], notes=notes)


def _compartments(facts: FileAccessFacts, whole: frozenset[Route]) -> frozenset[str]:
    """Everything shareable and the charity's own working, with two exceptions.

    Involvement opens to assigned staff only (NF-4.6.1, NF-3.4a), bars and allegations to
    whoever handles them; check results never open here (PRESTON-7).
    """
    today = uk_date(facts.now)
    opened = {*SHAREABLE, Category.CONSENT, Category.DISCLOSURE, Category.ACCESS}
    if Route.ASSIGNED not in whole or facts.worker.is_volunteer(facts.profile, today):
        opened.discard(Category.INVOLVEMENT)
    if whole and facts.worker.has(Power.HANDLE_BARS, facts.profile, today):
        opened.add(Category.RESTRICTED)
    return frozenset(category.value for category in opened)


def _support(facts: FileAccessFacts, taken: frozenset[Route]) -> tuple[Ground, ...]:
    profile = facts.profile
    held_by = best(profile.confidentiality.held_by, _INSIDE)
    volunteer = facts.worker.is_volunteer(profile, uk_date(facts.now)) and profile.file_access.denied.value
    reasons = {
        Route.TEAM_WITHOUT_REASON: permits(held_by, "The file is your team's."),
        Route.ASSIGNED: permits(held_by, "You are assigned to the file."),
        Route.OUTSIDE_TEAM_WITH_REASON: permits(held_by, "You gave a reason why your work needs the file."),
        Route.INTERNAL_PERMISSION: permits(profile.consent.internal.source, "The person let you see this."),
    }
    grounds = [reasons[route] for route in Route if route in taken]
    if volunteer:
        source = profile.file_access.denied.source
        grounds.insert(0, permits(source, "The months of volunteering are complete and were satisfactory."))
    return tuple(grounds)


def _unrelated(facts: FileAccessFacts, file: FileFacts) -> Decision:
    """A file that exists and is not theirs: as absent, but for the manager on call (PACE-5, DEF-10)."""
    profile = facts.profile
    manages = facts.worker.has(Power.MANAGE_FILES, profile, uk_date(facts.now))
    if profile.confidentiality.held_by.value is HeldBy.WORKER and facts.on_call and manages:
        return _on_call(facts, file)
    reason = "Nothing relates this worker to the file."
    return decide([forbids(profile.confidentiality.held_by.source, reason)], profile.ref, concealed=True)


def _on_call(facts: FileAccessFacts, file: FileFacts) -> Decision:
    profile = facts.profile
    opened = {Category.IDENTITY, Category.CONTACT}
    grounds = [
        permits(default("DEF-10"), "You are on call: you see that the file exists, the safe contact and any risk.")
    ]
    obligations: list[Obligation] = []
    glass = facts.broken_glass
    if glass is not None and _still_broken(glass, facts.now):
        opened.add(Category.NOTES)
        grounds.append(permits(default("DEF-10"), "You gave a reason to see the notes now."))
        held_by = profile.confidentiality.held_by.source
        obligations = [
            Obligation("tell-person-of-break-glass", held_by, "Tell the person that the notes were read, and why."),
            Obligation("review-break-glass", default("DEF-10"), "Another manager looks at why the notes were read."),
        ]
    opening = Opening(file.folder_id, compartments=frozenset(c.value for c in opened))
    return decide(grounds, profile.ref, opens=[opening], obligations=obligations)


def _still_broken(glass: BrokenGlass, now: datetime) -> bool:
    ends_at = glass.broken_at + timedelta(hours=BREAK_GLASS_HOURS)
    return glass.broken_at <= now < ends_at and not says_nothing(glass.reason)

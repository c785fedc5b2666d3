"""How far a worker's files reach: the set form of the file-access rule."""

from __future__ import annotations

from datetime import datetime

from audit.adoption import profile_in_force
from casework.facts import permissions_of, teams_of, worker_facts
from casework.models import Worker
from casework.querysets.reach import Reach, answers_reach
from policy.profile import Profile
from policy.rules.file_access import Route, routes, shuts_volunteer_assignments
from policy.rules.people import WorkerFacts
from policy.rules.roles import weigh_role


@answers_reach
def reach_in_force(worker: Worker, at: datetime, everywhere: bool) -> Reach:
    """The reach of a worker under the policy in force at ``at``."""
    return reach_under(profile_in_force(at), worker, worker_facts(worker, at), at, everywhere=everywhere)


def reach_under(
    profile: Profile, worker: Worker, facts: WorkerFacts, at: datetime, *, everywhere: bool = False
) -> Reach:
    """The routes of the policy as the branches of a query; those that need nothing looked up look nothing up."""
    ways = routes(profile, facts, at)
    by_permission = Route.INTERNAL_PERMISSION in ways
    return Reach(
        worker_id=worker.pk,
        person_id=worker.person_id,
        at=at,
        team_ids=teams_of(worker, at) if Route.TEAM_WITHOUT_REASON in ways else frozenset(),
        assigned=Route.ASSIGNED in ways,
        reasoned=Route.OUTSIDE_TEAM_WITH_REASON in ways,
        everywhere=everywhere and Route.OUTSIDE_TEAM_WITH_REASON in ways,
        permitted=frozenset(permissions_of(worker, at)) if by_permission else frozenset(),
        shuts_volunteer=shuts_volunteer_assignments(profile, facts, at),
    )


def opens_files_at_all(worker: Worker, at: datetime) -> bool:
    """Whether a worker's role, dates and signature let them open any file at this moment."""
    return weigh_role(profile_in_force(at), worker_facts(worker, at), at).permitted

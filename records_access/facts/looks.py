"""Who has opened a file, read from the ledger (DEF-34)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.actions import Action, Outcome
from audit.ledger import content_of
from audit.models import LedgerEntry
from casework.models import Assignment, CaseFile, TeamMembership, Worker
from policy.calendar import uk_date

ASSIGNED, OWN_TEAM, REASON_GIVEN = "assigned", "own-team", "reason-given"


@dataclass(frozen=True, slots=True)
class Look:
    """One opening of a file. ``reason`` is a kind, never what was typed; ``worker`` None: the account is gone."""

    at: datetime
    worker: Worker | None
    actor_id: str
    reason: str
    policy: str


def looks_at(case_file: CaseFile, *, limit: int = 500) -> list[Look]:
    """The openings of a file, newest first, each with why the worker had it open then."""
    entries = list(
        LedgerEntry.objects.filter(
            folder_id=case_file.folder_id, verb=Action.OPEN_FILE.value, outcome=Outcome.PERMITTED.value
        ).order_by("-id")[:limit]
    )
    workers = {w.reference: w for w in Worker.objects.filter(reference__in={e.actor_id for e in entries})}
    found = workers.values()
    assignments = list(Assignment.objects.filter(case_file=case_file, worker__in=found))
    memberships = list(TeamMembership.objects.filter(team_id=case_file.team_id, worker__in=found))
    return [_look(entry, workers.get(entry.actor_id), assignments, memberships) for entry in entries]


def _look(
    entry: LedgerEntry, worker: Worker | None, assignments: list[Assignment], memberships: list[TeamMembership]
) -> Look:
    reason = REASON_GIVEN
    if worker is not None and _assigned_then(worker.pk, entry.at, assignments):
        reason = ASSIGNED
    elif worker is not None and _in_team_then(worker.pk, entry.at, memberships):
        reason = OWN_TEAM
    return Look(entry.at, worker, entry.actor_id, reason, str(content_of(entry)["policy"]))


def _assigned_then(worker_id: UUID, at: datetime, assignments: Iterable[Assignment]) -> bool:
    return any(
        a.worker_id == worker_id and a.started_at <= at and (a.ended_at is None or at < a.ended_at) for a in assignments
    )


def _in_team_then(worker_id: UUID, at: datetime, memberships: Iterable[TeamMembership]) -> bool:
    day = uk_date(at)
    return any(
        m.worker_id == worker_id and m.joined_on <= day and (m.left_on is None or day < m.left_on) for m in memberships
    )

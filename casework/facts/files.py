"""What the file-access rule needs to know of a file towards one worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from casework.facts.contributors import Permission, permissions_of
from casework.facts.workers import worker_facts
from casework.models import AccessReason, Assignment, BarMatch, CaseFile, TeamMembership, Worker
from policy.calendar import uk_date
from policy.profile import Profile
from policy.rules.file_access import Assigned, FileAccessFacts, FileFacts
from policy.rules.people import WorkerFacts

STATED = "a reason was stated and is kept sealed"
"""Stands for a stated reason, whose words only the sealed record holds: the rule asks that there is one."""

_ASSIGNED_AS = {None: Assigned.NO, False: Assigned.AS_STAFF, True: Assigned.AS_VOLUNTEER}


def file_access_facts(
    profile: Profile,
    worker: Worker,
    case_file: CaseFile | None,
    at: datetime,
    *,
    reference: str,
    known: WorkerFacts | None = None,
) -> FileAccessFacts:
    """One worker asking for one reference, found or not. ``known`` spares collecting the worker's facts again."""
    return FileAccessFacts(
        profile=profile,
        now=at,
        worker=known or worker_facts(worker, at),
        file=file_facts(case_file, worker, at) if case_file is not None else None,
        reason=STATED if references_with_reason(worker, [reference], at) else "",
    )


def file_facts(case_file: CaseFile, worker: Worker, at: datetime) -> FileFacts:
    """A file as it stands towards a worker, in four statements at most."""
    return file_facts_each([case_file], worker, at)[case_file.pk]


def file_facts_each(files: Sequence[CaseFile], worker: Worker, at: datetime) -> dict[UUID, FileFacts]:
    """The same for many files at once, in as many statements as for one."""
    ids = [f.pk for f in files]
    barred = set(
        BarMatch.objects.blocking()
        .filter(case_file__in=ids, person_id=worker.person_id)
        .values_list("case_file_id", flat=True)
    )
    teams = teams_of(worker, at)
    held = dict(
        Assignment.objects.live().filter(case_file__in=ids, worker=worker).values_list("case_file_id", "as_volunteer")
    )
    permitted = permissions_of(worker, at, ids)
    return {
        f.pk: FileFacts(
            folder_id=f.folder_id,
            own=f.person_id == worker.person_id,
            barred=f.pk in barred,
            in_team=f.team_id in teams,
            assigned=_ASSIGNED_AS[held.get(f.pk)],
            permitted_whole=permitted.get(f.pk, Permission()).whole,
            permitted_records=permitted.get(f.pk, Permission()).records,
        )
        for f in files
    }


def teams_of(worker: Worker, at: datetime) -> frozenset[UUID]:
    """The teams a worker is in on the UK date of ``at``."""
    live = TeamMembership.objects.live_on(uk_date(at)).filter(worker=worker)
    return frozenset(live.values_list("team_id", flat=True))


def references_with_reason(worker: Worker, references: Iterable[str], at: datetime) -> frozenset[str]:
    """Of these references, those for which this worker's stated reason still runs."""
    running = AccessReason.objects.running_at(at).filter(worker=worker, reference__in=list(references))
    return frozenset(running.values_list("reference", flat=True))

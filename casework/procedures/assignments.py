"""Who works on a file: dated records, each with guardian's grant while it is live."""

from __future__ import annotations

from datetime import datetime

from guardian.shortcuts import assign_perm, remove_perm

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import Assignment, CaseFile, Task, TaskState, Worker
from casework.procedures.tasks import raise_task
from casework.taskkinds import FILE_WITHOUT_WORKER
from policy.vocabulary import Group, Power

GRANT = "casework.open_assigned_file"


def assign(
    *,
    by: Actor,
    reference: str,
    worker: str,
    reason: str = Assignment.Reason.ALLOCATED,
    person_permits: bool = False,
) -> Assignment:
    """Put a worker (a reference) on a file; one that stands suspended goes on.

    ``person_permits``: the person freely agreed to this worker, which the policy may ask (PACE-5).
    Raises Refused where the worker may not open files, or the assigner may not assign.
    """
    with gate.perform(
        Action.ASSIGN_WORKER, by=by, on=reference, worker=worker, person_permits=person_permits
    ) as opened:
        case_file: CaseFile = opened.target
        assignee = Worker.objects.get(reference=worker)
        assignment = begin_assignment(case_file, assignee, by=by, reason=reason, at=opened.at)
        waiting = Task.objects.to_do().filter(kind=FILE_WITHOUT_WORKER, case_file=case_file)
        waiting.update(state=TaskState.DONE, finished_at=opened.at, finished_by=by)
        opened.record(assignment, worker=worker, person_permits=person_permits)
    return assignment


def end_assignment(*, by: Actor, reference: str, worker: str, reason: str = Assignment.Reason.ENDED) -> Assignment:
    """Take a worker off a file at once; the record of the time between stays for ever."""
    with gate.perform(Action.END_ASSIGNMENT, by=by, on=reference, worker=worker) as opened:
        case_file: CaseFile = opened.target
        assignment = (
            Assignment.objects.not_ended().select_related("worker").get(case_file=case_file, worker__reference=worker)
        )
        finish_assignment(assignment, by=by, reason=reason, at=opened.at)
        opened.record(assignment, worker=worker)
    return assignment


def begin_assignment(case_file: CaseFile, worker: Worker, *, by: Worker, reason: str, at: datetime) -> Assignment:
    """Inside the caller's change: make the record and its grant, or lift the suspension of the one there is."""
    assignment = Assignment.objects.not_ended().filter(case_file=case_file, worker=worker).first()
    if assignment is None:
        assignment = Assignment(
            case_file=case_file,
            worker=worker,
            assigned_by=by,
            as_volunteer=worker.group is Group.VOLUNTEER,
            reason=reason,
            started_at=at,
            file_opened_at=case_file.opened_at,
        )
    assignment.suspended_at = None
    assignment.full_clean()
    assignment.save()
    assign_perm(GRANT, worker, case_file)
    return assignment


def finish_assignment(assignment: Assignment, *, by: Worker | None, reason: str, at: datetime) -> None:
    """Inside the caller's change: end the record, remove its grant; a file left with nobody becomes a task."""
    assignment.ended_at, assignment.ended_by, assignment.end_reason = at, by, reason
    assignment.full_clean()
    assignment.save(update_fields=["ended_at", "ended_by", "end_reason"])
    remove_perm(GRANT, assignment.worker, assignment.case_file)
    case_file = assignment.case_file
    if case_file.is_open and not Assignment.objects.live().filter(case_file=case_file).exists():
        raise_task(
            FILE_WITHOUT_WORKER, at=at, for_power=Power.MANAGE_FILES, case_file=case_file, about=case_file.reference
        )


def suspend_assignments(worker: Worker, *, at: datetime) -> list[Assignment]:
    """Inside the caller's change: let every live assignment of a worker stand still, grants removed."""
    live = list(Assignment.objects.live().filter(worker=worker).select_related("case_file"))
    for assignment in live:
        assignment.suspended_at = at
        assignment.save(update_fields=["suspended_at"])
        remove_perm(GRANT, worker, assignment.case_file)
    return live

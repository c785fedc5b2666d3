"""Raising tasks, inside the change that makes them necessary, and finishing them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import CaseFile, Task, TaskState, Worker
from casework.taskkinds import kind_of
from policy.vocabulary import Power


def raise_task(
    kind: str,
    *,
    at: datetime,
    for_worker: Worker | None = None,
    for_power: Power | None = None,
    case_file: CaseFile | None = None,
    about: str = "",
    due_at: datetime | None = None,
    not_for_person: UUID | None = None,
) -> Task:
    """Raise a task inside the caller's change, once: one like it that is still open is returned instead.

    ``kind`` must be registered in :mod:`casework.taskkinds`, which holds its words.
    Raises LookupError for one that is not.
    """
    kind_of(kind)
    task = Task(
        kind=kind,
        for_worker=for_worker,
        for_power=for_power.value if for_power else "",
        case_file=case_file,
        about=about,
        raised_at=at,
        due_at=due_at,
        not_for_person=not_for_person,
    )
    like_it = Task.objects.to_do().filter(
        kind=kind, for_worker=for_worker, for_power=task.for_power, case_file=case_file, about=about,
        not_for_person=not_for_person,
    )  # fmt: skip
    standing = like_it.first()
    if standing is not None:
        return standing
    task.full_clean()
    task.save(force_insert=True)
    return task


def pass_on(task: Task, *, at: datetime, not_for_person: UUID | None) -> Task:
    """Take a task from its worker, inside the caller's change, and give its like to whoever manages files."""
    task.state, task.finished_at = TaskState.CANCELLED, at
    task.save(update_fields=["state", "finished_at"])
    return raise_task(
        task.kind,
        at=at,
        for_power=Power.MANAGE_FILES,
        case_file=task.case_file,
        about=task.about,
        due_at=task.due_at,
        not_for_person=not_for_person,
    )


def settle_tasks(kind: str, *, about: str, at: datetime, by: Worker | None, cancelled: bool = False) -> int:
    """Settle, inside the caller's change, the open tasks of a kind about one thing; returns how many."""
    state = TaskState.CANCELLED if cancelled else TaskState.DONE
    return Task.objects.to_do().filter(kind=kind, about=about).update(state=state, finished_at=at, finished_by=by)


def finish_task(*, by: Actor, task_id: str) -> Task:
    """Mark a task done that is one's own or one's role's. Raises Refused for others', and for one done already."""
    with gate.perform(Action.FINISH_TASK, by=by, on=task_id) as opened:
        task: Task = opened.target
        task.state, task.finished_at, task.finished_by = TaskState.DONE, opened.at, by
        task.full_clean()
        task.save(update_fields=["state", "finished_at", "finished_by"])
        opened.record(task)
    return task

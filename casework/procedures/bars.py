"""Who must not see a file: recorded by name, matched silently, decided by an unconflicted manager."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from casework.models import Assignment, Bar, BarKind, BarMatch, CaseFile, MatchState, Task, Worker
from casework.naming import BARS, BARS_OF_ONE_WORD, WORKERS
from casework.procedures.assignments import finish_assignment
from casework.procedures.history import save_signed
from casework.procedures.tasks import pass_on, raise_task, settle_tasks
from casework.taskkinds import BAR_MATCH
from policy.vocabulary import Power
from vault import blind


def record_bar(*, by: Actor, reference: str, name: str, kind: str = BarKind.OTHER, reason: str = "") -> Bar:
    """Record who must not see the file. A worker who may be meant is kept out at once, and told nothing."""
    bar_id = uuid4()
    with gate.perform(Action.RECORD_BAR, by=by, on=reference, bar_id=bar_id) as opened:
        bar = add_bar(opened.target, name=name, kind=kind, reason=reason, by=by, at=opened.at, bar_id=bar_id)
        opened.record(bar)
    return bar


def lift_bar(*, by: Actor, reference: str, bar: UUID) -> Bar:
    """Lift a bar: its matches block no more. The record stays."""
    with gate.perform(Action.LIFT_BAR, by=by, on=reference, bar=bar) as opened:
        found = Bar.objects.standing().get(case_file=opened.target, pk=bar)
        found.lifted_at, found.lifted_by = opened.at, by
        found.full_clean()
        found.save(update_fields=["lifted_at", "lifted_by"])
        for match in found.matches.all():
            _decide(match, MatchState.DISMISSED, by=by, at=opened.at)
        for scope in (BARS, BARS_OF_ONE_WORD):
            blind.drop(found.pk, scope)
        opened.record(found)
    return found


def resolve_bar_match(*, by: Actor, match: str, same_person: bool, neutral_reason: str = "") -> BarMatch:
    """Decide whether a worker is the one a bar means; if so any assignment ends, for a neutral reason (DEF-19)."""
    with gate.perform(Action.RESOLVE_BAR_MATCH, by=by, on=match) as opened:
        found: BarMatch = opened.target
        _decide(found, MatchState.CONFIRMED if same_person else MatchState.DISMISSED, by=by, at=opened.at)
        if same_person:
            reason = neutral_reason or Assignment.Reason.REASSIGNED
            held = Assignment.objects.not_ended().filter(case_file=found.case_file, worker__person_id=found.person_id)
            for assignment in held.select_related("worker", "case_file"):
                finish_assignment(assignment, by=by, reason=reason, at=opened.at)
        opened.record(found, same_person=same_person)
    return found


def link_own_file(*, by: Actor, reference: str, worker: str) -> CaseFile:
    """Record that the person a file is about also works here: their account never opens it again (DEF-9)."""
    with gate.perform(Action.LINK_OWN_FILE, by=by, on=reference, worker=worker) as opened:
        case_file: CaseFile = opened.target
        case_file.person_id = Worker.objects.values_list("person_id", flat=True).get(reference=worker)
        save_signed(case_file, by=by, update_fields=["person_id"])
        held = Assignment.objects.not_ended().filter(case_file=case_file, worker__person_id=case_file.person_id)
        for assignment in held.select_related("worker", "case_file"):
            finish_assignment(assignment, by=by, reason=Assignment.Reason.REASSIGNED, at=opened.at)
        opened.record(case_file)
    return case_file


def add_bar(
    case_file: CaseFile,
    *,
    name: str,
    kind: str,
    by: Worker,
    at: datetime,
    reason: str = "",
    bar_id: UUID | None = None,
) -> Bar:
    """Inside the caller's change: the bar, its place in the index of names, and every match there is."""
    bar = Bar(
        id=bar_id or uuid4(),
        folder_id=case_file.folder_id,
        case_file=case_file,
        name=name,
        kind=BarKind(kind),
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )
    bar.full_clean()
    bar.save(force_insert=True)
    blind.index_names(bar.pk, [name], BARS_OF_ONE_WORD if len(name.split()) == 1 else BARS)
    for worker in Worker.objects.filter(pk__in=blind.similar([name], WORKERS)):
        _match(bar, worker, at)
    return bar


def match_worker(worker: Worker, *, at: datetime) -> None:
    """Inside the change that names or renames a worker: index the name, and match it against every bar.

    Nobody is told but whoever handles bars; the possible match blocks from this moment.
    """
    blind.index_names(worker.pk, [worker.name], WORKERS)
    meant = blind.similar([worker.name], BARS)
    for word in worker.name.split():
        meant |= blind.similar([word], BARS_OF_ONE_WORD)
    for bar in Bar.objects.standing().filter(pk__in=meant).select_related("case_file"):
        _match(bar, worker, at)


def _match(bar: Bar, worker: Worker, at: datetime) -> None:
    if BarMatch.objects.filter(bar=bar, worker=worker).exists():
        return
    match = BarMatch(bar=bar, case_file=bar.case_file, worker=worker, person_id=worker.person_id, found_at=at)
    match.full_clean()
    match.save(force_insert=True)
    raise_task(
        BAR_MATCH,
        at=at,
        for_power=Power.HANDLE_BARS,
        case_file=bar.case_file,
        about=str(match.pk),
        not_for_person=worker.person_id,
    )
    _move_tasks_on(bar.case_file, worker, at)


def _move_tasks_on(case_file: CaseFile, worker: Worker, at: datetime) -> None:
    """What the barred worker had to do about the file goes to whoever manages files."""
    own: Iterable[Task] = Task.objects.to_do().filter(for_worker=worker, case_file=case_file)
    for task in list(own):
        pass_on(task, at=at, not_for_person=worker.person_id)


def _decide(match: BarMatch, state: MatchState, *, by: Worker, at: datetime) -> None:
    match.state, match.decided_by, match.decided_at = state, by, at
    match.full_clean()
    match.save(update_fields=["state", "decided_by", "decided_at"])
    settle_tasks(BAR_MATCH, about=str(match.pk), at=at, by=by)

"""What a worker's access rests on: volunteering, leave, reviews, checks, signatures, deputies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from audit import gate
from audit.actions import Action
from audit.actors import Actor
from audit.adoption import adopted_in_force
from casework.decisions.reaching import opens_files_at_all
from casework.models import (
    DeputyNomination,
    Leave,
    ReviewOutcome,
    SatisfactoryReview,
    Undertaking,
    VettingCheck,
    VettingOutcome,
    VolunteeringPeriod,
    Worker,
)
from casework.procedures.assignments import suspend_assignments
from casework.procedures.history import save_signed
from casework.procedures.tasks import raise_task
from casework.procedures.workers import begin_volunteering
from casework.taskkinds import ACCESS_SUSPENDED
from policy.calendar import uk_date
from policy.vocabulary import Power


def record_volunteering(
    *, by: Actor, worker: str, started_on: date, earlier_service_counts: bool = False
) -> VolunteeringPeriod:
    """Record that somebody began, or came back to, volunteering; the waiting months start anew unless it counts on."""
    with gate.perform(Action.RECORD_VOLUNTEERING, by=by, on=worker) as opened:
        period = begin_volunteering(
            opened.target, started_on, by=by, at=opened.at, earlier_service_counts=earlier_service_counts
        )
        _test_again(opened.target, opened.at)
        opened.record(period, started_on=started_on.isoformat())
    return period


def correct_volunteering(
    *, by: Actor, worker: str, period: UUID, started_on: date, ended_on: date | None = None
) -> VolunteeringPeriod:
    """Correct a period's dates; the old ones stay in history, and access is tested again (DEF-11)."""
    with gate.perform(Action.RECORD_VOLUNTEERING, by=by, on=worker) as opened:
        found = VolunteeringPeriod.objects.get(worker=opened.target, pk=period)
        found.started_on, found.ended_on = started_on, ended_on
        found.full_clean()
        save_signed(found, by=by, update_fields=["started_on", "ended_on"])
        _test_again(opened.target, opened.at)
        opened.record(found, started_on=started_on.isoformat())
    return found


def record_leave(*, by: Actor, worker: str, started_on: date, ended_on: date | None = None) -> Leave:
    """Record time away. Where it moves a volunteer's date past today, what is open to them is suspended (NF-2.4a)."""
    with gate.perform(Action.RECORD_LEAVE, by=by, on=worker) as opened:
        leave = Leave(
            worker=opened.target, started_on=started_on, ended_on=ended_on, recorded_by=by, recorded_at=opened.at
        )
        leave.full_clean()
        leave.save(force_insert=True)
        suspended = _test_again(opened.target, opened.at)
        opened.record(leave, suspended=suspended)
    return leave


def end_leave(*, by: Actor, worker: str, leave: UUID, ended_on: date) -> Leave:
    """Record the last day of a leave whose end was not known."""
    with gate.perform(Action.RECORD_LEAVE, by=by, on=worker) as opened:
        found = Leave.objects.get(worker=opened.target, pk=leave)
        found.ended_on = ended_on
        found.full_clean()
        found.save(update_fields=["ended_on"])
        _test_again(opened.target, opened.at)
        opened.record(found)
    return found


def record_satisfactory_review(
    *, by: Actor, worker: str, reviewed_on: date, outcome: str = ReviewOutcome.SATISFACTORY
) -> SatisfactoryReview:
    """A supervisor's dated word on somebody's volunteering (NF-2.4a). Refused for one's own, or a future date."""
    with gate.perform(Action.RECORD_REVIEW, by=by, on=worker, reviewed_on=reviewed_on) as opened:
        review = SatisfactoryReview(
            worker=opened.target, reviewer=by, reviewed_on=reviewed_on, outcome=outcome, recorded_at=opened.at
        )
        review.full_clean()
        review.save(force_insert=True)
        suspended = _test_again(opened.target, opened.at)
        opened.record(review, outcome=outcome, suspended=suspended)
    return review


def record_vetting(
    *,
    by: Actor,
    worker: str,
    applied_on: date,
    outcome: str = VettingOutcome.APPLIED_FOR,
    decided_on: date | None = None,
    detail: str = "",
) -> VettingCheck:
    """Record a check; its detail is sealed in the worker's own folder, for the roles the policy names (PRESTON-7)."""
    with gate.perform(Action.RECORD_VETTING, by=by, on=worker, applied_on=applied_on, decided_on=decided_on) as opened:
        target: Worker = opened.target
        check = VettingCheck(
            id=uuid4(),
            folder_id=target.folder_id,
            worker=target,
            applied_on=applied_on,
            decided_on=decided_on,
            outcome=outcome,
            detail=detail,
            recorded_by=by,
            recorded_at=opened.at,
        )
        check.full_clean()
        check.save(force_insert=True)
        suspended = _test_again(target, opened.at)
        opened.record(check, outcome=outcome, suspended=suspended)
    return check


def sign_undertaking(*, by: Actor, typed_name: str, witness: str = "") -> Undertaking:
    """Sign the policy in force for oneself. ``witness`` is a worker's reference, needed for a volunteer's undertaking
    where the policy asks for one (PRESTON-1). Raises Refused for another's name or a second signature."""
    with gate.perform(Action.SIGN_UNDERTAKING, by=by, typed_name=typed_name, witness=witness) as opened:
        undertaking = Undertaking(
            worker=by,
            policy=adopted_in_force(opened.at),
            typed_name=" ".join(typed_name.split()),
            witness=Worker.objects.filter(reference=witness).first() if witness else None,
            signed_at=opened.at,
        )
        undertaking.full_clean()
        undertaking.save(force_insert=True)
        opened.record(undertaking)
    return undertaking


def nominate_deputy(*, by: Actor, principal: str, deputy: str, started_on: date, ended_on: date) -> DeputyNomination:
    """Nominate who stands in for whom, between which days (PACE-7, DEF-20). Both are references."""
    with gate.perform(
        Action.NOMINATE_DEPUTY, by=by, principal=principal, deputy=deputy, started_on=started_on, ended_on=ended_on
    ) as opened:
        standing_aside = Worker.objects.get(reference=principal)
        nomination = DeputyNomination(
            principal=standing_aside,
            deputy=Worker.objects.get(reference=deputy),
            nominated_by=by,
            by_board=by.person_id != standing_aside.person_id,
            nominated_on=uk_date(opened.at),
            started_on=started_on,
            ended_on=ended_on,
            recorded_at=opened.at,
        )
        nomination.full_clean()
        nomination.save(force_insert=True)
        opened.record(nomination, principal=principal, deputy=deputy)
    return nomination


def withdraw_nomination(*, by: Actor, nomination: UUID) -> DeputyNomination:
    """Take a nomination back, at once; for whoever might have made it."""
    found = DeputyNomination.objects.select_related("principal").get(pk=nomination)
    with gate.perform(Action.NOMINATE_DEPUTY, by=by, principal=found.principal.reference) as opened:
        found.withdrawn_at = opened.at
        found.save(update_fields=["withdrawn_at"])
        opened.record(found)
    return found


def _test_again(worker: Worker, at: datetime) -> int:
    """Suspend what a worker holds if they may no longer open files, and tell the supervisor; returns how much."""
    if opens_files_at_all(worker, at):
        return 0
    suspended = suspend_assignments(worker, at=at)
    if suspended:
        boss = worker.line_manager
        raise_task(
            ACCESS_SUSPENDED,
            at=at,
            for_worker=boss,
            for_power=None if boss else Power.MANAGE_WORKERS,
            about=worker.reference,
            not_for_person=worker.person_id,
        )
    return len(suspended)

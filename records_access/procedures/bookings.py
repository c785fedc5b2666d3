"""Booking a supervised viewing, moving it, calling it off."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from audit import gate
from audit.actions import Action
from casework.models import Worker
from casework.procedures.tasks import raise_task, settle_tasks
from records_access.models import AccessRequest, ViewingSession
from records_access.models.requests import RequestStatus
from records_access.models.viewings import ViewingStatus
from records_access.references import viewing_reference as reference_of
from records_access.taskkinds import ANSWER_REQUEST, SUPERVISE
from vault import keys


def book_viewing(
    *, request_reference: str, by: Worker, supervisor: str, place: str, from_at: datetime, until_at: datetime
) -> ViewingSession:
    """Book a slot; never before receipt plus the policy's notice (NF-2.2).

    ``supervisor`` is a worker's reference. Raises Refused with the earliest time, or what
    stands against the supervisor. The viewing's own folder is made here, before its data.
    """
    gate.check(
        Action.BOOK_VIEWING, by=by, on=request_reference, supervisor=supervisor, from_at=from_at, until_at=until_at
    )
    copy_folder_id = keys.create_folder()
    with gate.perform(
        Action.BOOK_VIEWING, by=by, on=request_reference, supervisor=supervisor, from_at=from_at, until_at=until_at
    ) as opened:
        request: AccessRequest = opened.target
        viewing = ViewingSession(
            id=uuid4(),
            folder_id=request.folder_id,
            case_file=request.case_file,
            request=request,
            copy_folder_id=copy_folder_id,
            supervisor=Worker.objects.get(reference=supervisor),
            place=place,
            booked_from_at=from_at,
            booked_until_at=until_at,
            booked_by=by,
            booked_at=opened.at,
        )
        viewing.number = ViewingSession.objects.next_number(request.case_file)
        viewing.reference = reference_of(request.case_file.reference, viewing.number)
        viewing.full_clean()
        viewing.save(force_insert=True)
        _ask_supervisor(viewing, opened.at)
        opened.record(viewing, viewing=viewing.reference, **_slot(viewing))
    return viewing


def move_viewing(
    *, viewing_reference: str, by: Worker, supervisor: str, place: str, from_at: datetime, until_at: datetime
) -> ViewingSession:
    """Move a booked viewing or change its supervisor; the notice already given stands (edge 18)."""
    with gate.perform(
        Action.MOVE_VIEWING, by=by, on=viewing_reference, supervisor=supervisor, from_at=from_at, until_at=until_at
    ) as opened:
        viewing: ViewingSession = opened.target
        before = {f"was_{name}": value for name, value in _slot(viewing).items()}
        viewing.supervisor = Worker.objects.get(reference=supervisor)
        viewing.place = place
        viewing.booked_from_at, viewing.booked_until_at = from_at, until_at
        viewing.full_clean()
        viewing.save(update_fields=["supervisor", "place", "booked_from_at", "booked_until_at"])
        settle_tasks(SUPERVISE, about=viewing.reference, at=opened.at, by=by, cancelled=True)
        _ask_supervisor(viewing, opened.at)
        opened.record(viewing, **before, **_slot(viewing))
    return viewing


def call_off_viewing(*, viewing_reference: str, by: Worker, by_person: bool) -> None:
    """Call a booked viewing off.

    By the person: their request is withdrawn, and asking again is a new request with a new
    notice. By us: the request stays open and keeps its notice (edge 18).
    """
    with gate.perform(Action.CALL_OFF_VIEWING, by=by, on=viewing_reference) as opened:
        viewing: ViewingSession = opened.target
        viewing.status = ViewingStatus.CANCELLED
        viewing.called_off_at = opened.at
        viewing.called_off_by_person = by_person
        viewing.save(update_fields=["status", "called_off_at", "called_off_by_person"])
        settle_tasks(SUPERVISE, about=viewing.reference, at=opened.at, by=by, cancelled=True)
        if by_person:
            request = viewing.request
            settle_tasks(ANSWER_REQUEST, about=request.reference, at=opened.at, by=by, cancelled=True)
            request.status, request.closed_at = RequestStatus.WITHDRAWN, opened.at
            request.save(update_fields=["status", "closed_at"])
        opened.record(viewing, by_person=by_person)


def _ask_supervisor(viewing: ViewingSession, at: datetime) -> None:
    raise_task(
        SUPERVISE,
        at=at,
        for_worker=viewing.supervisor,
        case_file=viewing.case_file,
        about=viewing.reference,
        due_at=viewing.booked_from_at,
    )


def _slot(viewing: ViewingSession) -> dict[str, str]:
    return {
        "supervisor": viewing.supervisor.reference,
        "from_at": viewing.booked_from_at.isoformat(),
        "until_at": viewing.booked_until_at.isoformat(),
    }

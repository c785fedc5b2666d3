"""Recording that somebody asked to see their own file."""

from __future__ import annotations

from datetime import datetime, time
from uuid import uuid4

from audit import gate
from audit.actions import Action
from casework.models import CaseFile, Worker
from casework.procedures.tasks import raise_task, settle_tasks
from policy.calendar import LONDON, uk_date
from policy.vocabulary import Power
from policy.working_days import answer_due_on
from records_access.models import AccessRequest
from records_access.models.requests import RequestStatus
from records_access.references import request_reference as reference_of
from records_access.taskkinds import ANSWER_REQUEST


def record_access_request(
    *,
    file_reference: str,
    by: Worker,
    how_asked: str,
    received_at: datetime,
    identity_check: str,
    identity_note: str = "",
    safe_contact: str = "",
) -> AccessRequest:
    """Record a request; its notice runs from ``received_at`` (aware), not from now (NF-2.2).

    Raises Refused for a time in the future, before the file was opened, or back-dated by the
    person's own worker (edge 19); the grounds name the field ``received_at``.
    """
    with gate.perform(Action.RECORD_ACCESS_REQUEST, by=by, on=file_reference, received_at=received_at) as opened:
        case_file: CaseFile = opened.target
        request = AccessRequest(
            id=uuid4(),
            folder_id=case_file.folder_id,
            case_file=case_file,
            how_asked=how_asked,
            received_at=received_at,
            recorded_at=opened.at,
            recorded_by=by,
            identity_check=identity_check,
            identity_note=identity_note,
            safe_contact=safe_contact,
        )
        request.number = AccessRequest.objects.next_number(case_file)
        request.reference = reference_of(case_file.reference, request.number)
        request.full_clean()
        request.save(force_insert=True)
        _ask_for_an_answer(request)
        opened.record(request, request=request.reference, received_at=received_at.isoformat())
    return request


def record_identity_check(*, request_reference: str, by: Worker, identity_check: str, identity_note: str = "") -> None:
    """Record how the person was identified, where it was not done when they asked (DEF-6)."""
    with gate.perform(Action.RECORD_IDENTITY_CHECK, by=by, on=request_reference) as opened:
        request: AccessRequest = opened.target
        request.identity_check = identity_check
        request.identity_note = identity_note
        request.full_clean()
        request.save(update_fields=["identity_check", "identity_note"])
        opened.record(request, identity_check=identity_check)


def close_access_request(*, request_reference: str, by: Worker) -> None:
    """Say that the person has seen what they asked to see."""
    with gate.perform(Action.CLOSE_ACCESS_REQUEST, by=by, on=request_reference) as opened:
        request: AccessRequest = opened.target
        request.status, request.closed_at = RequestStatus.MET, opened.at
        request.save(update_fields=["status", "closed_at"])
        settle_tasks(ANSWER_REQUEST, about=request.reference, at=opened.at, by=by)
        opened.record(request)


def _ask_for_an_answer(request: AccessRequest) -> None:
    """A task for whoever manages files, due by the end of the legal day (DEF-7)."""
    last_day = answer_due_on(uk_date(request.received_at))
    raise_task(
        ANSWER_REQUEST,
        at=request.recorded_at,
        for_power=Power.MANAGE_FILES,
        case_file=request.case_file,
        about=request.reference,
        due_at=datetime.combine(last_day, time(23, 59), tzinfo=LONDON),
    )

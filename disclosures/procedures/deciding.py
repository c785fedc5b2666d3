"""Advice, authority, and telling the person."""

from __future__ import annotations

from datetime import datetime, time
from uuid import uuid4

from audit import gate
from audit.actions import Action
from casework.models import Worker
from casework.procedures.tasks import raise_task, settle_tasks
from consent.procedures import version_of
from disclosures import taskkinds
from disclosures.facts import bound_mac
from disclosures.models import AdviceRecord, Authority, DisclosureRequest, SubjectNotice
from disclosures.states import State, Step, follows
from policy.calendar import from_london
from policy.rules.disclosure import Telling, Told


def record_advice(*, reference: str, by: Worker, advises: str, advice: str, given_at: datetime) -> AdviceRecord:
    """Write down the adviser's own advice. Raises Refused for anybody the policy does not look to for it."""
    record_id = uuid4()
    asked = {"advice": advice, "given_at": given_at, "record_id": record_id}
    with gate.perform(Action.RECORD_ADVICE, by=by, on=reference, **asked) as opened:
        request: DisclosureRequest = opened.target
        record = AdviceRecord(
            id=record_id,
            folder_id=request.folder_id,
            request=request,
            adviser=by,
            advises=advises,
            given_at=given_at,
            recorded_at=opened.at,
            advice=advice,
        )
        record.full_clean()
        record.save(force_insert=True)
        for kind in (taskkinds.ADVISE, taskkinds.ADVISE_AFTER):
            settle_tasks(kind, about=reference, at=opened.at, by=by)
        opened.record(record, disclosure=reference, advises=advises)
    return record


def authorise_disclosure(
    *, reference: str, by: Worker, grants: bool, reasons: str, password: str, shown: str
) -> Authority:
    """Grant or refuse authority in writing, bound to exactly what was shown (``shown``: its MAC as hex).

    A refusal wins over an authority already given. After an emergency the sending stands either way.
    """
    record_id = uuid4()
    asked = {"grants": grants, "reasons": reasons, "password_again": by.check_password(password), "shown": shown}
    with gate.perform(Action.AUTHORISE_DISCLOSURE, by=by, on=reference, record_id=record_id, **asked) as opened:
        request: DisclosureRequest = opened.target
        if not grants:
            request.authorities.filter(voided_at__isnull=True).update(voided_at=opened.at)
        authority = Authority(
            id=record_id,
            folder_id=request.folder_id,
            request=request,
            granted=grants,
            decided_at=opened.at,
            decided_by=by,
            decided_by_person=by.person_id,
            requested_by_person=request.proposed_by.person_id,
            bound_to=bound_mac(request),
            policy_version=version_of(opened.inquiry.profile),
            words=reasons,
        )
        authority.full_clean()
        authority.save(force_insert=True)
        _move(request, Step.AUTHORISE if grants else Step.REFUSE)
        _tell_requester(request, grants, opened.at, by)
        opened.record(authority, disclosure=reference, granted=grants)
    return authority


def record_telling(*, reference: str, by: Worker, telling: Telling) -> SubjectNotice:
    """Record that the person was told, or why not and when that is looked at again."""
    record_id = uuid4()
    with gate.perform(Action.RECORD_TELLING, by=by, on=reference, telling=telling, record_id=record_id) as opened:
        request: DisclosureRequest = opened.target
        notice = SubjectNotice(
            id=record_id,
            folder_id=request.folder_id,
            request=request,
            outcome=telling.outcome.value,
            exception=telling.exception.value if telling.exception else "",
            told_at=telling.told_at,
            concern_told=telling.concern_told,
            recipient_told=telling.recipient_told,
            attempt_at=telling.attempt_at,
            look_again_on=telling.look_again_on,
            recorded_by=by,
            recorded_at=opened.at,
            detail=telling.detail,
        )
        notice.full_clean()
        notice.save(force_insert=True)
        for kind in (taskkinds.TELL, taskkinds.TELL_LATER):
            settle_tasks(kind, about=reference, at=opened.at, by=by)
        if telling.outcome is not Told.TOLD:
            _look_again(request, telling, opened.at)
        opened.record(notice, disclosure=reference, outcome=telling.outcome.value)
    return notice


def _move(request: DisclosureRequest, step: Step) -> None:
    after = follows(State(request.state), step)
    assert after is not None  # the decision has weighed the state
    request.state = after
    request.save(update_fields=["state"])


def _tell_requester(request: DisclosureRequest, grants: bool, at: datetime, by: Worker) -> None:
    for kind in (taskkinds.AUTHORISE, taskkinds.AUTHORISE_AFTER):
        settle_tasks(kind, about=request.reference, at=at, by=by)
    if not grants:
        settle_tasks(taskkinds.SEND, about=request.reference, at=at, by=by, cancelled=True)
    elif request.state == State.SENT:
        return
    kind = taskkinds.SEND if grants else taskkinds.ANSWERED_NO
    raise_task(kind, at=at, for_worker=request.proposed_by, case_file=request.case_file, about=request.reference)


def _look_again(request: DisclosureRequest, telling: Telling, at: datetime) -> None:
    due = telling.look_again_on and from_london(datetime.combine(telling.look_again_on, time(9)))
    raise_task(
        taskkinds.TELL_LATER,
        at=at,
        for_worker=request.proposed_by,
        case_file=request.case_file,
        about=request.reference,
        due_at=due or None,
    )

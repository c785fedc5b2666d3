"""Proposing, sending once, writing down what was done, closing, cancelling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from audit import gate
from audit.actions import Action
from audit.gate import Opened
from casework.models import Worker
from casework.procedures.notes import use_file
from casework.procedures.stale import refuse_stale
from casework.procedures.tasks import raise_task, settle_tasks
from consent.procedures import spend, version_of
from disclosures import taskkinds
from disclosures.decisions.sending import relied_lines, sent_item_id
from disclosures.facts import bound_mac
from disclosures.models import DisclosureRequest, RecordedLine, ReliedLine, SentDisclosure, SentItem
from disclosures.states import State, Step, follows
from policy.calendar import uk_date
from policy.decision import Obligation
from policy.profile import Profile
from policy.profile.values import RecordLine
from policy.rules.words import in_words
from policy.vocabulary import Power
from vault.sealed import require_plain

_FOR_POWER = {
    "advice": (taskkinds.ADVISE, Power.ADVISE),
    "authority": (taskkinds.AUTHORISE, Power.AUTHORISE),
    "advice-after": (taskkinds.ADVISE_AFTER, Power.ADVISE),
    "authority-after": (taskkinds.AUTHORISE_AFTER, Power.AUTHORISE),
}
_FOR_REQUESTER = {"telling": taskkinds.TELL, "tell-later": taskkinds.TELL_LATER}
_ALL_KINDS = (
    taskkinds.ADVISE, taskkinds.AUTHORISE, taskkinds.TELL, taskkinds.TELL_LATER, taskkinds.SEND,
    taskkinds.ANSWERED_NO, taskkinds.ADVISE_AFTER, taskkinds.AUTHORISE_AFTER, taskkinds.CLOSE,
)  # fmt: skip


def propose_disclosure(*, reference: str, by: Worker, version: int) -> DisclosureRequest:
    """Put a request forward as it stands; the steps it still needs become tasks of those who take them."""
    with gate.perform(Action.PROPOSE_DISCLOSURE, by=by, on=reference, step="propose") as opened:
        request: DisclosureRequest = opened.target
        refuse_stale(version, request.version, saved_by=request.proposed_by, saved_at=None)
        request.proposed_at = opened.at
        request.policy_version = version_of(opened.inquiry.profile)
        _move(request, Step.PROPOSE, "proposed_at", "policy_version")
        _raise(request, opened.decision.obligations, opened.at)
        opened.record(request, disclosure=reference, basis=request.basis)
    return request


def send_disclosure(
    *, reference: str, by: Worker, channel: str, channel_note: str = "", why_not_followed: str = ""
) -> SentDisclosure:
    """Send a request: weighed afresh under the lock, its exact words kept, once and never again.

    The channels of this version are the worker's own (by hand, post, telephone, secure e-mail);
    what is recorded is that and how it went. ``why_not_followed``: why it goes against advice.
    """
    sent_id = uuid4()
    asked = {"record_id": sent_id, "why_not_followed": why_not_followed}
    with gate.perform(Action.SEND_DISCLOSURE, by=by, on=reference, **asked) as opened:
        request: DisclosureRequest = opened.target
        sent = SentDisclosure(id=sent_id, channel=channel, channel_note=channel_note, why_not_followed=why_not_followed)
        _keep_copy(sent, request, opened, by)
        for line_id in relied_lines(request, opened.inquiry) if request.rests_on_consent else ():
            ReliedLine.objects.create(sent=sent, line_id=line_id)
            spend(line_id=line_id, used_for=sent.pk, at=opened.at)
        _move(request, Step.SEND)
        use_file(request.case_file, by=by, at=opened.at)
        settle_tasks(taskkinds.SEND, about=reference, at=opened.at, by=by)
        _raise(request, opened.decision.obligations, opened.at)
        if not request.rests_on_consent:
            _raise_one(request, taskkinds.CLOSE, opened.at, for_worker=request.proposed_by)
        opened.record(sent, *sent.items.all(), disclosure=reference, channel=channel, items=sent.items.count())
    return sent


def write_line(
    *, reference: str, by: Worker, kind: RecordLine, words: str, happened_at: datetime, none: bool = False
) -> RecordedLine:
    """Add one line to the full notes; ``none``: there was nothing of that kind, ``words`` saying why (PACE-7)."""
    record_id = uuid4()
    with gate.perform(Action.CLOSE_DISCLOSURE, by=by, on=reference, step="write-line", record_id=record_id) as opened:
        request: DisclosureRequest = opened.target
        line = RecordedLine(
            id=record_id,
            folder_id=request.folder_id,
            request=request,
            kind=kind.value,
            none=none,
            happened_at=happened_at,
            recorded_by=by,
            recorded_at=opened.at,
            words=words,
        )
        line.full_clean()
        line.save(force_insert=True)
        opened.record(line, disclosure=reference, kind=kind.value)
    return line


def close_disclosure(*, reference: str, by: Worker) -> DisclosureRequest:
    """Close a request once everything is written down and nothing put off is left."""
    with gate.perform(Action.CLOSE_DISCLOSURE, by=by, on=reference) as opened:
        request: DisclosureRequest = opened.target
        request.closed_at, request.closed_by = opened.at, by
        _move(request, Step.CLOSE, "closed_at", "closed_by")
        settle_tasks(taskkinds.CLOSE, about=reference, at=opened.at, by=by)
        settle_tasks(taskkinds.ANSWERED_NO, about=reference, at=opened.at, by=by)
        opened.record(request, disclosure=reference)
    return request


def cancel_disclosure(*, reference: str, by: Worker, reason: str) -> DisclosureRequest:
    """Stop a request that has not gone; what was decided on it stays on record."""
    with gate.perform(Action.CANCEL_DISCLOSURE, by=by, on=reference) as opened:
        request: DisclosureRequest = opened.target
        request.cancelled_at, request.cancelled_by, request.cancel_reason = opened.at, by, reason
        _move(request, Step.CANCEL, "cancelled_at", "cancelled_by", "cancel_reason")
        for kind in _ALL_KINDS:
            settle_tasks(kind, about=reference, at=opened.at, by=by, cancelled=True)
        opened.record(request, disclosure=reference)
    return request


def _keep_copy(sent: SentDisclosure, request: DisclosureRequest, opened: Opened, by: Worker) -> None:
    profile: Profile = opened.inquiry.profile
    sent.folder_id, sent.request, sent.agency = request.folder_id, request, request.agency
    sent.sent_at, sent.sent_by, sent.policy_version = opened.at, by, version_of(profile)
    sent.authority = request.authorities.filter(voided_at__isnull=True, granted=True).first()
    sent.bound_to = bound_mac(request)
    sent.letter = letter(request, profile, by, opened.at)
    sent.full_clean()
    sent.save(force_insert=True)
    for item in request.items.all():
        copy = SentItem(
            id=sent_item_id(sent.pk, item),
            folder_id=request.folder_id,
            sent=sent,
            item=item,
            position=item.position,
            category=item.category,
            passage=item.passage,
        )
        copy.save(force_insert=True)


def letter(request: DisclosureRequest, profile: Profile, by: Worker, at: datetime) -> dict[str, Any]:
    """The heading and the ending of what leaves: nothing of the file but what was authorised."""
    require_plain(request.purpose, request.contact_name)
    basis = "With the person’s consent." if request.rests_on_consent else "Without consent, on a ground in our policy."
    return {
        "from": profile.name,
        "to": request.agency.name,
        "attention": request.contact_name,
        "date": in_words(uk_date(at)),
        "reference": request.reference,
        "purpose": request.purpose,
        "basis": basis,
        "signed": by.name,
        "title": by.title,
    }


def _raise(request: DisclosureRequest, obligations: Iterable[Obligation], at: datetime) -> None:
    for obligation in obligations:
        due = at + timedelta(hours=obligation.within_hours) if obligation.within_hours is not None else None
        if obligation.slug in _FOR_POWER and not (obligation.slug == "authority-after" and request.state != State.SENT):
            kind, power = _FOR_POWER[obligation.slug]
            _raise_one(request, kind, at, for_power=power, due_at=due, not_for_person=request.proposed_by.person_id)
        elif obligation.slug in _FOR_REQUESTER:
            _raise_one(request, _FOR_REQUESTER[obligation.slug], at, for_worker=request.proposed_by, due_at=due)


def _raise_one(request: DisclosureRequest, kind: str, at: datetime, **task: Any) -> None:
    raise_task(kind, at=at, case_file=request.case_file, about=request.reference, **task)


def _move(request: DisclosureRequest, step: Step, *fields: str) -> None:
    after = follows(State(request.state), step)
    assert after is not None  # the decision has weighed the state
    request.state = after
    request.full_clean()
    request.save(update_fields=["state", *fields])

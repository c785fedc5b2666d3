"""A request at each of its later steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.models import Worker
from disclosures.facts.content import request_mac
from disclosures.facts.people import candidate_of, matter_of
from disclosures.facts.reading import reading
from disclosures.models import Authority, DisclosureRequest, SubjectNotice
from disclosures.states import State
from policy.decision import PolicyRef
from policy.profile import Profile
from policy.profile.values import InformException, RecordLine
from policy.rules.disclosure import (
    AuthorityFacts,
    AuthorityGiven,
    Basis,
    ProposalFacts,
    SendingFacts,
    SendState,
    Step,
    Steps,
    Telling,
    Told,
)
from policy.rules.disclosure.closing import ClosingFacts
from policy.rules.people import WorkerFacts

_SEND_STATES = {
    State.SENT: SendState.SENT,
    State.CLOSED: SendState.SENT,
    State.CANCELLED: SendState.CANCELLED,
}


def authority_facts(
    request: DisclosureRequest, profile: Profile, at: datetime, worker: Worker, asked: Mapping[str, Any]
) -> AuthorityFacts:
    """One person answering one request. ``asked``: ``grants``, ``reasons``, ``password_again``, ``shown`` (MAC)."""
    given = list(request.authorities.all())
    refused = any(not a.granted for a in given)
    in_force = any(a.granted and a.voided_at is None for a in given)
    grants = bool(asked.get("grants"))
    waits = request.state in (State.PROPOSED, State.SENT) and not in_force
    may_still_refuse = request.state == State.AUTHORISED and not grants
    return AuthorityFacts(
        profile=profile,
        now=at,
        matter=matter_of(request),
        candidate=candidate_of(worker, at),
        grants=grants,
        reasons=str(asked.get("reasons", "")),
        password_again=bool(asked.get("password_again")),
        same_as_shown=asked.get("shown") == request_mac(request).hex(),
        awaiting=(waits and not refused) or may_still_refuse or request.state == State.REFUSED,
        refused_already=refused,
        telling_settled=request.notices.exists(),
    )


def sending_facts(
    request: DisclosureRequest, proposal: ProposalFacts, sender: WorkerFacts, prepared_under: PolicyRef | None
) -> SendingFacts:
    """The request at the moment of sending, everything read now."""
    notice = request.notices.last()
    answers = list(request.authorities.filter(voided_at__isnull=True).select_related("decided_by"))
    return SendingFacts(
        proposal=proposal,
        matter=matter_of(request),
        sender=sender,
        state=_SEND_STATES.get(State(request.state), SendState.OPEN),
        mac=request_mac(request),
        authorities=tuple(_given(a) for a in answers),
        advice_recorded=request.advice.exists(),
        telling=telling_of(request, notice) if notice else None,
        telling_on_hold=telling_on_hold(request, proposal.profile),
        telling_advice_taken=request.advice.exists(),
        approved_since=_in_queue_since(request, answers),
        prepared_under=prepared_under,
    )


def closing_facts(request: DisclosureRequest, profile: Profile, needed: Steps) -> ClosingFacts:
    """What is written down, and what an emergency put off. ``needed``: the steps this request takes."""
    written = {RecordLine(kind) for kind in request.recorded_lines.values_list("kind", flat=True)}
    advised = request.advice.exists()
    sent = request.state == State.SENT
    return ClosingFacts(
        profile=profile,
        basis=Basis(request.basis),
        written=frozenset(written | ({RecordLine.ADVICE} if advised else set())),
        authority_pending=sent and needed.authority is Step.AFTER and not request.authorities.exists(),
        advice_pending=sent and needed.advice is Step.AFTER and not advised and RecordLine.ADVICE not in written,
    )


def telling_of(request: DisclosureRequest, notice: SubjectNotice) -> Telling:
    """The latest record of telling, as the rule weighs it."""
    with reading(request):
        detail = notice.detail
    return Telling(
        outcome=Told(notice.outcome),
        told_at=notice.told_at,
        concern_told=notice.concern_told,
        recipient_told=notice.recipient_told,
        exception=InformException(notice.exception) if notice.exception else None,
        detail=detail,
        attempt_at=notice.attempt_at,
        look_again_on=notice.look_again_on,
    )


def telling_on_hold(request: DisclosureRequest, profile: Profile) -> bool:
    """Whether a ground is claimed under which telling the person may itself be an offence."""
    slugs = request.grounds.values_list("slug", flat=True)
    return any(profile.grounds[s].telling_on_hold for s in slugs if s in profile.grounds)


def _given(authority: Authority) -> AuthorityGiven:
    return AuthorityGiven(
        granted=authority.granted,
        by=authority.decided_by_person,
        at=authority.decided_at,
        mac=bytes(authority.bound_to),
    )


def _in_queue_since(request: DisclosureRequest, answers: list[Authority]) -> datetime | None:
    """Since when nothing but a sender was missing: the authority, else the latest advice."""
    granted = [a.decided_at for a in answers if a.granted]
    advised = list(request.advice.values_list("recorded_at", flat=True))
    return max([*granted, *advised], default=request.proposed_at)

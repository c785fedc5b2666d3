"""Booking, moving, beginning, watching over and ending a viewing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from audit.actions import Action
from audit.actors import Actor
from audit.deciding import Inquiry, decides
from casework.decisions.common import asker, asker_facts, find_worker, not_a_worker, opened_only
from casework.models import NOTE_CATEGORIES, OwnScreen, Worker
from policy.decision import Decision, Opening, decide, default, forbids
from policy.rules.acting import weigh_act_on_file
from policy.rules.roles import weigh_role
from policy.rules.viewing import (
    BookingFacts,
    SessionFacts,
    SupervisorFacts,
    weigh_begin,
    weigh_booking,
    weigh_call_off,
    weigh_end,
    weigh_end_by_clock,
    weigh_finish,
    weigh_watch,
)
from policy.vocabulary import Category
from records_access.decisions.common import OnFilesChild
from records_access.decisions.requests import KEPT, OnRequest
from records_access.facts.viewings import reading_facts, session_facts, stage_of, supervisor_facts
from records_access.models import AccessRequest, ViewingSession
from records_access.models.copies import COPY
from records_access.models.requests import IdentityCheck

COPIED = frozenset(c.value for c in (*NOTE_CATEGORIES, Category.IDENTITY, Category.CONTACT, Category.ACCESS))
"""What beginning a viewing opens of the file, to freeze the copy from."""


def find_viewing(reference: str) -> ViewingSession | None:
    """The viewing with a reference, with what its facts need."""
    viewings = ViewingSession.objects.select_related("case_file__service_user", "request", "supervisor")
    return viewings.filter(reference=reference).first()


def weigh_slot(
    inquiry: Inquiry, request: AccessRequest, access: Decision, moved: ViewingSession | None = None
) -> Decision:
    """The booking rule for what was asked: ``supervisor`` (a reference), ``from_at``, ``until_at``."""
    standing = ViewingSession.objects.standing().filter(case_file=request.case_file)
    facts = BookingFacts(
        profile=inquiry.profile,
        now=inquiry.at,
        access=access,
        received_at=request.received_at,
        request_open=request.is_open,
        identity_checked=request.identity_check != IdentityCheck.NOT_YET,
        standing=standing.exclude(pk=moved.pk if moved else None).exists(),
        asked="from_at" in inquiry.question,
        from_at=_instant(inquiry, "from_at"),
        until_at=_instant(inquiry, "until_at"),
        supervisor=_chosen(inquiry, request, moved),
    )
    return opened_only(weigh_booking(facts), KEPT)


def _instant(inquiry: Inquiry, name: str) -> datetime | None:
    value = inquiry.question.get(name)
    return value if isinstance(value, datetime) else None


def _chosen(inquiry: Inquiry, request: AccessRequest, moved: ViewingSession | None) -> SupervisorFacts | None:
    worker = find_worker(inquiry.question.get("supervisor", ""))
    if worker is None:
        return None
    begins, ends = _instant(inquiry, "from_at"), _instant(inquiry, "until_at")
    slot = (begins, ends) if begins and ends else None
    return supervisor_facts(worker, request.case_file, inquiry.at, slot=slot, apart_from=moved)


@decides(Action.BOOK_VIEWING)
class BookViewing(OnRequest):
    def weigh_found(self, inquiry: Inquiry, target: AccessRequest, access: Decision) -> Decision:
        return weigh_slot(inquiry, target, access)


class _OnViewing(OnFilesChild):
    def find(self, reference: str) -> ViewingSession | None:
        return find_viewing(reference)


@decides(Action.MOVE_VIEWING)
class MoveViewing(_OnViewing):
    """A booked viewing only; the notice already given stands (edge 18)."""

    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        may = weigh_call_off(access, inquiry.profile, stage_of(target, inquiry.at))
        return may if may.refused else weigh_slot(inquiry, target.request, access, moved=target)


@decides(Action.CALL_OFF_VIEWING)
class CallOffViewing(_OnViewing):
    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        return opened_only(weigh_call_off(access, inquiry.profile, stage_of(target, inquiry.at)), KEPT)


class _InSession(_OnViewing):
    """For the supervisor, whom the booking lets in although the file may be another team's."""

    def facts(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> SessionFacts:
        return session_facts(inquiry.profile, target, asker(inquiry), access, inquiry.at, known=asker_facts(inquiry))


@decides(Action.SEE_VIEWING)
class SeeViewing(_InSession):
    """The record of a viewing: for whoever opens the file, and for its supervisor."""

    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        kept = Opening(target.folder_id, compartments=frozenset(KEPT))
        if access.permitted:
            return opened_only(weigh_act_on_file(access), KEPT)
        return weigh_watch(self.facts(inquiry, target, access), [kept], running=False)


@decides(Action.BEGIN_VIEWING)
class BeginViewing(_InSession):
    """Opens the file to copy from and the viewing's own folder to copy to, for this one act."""

    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        return weigh_begin(self.facts(inquiry, target, access), self.opens(target))

    def opens(self, target: ViewingSession) -> Iterable[Opening]:
        yield Opening(target.folder_id, compartments=COPIED)
        yield Opening(target.copy_folder_id, compartments=frozenset({COPY}))


@decides(Action.WATCH_VIEWING)
class WatchViewing(_InSession):
    """Seeing which page is open and what was asked, not the pages. ``running``: to steer it, it must be under way."""

    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        kept = Opening(target.folder_id, compartments=frozenset(KEPT))
        running = bool(inquiry.question.get("running"))
        return weigh_watch(self.facts(inquiry, target, access), [kept], running=running)


@decides(Action.END_VIEWING)
class EndViewing(_InSession):
    """By a worker, the person's own screen, or the clock."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        if isinstance(inquiry.by, Worker):
            return weigh_role(inquiry.profile, asker_facts(inquiry), inquiry.at)
        return None if _may_end(inquiry.by) else not_a_worker(inquiry)

    def weigh(self, inquiry: Inquiry, target: ViewingSession | None) -> Decision:
        if isinstance(inquiry.by, Worker):
            return super().weigh(inquiry, target)
        if target is None:
            nothing = forbids(default("DEF-14"), "Nothing has this reference.")
            return decide([nothing], inquiry.profile.ref, concealed=True)
        if isinstance(inquiry.by, OwnScreen):
            own = ViewingSession.objects.filter(copy_folder_id=inquiry.by.folder_id).first()
            facts = reading_facts(inquiry.profile, inquiry.by, own, inquiry.at, page=None, on=target.reference)
            return weigh_finish(facts)
        overdue = ViewingSession.objects.overdue_at(inquiry.at).filter(pk=target.pk).exists()
        return weigh_end_by_clock(inquiry.profile, overdue=overdue)

    def weigh_found(self, inquiry: Inquiry, target: ViewingSession, access: Decision) -> Decision:
        return weigh_end(self.facts(inquiry, target, access))


def _may_end(by: Actor) -> bool:
    return isinstance(by, OwnScreen) or (by.actor_kind, by.actor_id) == ("system", "viewing-clock")

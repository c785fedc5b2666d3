"""Acts about workers: their accounts, dates, reviews, checks, signatures and deputies."""

from __future__ import annotations

from datetime import date

from audit.actions import Action
from audit.actors import Actor, SystemActor
from audit.deciding import Inquiry, decides
from casework.decisions.common import AccountDecider, WorkerDecider, asker, asker_facts, find_worker
from casework.facts import worker_facts
from casework.models import Worker
from policy.decision import Decision, Opening, decide, default, forbids, permits
from policy.rules.acting import weigh_power
from policy.rules.people import WorkerFacts
from policy.rules.workforce import (
    AboutWorkerFacts,
    NominationFacts,
    SigningFacts,
    weigh_manage_worker,
    weigh_nomination,
    weigh_review,
    weigh_signing,
    weigh_vetting,
)
from policy.vocabulary import Power

SET_UP = SystemActor("set-up")
"""The job that makes the first account on a new installation, and nothing once there is one."""


def about_worker(inquiry: Inquiry, target: Worker | None) -> AboutWorkerFacts:
    """Both people's facts; a target not found stays None."""
    return AboutWorkerFacts(
        inquiry.profile,
        inquiry.at,
        asker_facts(inquiry),
        worker_facts(target, inquiry.at) if target is not None else None,
        is_line_manager=target is not None and target.line_manager_id == asker(inquiry).pk,
    )


@decides(Action.LIST_WORKERS)
class ListWorkers(AccountDecider):
    """Colleagues' names and teams; for those who manage people or files."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        powers = [Power.MANAGE_WORKERS, Power.MANAGE_FILES]
        return weigh_power(inquiry.profile, asker_facts(inquiry), powers, inquiry.at)


@decides(Action.MANAGE_TEAMS)
class ManageTeams(AccountDecider):
    """Making teams, and who is in them."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.MANAGE_WORKERS], inquiry.at)


@decides(Action.INVITE_WORKER)
class InviteWorker(WorkerDecider):
    """A new account, by a manager; the very first one by the set-up job, while there is none."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        return None if _is_set_up(inquiry.by) else super().role(inquiry)

    def weigh(self, inquiry: Inquiry, target: Worker | None) -> Decision:
        if not _is_set_up(inquiry.by):
            return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.MANAGE_WORKERS], inquiry.at)
        grounds = [permits(default("DEF-1"), "There is no account yet, and somebody must be able to sign in.")]
        if Worker.objects.exists():
            grounds = [forbids(default("DEF-1"), "There are accounts already; a manager invites the next.")]
        return decide(grounds, inquiry.profile.ref)


@decides(Action.CHANGE_WORKER, Action.DEACTIVATE_WORKER, Action.RECORD_VOLUNTEERING, Action.RECORD_LEAVE)
class ManageWorker(WorkerDecider):
    """Changing somebody else's account or dates; nobody does it to themselves."""

    own = "Nobody changes their own role, dates or account: another manager does."

    def weigh(self, inquiry: Inquiry, target: Worker | None) -> Decision:
        return weigh_manage_worker(about_worker(inquiry, target), own=self.own)


@decides(Action.RECORD_REVIEW)
class RecordReview(WorkerDecider):
    """A supervisor's record. Asks: ``reviewed_on``."""

    def weigh(self, inquiry: Inquiry, target: Worker | None) -> Decision:
        return weigh_review(about_worker(inquiry, target), _day(inquiry, "reviewed_on"))


@decides(Action.RECORD_VETTING, Action.SEE_VETTING)
class Vetting(WorkerDecider):
    """A check's outcome and detail. Asks: ``applied_on``, ``decided_on``. Opens the vetting compartment alone."""

    def weigh(self, inquiry: Inquiry, target: Worker | None) -> Decision:
        days = (_day(inquiry, "applied_on"), _day(inquiry, "decided_on"))
        opens = Opening(target.folder_id, frozenset({"vetting"})) if target is not None else None
        return weigh_vetting(about_worker(inquiry, target), days, opens)


@decides(Action.SIGN_UNDERTAKING)
class SignUndertaking(AccountDecider):
    """Signing for oneself. Asks: ``typed_name``, ``witness`` (a reference, or empty)."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        typed, witness = inquiry.question.get("typed_name"), inquiry.question.get("witness")
        facts = SigningFacts(
            inquiry.profile,
            inquiry.at,
            asker_facts(inquiry),
            name_matches=None if typed is None else _same_name(str(typed), asker(inquiry).name),
            witnessed=None if witness is None else self._witnessed(inquiry, str(witness)),
        )
        return weigh_signing(facts)

    def _witnessed(self, inquiry: Inquiry, reference: str) -> bool:
        witness = find_worker(reference) if reference else None
        return witness is not None and witness.is_active and witness.person_id != asker(inquiry).person_id


@decides(Action.NOMINATE_DEPUTY)
class NominateDeputy(AccountDecider):
    """A deputy. Asks: ``principal``, ``deputy`` (references), ``started_on``, ``ended_on``; fewer where only shown."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        facts = NominationFacts(
            inquiry.profile,
            inquiry.at,
            asker_facts(inquiry),
            principal=self._person(inquiry, "principal"),
            deputy=self._person(inquiry, "deputy"),
            started_on=_day(inquiry, "started_on"),
            ended_on=_day(inquiry, "ended_on"),
        )
        return weigh_nomination(facts)

    def _person(self, inquiry: Inquiry, name: str) -> WorkerFacts | None:
        worker = find_worker(inquiry.question.get(name, ""))
        return worker_facts(worker, inquiry.at) if worker is not None else None


def _is_set_up(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) and actor == SET_UP


def _day(inquiry: Inquiry, name: str) -> date | None:
    day = inquiry.question.get(name)
    return day if isinstance(day, date) else None


def _same_name(typed: str, name: str) -> bool:
    return " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()

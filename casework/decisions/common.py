"""What casework's deciders share: who asks, the file asked about, the answer to opening it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from audit.context import remembered
from audit.deciding import Decider, Inquiry
from casework.facts import file_access_facts, worker_facts
from casework.models import CaseFile, Worker
from policy.decision import Decision, Ground, Opening, decide, default, forbids
from policy.rules.acting import weigh_account, weigh_act_on_file
from policy.rules.file_access import weigh_file_access
from policy.rules.people import WorkerFacts
from policy.rules.roles import weigh_role


def asker(inquiry: Inquiry) -> Worker:
    """The worker who asks; only for deciders that have refused everybody else by role."""
    assert isinstance(inquiry.by, Worker)
    return inquiry.by


def asker_facts(inquiry: Inquiry) -> WorkerFacts:
    """The asker's facts, collected once for questions put together."""
    return inquiry.once("asker", lambda: worker_facts(asker(inquiry), inquiry.at))


def not_a_worker(inquiry: Inquiry) -> Decision:
    """Jobs, the person's own screen and people not signed in have no worker's rights."""
    return decide([forbids(default("DEF-1"), "Only a worker's account may do this.")], inquiry.profile.ref)


def find_file(reference: str, *, lock: bool) -> CaseFile | None:
    """The file with a reference; its row held until the change is done, without blocking new child rows."""
    if lock:
        return CaseFile.objects.select_for_update(no_key=True).filter(reference=reference).first()
    return remembered(("file", reference), lambda: CaseFile.objects.filter(reference=reference).first())


def find_worker(reference: object, *, lock: bool = False) -> Worker | None:
    """The account with a reference."""
    workers = Worker.objects.select_for_update(no_key=True) if lock else Worker.objects.all()
    return workers.filter(reference=str(reference)).first()


def weigh_access(inquiry: Inquiry, case_file: CaseFile | None) -> Decision:
    """The answer to opening the file the question is about, whatever the question itself is."""
    return weigh_access_to(inquiry, case_file, inquiry.reference)


def weigh_access_to(inquiry: Inquiry, case_file: CaseFile | None, reference: str) -> Decision:
    """The answer to opening the file with this reference, found or not, where the question names another thing."""

    def weighed() -> Decision:
        facts = file_access_facts(
            inquiry.profile, asker(inquiry), case_file, inquiry.at, reference=reference, known=asker_facts(inquiry)
        )
        return weigh_file_access(facts)

    return inquiry.once(f"access {reference}", weighed)


def opened_only(decision: Decision, compartments: Iterable[str]) -> Decision:
    """The same answer with fewer keys: whole compartments among these, and no single records."""
    wanted = frozenset(compartments)
    kept = (Opening(o.folder_id, o.compartments & wanted) for o in decision.opens)
    return replace(decision, opens=tuple(o for o in kept if o.compartments))


def also_opened(decision: Decision, *openings: Opening) -> Decision:
    """The same yes with more keys; a refusal opens nothing."""
    return replace(decision, opens=(*decision.opens, *openings)) if decision.permitted else decision


class AccountDecider(Decider):
    """For pages that show nothing about anyone: any running account."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        if not isinstance(inquiry.by, Worker):
            return not_a_worker(inquiry)
        return weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        return weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)


class CaseworkDecider(Decider):
    """For acts of whoever opens files at all; the role is weighed before any look-up."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        if not isinstance(inquiry.by, Worker):
            return not_a_worker(inquiry)
        return weigh_role(inquiry.profile, asker_facts(inquiry), inquiry.at)

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        return weigh_role(inquiry.profile, asker_facts(inquiry), inquiry.at)


class FileDecider(CaseworkDecider):
    """For acts on one file: it must open to the asker, and nothing of the act's own may stand in the way."""

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> CaseFile | None:
        return find_file(inquiry.reference, lock=lock)

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        access = weigh_access(inquiry, target)
        if access.refused or target is None:
            return access
        return weigh_act_on_file(access, self.objections(inquiry, target, access))

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        """What stands in the way of this act on a file that opens."""
        return ()


class WorkerDecider(Decider):
    """For acts about a worker: ``reference`` is the worker's, empty where a new one is meant."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        return None if isinstance(inquiry.by, Worker) else not_a_worker(inquiry)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> Worker | None:
        return find_worker(inquiry.reference, lock=lock) if inquiry.reference else None

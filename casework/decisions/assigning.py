"""Putting workers on files and taking them off."""

from __future__ import annotations

from collections.abc import Iterable

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, asker, asker_facts, find_worker, weigh_access
from casework.facts import file_facts, worker_facts
from casework.models import Assignment, CaseFile
from policy.calendar import uk_date
from policy.decision import Decision, Ground, default, forbids
from policy.rules.acting import not_yours_to_end
from policy.rules.intake import AssignmentFacts, weigh_assignment
from policy.vocabulary import Power


@decides(Action.ASSIGN_WORKER)
class AssignWorker(FileDecider):
    """Assigning. Asks: ``worker`` (a reference; left out where only the form is shown), ``person_permits``."""

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        access = weigh_access(inquiry, target)
        if target is None:
            return access
        facts = AssignmentFacts(
            inquiry.profile,
            inquiry.at,
            asker_facts(inquiry),
            access,
            orphaned=_orphaned(target),
            person_permits=bool(inquiry.question.get("person_permits", False)),
            **_about_assignee(inquiry, target),
        )
        return weigh_assignment(facts)


@decides(Action.END_ASSIGNMENT)
class EndAssignment(FileDecider):
    """Ending an assignment. Asks: ``worker``, the reference of the one to be taken off."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        live = Assignment.objects.not_ended().filter(case_file=target)
        manages = asker_facts(inquiry).has(Power.MANAGE_FILES, inquiry.profile, uk_date(inquiry.at))
        yield from not_yours_to_end(assigned=live.filter(worker=asker(inquiry)).exists(), manages=manages)
        worker = inquiry.question.get("worker")
        if worker is not None and not live.filter(worker__reference=worker).exists():
            yield forbids(default("DEF-1"), "That worker is not assigned to the file.", field="worker")


def _orphaned(case_file: CaseFile) -> bool:
    return not Assignment.objects.live().filter(case_file=case_file, worker__is_active=True).exists()


def _about_assignee(inquiry: Inquiry, case_file: CaseFile) -> dict[str, object]:
    reference = inquiry.question.get("worker")
    if reference is None:
        return {}
    worker = find_worker(reference)
    if worker is None:
        return {"asked": True}
    towards = file_facts(case_file, worker, inquiry.at)
    return {
        "asked": True,
        "assignee": worker_facts(worker, inquiry.at),
        "already": Assignment.objects.live().filter(case_file=case_file, worker=worker).exists(),
        "assignee_shut": towards.barred or towards.own,
    }

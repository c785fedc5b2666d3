"""Opening a file, and what is done to it as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import (
    CaseworkDecider,
    FileDecider,
    also_opened,
    asker,
    asker_facts,
    find_file,
)
from casework.models import Assignment, CaseFile, FileStatus
from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, default, forbids
from policy.rules.acting import closed_file, not_yours_to_end
from policy.rules.intake import weigh_stated_reason
from policy.vocabulary import Power


@decides(Action.OPEN_FILE)
class OpenFile(FileDecider):
    """Reading a file: the file-access rule and nothing more."""


@decides(Action.STATE_ACCESS_REASON)
class StateAccessReason(CaseworkDecider):
    """A reason is weighed, and kept, without looking whether there is such a file.

    The record to be sealed is named by its id beforehand: it opens alone, in whichever folder it goes.
    """

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        if "reason" not in inquiry.question:  # the form's page, before anything is stated
            return super().weigh(inquiry, target)
        reason = str(inquiry.question["reason"])
        decision = weigh_stated_reason(inquiry.profile, asker_facts(inquiry), inquiry.at, reason)
        record_id = inquiry.question.get("record_id")
        if not isinstance(record_id, UUID):
            return decision
        case_file = find_file(inquiry.reference, lock=False)
        folder_id = case_file.folder_id if case_file is not None else asker(inquiry).folder_id
        return also_opened(decision, Opening(folder_id, records=frozenset({record_id})))


@decides(Action.EDIT_PERSON, Action.ADD_RELATION, Action.EXPLAIN_POLICY)
class ChangeOpenFile(FileDecider):
    """Changes to a file's own page: it must be open."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        return closed_file(target.is_open)


@decides(Action.CLOSE_FILE, Action.REOPEN_FILE)
class CloseOrReopen(FileDecider):
    """Closing and reopening, by the assigned worker or whoever manages files."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        wanted = FileStatus.OPEN if inquiry.action is Action.CLOSE_FILE else FileStatus.CLOSED
        if target.status != wanted:
            yield forbids(default("DEF-15"), "That has been done already.")
        assigned = Assignment.objects.live().filter(case_file=target, worker=asker(inquiry)).exists()
        manages = asker_facts(inquiry).has(Power.MANAGE_FILES, inquiry.profile, uk_date(inquiry.at))
        yield from not_yours_to_end(assigned=assigned, manages=manages)

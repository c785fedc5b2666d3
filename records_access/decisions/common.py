"""What the deciders share: the file behind a reference, the answer to opening it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from audit.deciding import Inquiry
from casework.decisions.common import CaseworkDecider, find_file, weigh_access_to
from casework.models import CaseFile
from policy.decision import Decision, decide, default, forbids
from records_access.references import file_reference_of


def weigh_absent(inquiry: Inquiry) -> Decision:
    """No such request or viewing: what opening its file would answer; if that opens, simply not found."""
    file_reference = file_reference_of(inquiry.reference)
    access = weigh_access_to(inquiry, find_file(file_reference, lock=False), file_reference)
    if access.refused:
        return access
    nothing = forbids(default("DEF-14"), "Nothing has this reference.")
    return decide([nothing], inquiry.profile.ref, concealed=True)


def lock_file(case_file_id: UUID) -> None:
    """Hold the file's row until the change is done."""
    CaseFile.objects.select_for_update(no_key=True).get(pk=case_file_id)


class OnFilesChild(CaseworkDecider):
    """For acts on something that belongs to a file and has a reference of its own."""

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> Any | None:
        found = self.find(inquiry.reference)
        if found is None or not lock:
            return found
        lock_file(found.case_file_id)
        return self.find(inquiry.reference)

    def find(self, reference: str) -> Any | None:
        """The thing with this reference, with what its facts need."""
        raise NotImplementedError

    def weigh(self, inquiry: Inquiry, target: Any | None) -> Decision:
        if target is None:
            return weigh_absent(inquiry)
        return self.weigh_found(inquiry, target, self.access(inquiry, target))

    def access(self, inquiry: Inquiry, target: Any) -> Decision:
        """The answer to opening the file behind the target."""
        return weigh_access_to(inquiry, target.case_file, target.case_file.reference)

    def weigh_found(self, inquiry: Inquiry, target: Any, access: Decision) -> Decision:
        """The act's own rule."""
        raise NotImplementedError

"""The person's own screen reading its copy, and asking for a correction."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from audit.actions import Action
from audit.deciding import Decider, Inquiry, decides
from casework.models import OwnScreen
from policy.decision import Decision, Opening, decide, default, forbids
from policy.rules.viewing import weigh_read
from records_access.decisions.common import lock_file
from records_access.facts.viewings import reading_facts
from records_access.models import ViewingSession
from records_access.models.copies import COPY


class _OnOwnScreen(Decider):
    """The one viewing whose folder the screen may open; whatever else is asked about is refused."""

    def role(self, inquiry: Inquiry) -> Decision | None:
        if isinstance(inquiry.by, OwnScreen):
            return None
        return decide([forbids(default("DEF-1"), "Only the person's own screen does this.")], inquiry.profile.ref)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> ViewingSession | None:
        assert isinstance(inquiry.by, OwnScreen)
        own = ViewingSession.objects.select_related("case_file").filter(copy_folder_id=inquiry.by.folder_id)
        found = own.first()
        if found is None or not lock:
            return found
        lock_file(found.case_file_id)
        return own.first()

    def weigh(self, inquiry: Inquiry, target: ViewingSession | None) -> Decision:
        assert isinstance(inquiry.by, OwnScreen)
        page = inquiry.question.get("page")
        facts = reading_facts(
            inquiry.profile,
            inquiry.by,
            target,
            inquiry.at,
            page=page if isinstance(page, int) else None,
            on=inquiry.reference,
        )
        return weigh_read(facts, self.opens(inquiry, target) if target is not None else ())

    def opens(self, inquiry: Inquiry, target: ViewingSession) -> Iterable[Opening]:
        """What the act opens."""
        return ()


@decides(Action.READ_OWN_COPY)
class ReadOwnCopy(_OnOwnScreen):
    """Opens the viewing's own folder and nothing else: never the file."""

    def opens(self, inquiry: Inquiry, target: ViewingSession) -> Iterable[Opening]:
        yield Opening(target.copy_folder_id, compartments=frozenset({COPY}))


@decides(Action.ASK_CORRECTION)
class AskCorrection(_OnOwnScreen):
    """Opens one record of the file that does not exist yet: the correction to be written."""

    def opens(self, inquiry: Inquiry, target: ViewingSession) -> Iterable[Opening]:
        record_id = inquiry.question.get("record_id")
        if isinstance(record_id, UUID):
            yield Opening(target.folder_id, records=frozenset({record_id}))

"""Opening a file for somebody new, and the question whether they are new."""

from __future__ import annotations

from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, SetDecider, decides
from casework.decisions.common import (
    CaseworkDecider,
    WorkerDecider,
    also_opened,
    asker,
    asker_facts,
    find_file,
    opened_only,
)
from casework.facts import file_facts, file_facts_each
from casework.models import CameBy, CaseFile, Worker
from casework.naming import PEOPLE
from policy.decision import Decision, Opening, decide, default, forbids
from policy.rules.acting import weigh_power
from policy.rules.intake import IntakeFacts, weigh_intake
from policy.vocabulary import Category, Power
from vault import blind


@decides(Action.OPEN_NEW_FILE)
class OpenNewFile(CaseworkDecider):
    """A new file. Asks: ``came_by`` if known, and ``folder_id`` of the new, still empty folder.

    The folder opens whole to whoever fills it for the first time, bars included.
    """

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        came_by = inquiry.question.get("came_by")
        by_themselves = None if came_by is None else came_by == CameBy.SELF
        facts = IntakeFacts(inquiry.profile, inquiry.at, asker_facts(inquiry), by_themselves)
        decision = weigh_intake(facts)
        folder_id = inquiry.question.get("folder_id")
        if not isinstance(folder_id, UUID) or _taken(folder_id):
            return decision
        every = frozenset(c.value for c in Category if c is not Category.VETTING)
        return also_opened(decision, Opening(folder_id, compartments=every))


def _taken(folder_id: UUID) -> bool:
    files = CaseFile.objects.filter(folder_id=folder_id)
    return files.exists() or Worker.objects.filter(folder_id=folder_id).exists()


@decides(Action.RESOLVE_DUPLICATE)
class ResolveDuplicate(WorkerDecider, SetDecider):
    """Whether a new file is of somebody already known: for whoever manages files and is barred from neither.

    ``reference`` is the new file's. The set form asks for ``names`` (already opened) and gives the
    files that carry them, identity alone, the new one left out.
    """

    def role(self, inquiry: Inquiry) -> Decision | None:
        refused = super().role(inquiry)
        if refused is not None:
            return refused
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.MANAGE_FILES], inquiry.at)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> CaseFile | None:
        return find_file(inquiry.reference, lock=lock)

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        if target is None:
            return self._absent(inquiry)
        facts = file_facts(target, asker(inquiry), inquiry.at)
        if facts.barred or facts.own:
            return self._absent(inquiry)
        opens = [Opening(target.folder_id, frozenset({Category.IDENTITY.value}))]
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.MANAGE_FILES], inquiry.at, opens=opens)

    def fetch_each(self, inquiry: Inquiry) -> list[tuple[CaseFile, Decision]]:
        found: set[UUID] = set()
        for name in inquiry.question.get("names", ()):
            found |= blind.find(name, PEOPLE)
        files = list(CaseFile.objects.filter(pk__in=found).exclude(pk=inquiry.question.get("but")))
        shut = file_facts_each(files, asker(inquiry), inquiry.at)
        answers = [(f, self.weigh(inquiry, f)) for f in files if not (shut[f.pk].barred or shut[f.pk].own)]
        return [(f, opened_only(d, [Category.IDENTITY])) for f, d in answers if d.permitted]

    def _absent(self, inquiry: Inquiry) -> Decision:
        ground = forbids(default("DEF-14"), "No file has this reference.")
        return decide([ground], inquiry.profile.ref, concealed=True)

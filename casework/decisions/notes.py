"""Writing in a file and correcting what stands there."""

from __future__ import annotations

from collections.abc import Iterable

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, asker, asker_facts
from casework.models import CaseFile, CaseNote
from policy.calendar import uk_date
from policy.decision import Decision, Ground, default, forbids
from policy.rules.acting import closed_file, not_your_words, shut_compartment
from policy.vocabulary import Power


@decides(Action.ADD_NOTE)
class AddNote(FileDecider):
    """A new entry, in a compartment its writer may also read. ``category`` is what the asker chose, if anything."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        yield from closed_file(target.is_open)
        category = str(inquiry.question.get("category", ""))
        if category:
            yield from shut_compartment(category, access)


@decides(Action.CORRECT_NOTE)
class CorrectNote(FileDecider):
    """Correcting an entry; ``note`` is its id. An entry of another file counts as none."""

    def objections(self, inquiry: Inquiry, target: CaseFile, access: Decision) -> Iterable[Ground]:
        note = CaseNote.objects.filter(case_file=target, pk=inquiry.question.get("note")).first()
        if note is None:
            yield forbids(default("DEF-1"), "There is no such note in this file.")
            return
        own = note.author.person_id == asker(inquiry).person_id
        manages = asker_facts(inquiry).has(Power.MANAGE_FILES, inquiry.profile, uk_date(inquiry.at))
        yield from not_your_words(own=own, manages=manages)
        yield from shut_compartment(note.category, access)
        category = str(inquiry.question.get("category", ""))
        if category:
            yield from shut_compartment(category, access)

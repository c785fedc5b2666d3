"""Who has looked at a file."""

from __future__ import annotations

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, asker, asker_facts, weigh_access
from casework.models import CaseFile
from policy.decision import Decision
from policy.rules.viewing import weigh_who_looked
from records_access.facts.viewings import is_assigned


@decides(Action.SEE_WHO_LOOKED)
class SeeWhoLooked(FileDecider):
    """For those assigned to the file and whoever manages files (DEF-34)."""

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        access = weigh_access(inquiry, target)
        if target is None or access.refused:
            return access
        assigned = is_assigned(asker(inquiry), target)
        return weigh_who_looked(inquiry.profile, access, asker_facts(inquiry), inquiry.at, assigned=assigned)

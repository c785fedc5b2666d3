"""Home and tasks."""

from __future__ import annotations

from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import AccountDecider, asker, asker_facts
from casework.models import Task
from policy.calendar import uk_date
from policy.decision import Decision, decide, default, forbids
from policy.rules.acting import weigh_account
from policy.rules.people import WorkerFacts
from policy.vocabulary import Power


@decides(Action.SEE_HOME, Action.SEE_TASKS)
class SeeHome(AccountDecider):
    """The home page and one's own tasks; what they list is scoped by itself."""


@decides(Action.FINISH_TASK)
class FinishTask(AccountDecider):
    """Finishing a task that is one's own or one's role's; ``reference`` is its id. Others' count as none."""

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> Task | None:
        try:
            task_id = UUID(inquiry.reference)
        except ValueError:
            return None
        tasks = Task.objects.select_for_update(no_key=True, of=("self",)) if lock else Task.objects.all()
        powers = powers_of(inquiry, asker_facts(inquiry))
        return tasks.to_do().for_eyes_of(asker(inquiry), powers).filter(pk=task_id).first()

    def weigh(self, inquiry: Inquiry, target: Task | None) -> Decision:
        account = weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)
        if account.refused or target is not None:
            return account
        ground = forbids(default("DEF-14"), "There is no such task for you.")
        return decide([ground], inquiry.profile.ref, concealed=True)


def powers_of(inquiry: Inquiry, facts: WorkerFacts) -> list[Power]:
    """What a worker's role of today is trusted with."""
    return [p for p in Power if facts.has(p, inquiry.profile, uk_date(inquiry.at))]

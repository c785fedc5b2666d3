"""The register of disclosures: the whole of it for those who answer for them, one's own for everybody else."""

from __future__ import annotations

from audit.actions import Action
from audit.deciding import Inquiry, SetDecider, decides
from casework.decisions.common import AccountDecider, asker, asker_facts
from disclosures.models import DisclosureRequest
from policy.calendar import uk_date
from policy.decision import Decision
from policy.rules.acting import weigh_account
from policy.vocabulary import Power

ANSWER_FOR_ALL = (Power.ADVISE, Power.AUTHORISE, Power.MANAGE_FILES)
SIZE = 200


@decides(Action.LIST_DISCLOSURES)
class ListDisclosures(AccountDecider, SetDecider):
    """Requests, newest first, with nothing sealed opened. Asks: ``state`` or nothing.

    Left out is whatever the asker may not know of: barred, accused or subject.
    """

    def fetch_each(self, inquiry: Inquiry) -> list[tuple[DisclosureRequest, Decision]]:
        worker = asker(inquiry)
        requests = DisclosureRequest.objects.not_kept_from(worker).select_related("agency", "proposed_by", "case_file")
        requests = requests.own_or_proposed(worker) if answers_for_all(inquiry) else requests.asked_by(worker)
        if inquiry.question.get("state"):
            requests = requests.filter(state=inquiry.question["state"])
        account = weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)
        return [(request, account) for request in requests.order_by("-begun_at")[:SIZE]]


def answers_for_all(inquiry: Inquiry) -> bool:
    """Whether the asker's role answers for other people's disclosures."""
    facts = asker_facts(inquiry)
    return any(facts.has(power, inquiry.profile, uk_date(inquiry.at)) for power in ANSWER_FOR_ALL)

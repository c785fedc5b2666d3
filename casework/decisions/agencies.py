"""The list of outside bodies."""

from __future__ import annotations

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import AccountDecider, asker_facts
from casework.models import Agency
from policy.decision import Decision
from policy.rules.acting import weigh_account, weigh_power
from policy.vocabulary import Power


@decides(Action.LIST_AGENCIES)
class ListAgencies(AccountDecider):
    """Agencies are no secret from anybody with an account."""


@decides(Action.ADD_AGENCY, Action.EDIT_AGENCY)
class ChangeAgencies(AccountDecider):
    """Adding and changing agencies: never a bar to sharing, so anybody trusted with casework may (NF-3.4b)."""

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> Agency | None:
        if not inquiry.reference:
            return None
        agencies = Agency.objects.select_for_update(no_key=True) if lock else Agency.objects.all()
        return agencies.filter(reference=inquiry.reference).first()

    def weigh(self, inquiry: Inquiry, target: Agency | None) -> Decision:
        if inquiry.action is Action.EDIT_AGENCY and target is None:
            return weigh_power(inquiry.profile, asker_facts(inquiry), [], inquiry.at)
        powers = [Power.CASEWORK, Power.MANAGE_FILES, Power.MANAGE_WORKERS]
        account = weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)
        return account if account.refused else weigh_power(inquiry.profile, asker_facts(inquiry), powers, inquiry.at)

"""The ledger and the policy: for whoever the profile trusts with them."""

from __future__ import annotations

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import AccountDecider, asker_facts
from policy.decision import Decision
from policy.rules.acting import weigh_power
from policy.vocabulary import Power


@decides(Action.SEE_LEDGER)
class SeeLedger(AccountDecider):
    """Reading what was asked and decided; the list itself leaves out what is closed to the reader."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.SEE_LEDGER], inquiry.at)


@decides(Action.ADOPT_POLICY)
class AdoptPolicy(AccountDecider):
    """Bringing a version of the policy into force."""

    def weigh(self, inquiry: Inquiry, target: object) -> Decision:
        return weigh_power(inquiry.profile, asker_facts(inquiry), [Power.ADOPT_POLICY], inquiry.at)

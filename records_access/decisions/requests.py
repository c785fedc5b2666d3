"""Recording a request to see one's own file, reading it, closing it."""

from __future__ import annotations

from datetime import datetime

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, asker, asker_facts, opened_only, weigh_access
from casework.models import CaseFile
from policy.decision import Decision
from policy.rules.acting import weigh_act_on_file
from policy.rules.viewing import RequestFacts, still_open, weigh_record_request
from policy.vocabulary import Category
from records_access.decisions.common import OnFilesChild
from records_access.facts.viewings import is_assigned
from records_access.models import AccessRequest

KEPT = (Category.ACCESS.value,)
"""All that these pages open of a file, besides who it is about."""


@decides(Action.RECORD_ACCESS_REQUEST)
class RecordAccessRequest(FileDecider):
    """``received_at``: when the request is said to have arrived, if that was said."""

    def weigh(self, inquiry: Inquiry, target: CaseFile | None) -> Decision:
        access = weigh_access(inquiry, target)
        if target is None or access.refused:
            return access
        received_at = inquiry.question.get("received_at")
        decision = weigh_record_request(
            RequestFacts(
                profile=inquiry.profile,
                now=inquiry.at,
                by=asker_facts(inquiry),
                access=access,
                file_opened_at=target.opened_at,
                received_at=received_at if isinstance(received_at, datetime) else None,
                own_worker=is_assigned(asker(inquiry), target),
            )
        )
        return opened_only(decision, KEPT)


class OnRequest(OnFilesChild):
    """For acts on a request."""

    def find(self, reference: str) -> AccessRequest | None:
        requests = AccessRequest.objects.select_related("case_file__service_user", "recorded_by")
        return requests.filter(reference=reference).first()


@decides(Action.SEE_ACCESS_REQUEST)
class SeeAccessRequest(OnRequest):
    """Whoever opens the file reads its requests and the records of its viewings."""

    def weigh_found(self, inquiry: Inquiry, target: AccessRequest, access: Decision) -> Decision:
        return weigh_act_on_file(access)


@decides(Action.RECORD_IDENTITY_CHECK, Action.CLOSE_ACCESS_REQUEST)
class ChangeAccessRequest(OnRequest):
    """Only while the request is open."""

    def weigh_found(self, inquiry: Inquiry, target: AccessRequest, access: Decision) -> Decision:
        decision = weigh_act_on_file(access, still_open(inquiry.profile, target.is_open))
        return opened_only(decision, KEPT)

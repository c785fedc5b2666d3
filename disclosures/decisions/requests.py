"""Seeing, drawing up, proposing and cancelling a request."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import FileDecider, asker, asker_facts, weigh_access
from casework.models import Bar, CaseFile
from disclosures.decisions.common import (
    RequestDecider,
    also,
    requester_objections,
    step_objections,
    weigh_sight,
    weighed_facts,
)
from disclosures.models import DisclosureRequest
from disclosures.references import request_reference
from disclosures.states import Step
from policy.calendar import uk_date
from policy.decision import Decision, Ground, Opening, decide, default, forbids, permits
from policy.rules.acting import closed_file, weigh_act_on_file
from policy.rules.disclosure import Asked, Urgency, weigh_proposal
from policy.rules.disclosure import Step as Due
from policy.rules.disclosure import steps as steps_needed
from policy.vocabulary import Power


@decides(Action.SEE_DISCLOSURE)
class SeeDisclosure(RequestDecider):
    """Reading a request: its own records open, and nothing else of the file."""


@decides(Action.PROPOSE_DISCLOSURE)
class ProposeDisclosure(FileDecider):
    """Drawing up and proposing. ``reference`` is the file's for a new request, else the request's.

    Asks ``step``: "edit" (the default) or "propose", which weighs the whole request.
    """

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> CaseFile | DisclosureRequest | None:  # type: ignore[override]
        numbered = request_reference(inquiry.reference)
        if numbered.number is None:
            return super().fetch(inquiry, lock=lock)
        return RequestDecider.fetch(_SIGHT, inquiry, lock=lock)

    def weigh(self, inquiry: Inquiry, target: CaseFile | DisclosureRequest | None) -> Decision:  # type: ignore[override]
        if isinstance(target, DisclosureRequest):
            return self._on_request(inquiry, target)
        if request_reference(inquiry.reference).number is not None:
            return weigh_sight(inquiry, None)
        access = weigh_access(inquiry, target)
        return access if target is None else weigh_act_on_file(access, closed_file(target.is_open))

    def _on_request(self, inquiry: Inquiry, request: DisclosureRequest) -> Decision:
        seen = weigh_sight(inquiry, request)
        file = request_reference(inquiry.reference).file
        access = weigh_access(replace(inquiry, reference=file), request.case_file)
        if seen.refused or access.refused:
            return seen if seen.refused else access
        step = Step(inquiry.question.get("step", Step.EDIT))
        grounds: list[Ground] = [
            *access.support,
            *closed_file(request.case_file.is_open),
            *requester_objections(inquiry, request),
            *step_objections(request, step),
        ]
        if step is Step.EDIT:
            return also(
                access, decide(grounds, inquiry.profile.ref, opens=[*seen.opens, *self._bars(inquiry, request)])
            )
        weighed = weigh_proposal(weighed_facts(inquiry, request))
        return decide(
            [*weighed.grounds, *grounds[len(access.support) :]],
            inquiry.profile.ref,
            opens=seen.opens,
            obligations=weighed.obligations,
            notes=weighed.notes,
        )

    def _bars(self, inquiry: Inquiry, request: DisclosureRequest) -> list[Opening]:
        """Room to write the bars that keep an accused worker out, each by its id and nothing else restricted."""
        ids = frozenset(i for i in inquiry.question.get("bar_ids", ()) if isinstance(i, UUID))
        new = ids - set(Bar.objects.filter(pk__in=ids).values_list("pk", flat=True))
        return [Opening(request.folder_id, records=new)] if new else []


@decides(Action.CANCEL_DISCLOSURE)
class CancelDisclosure(RequestDecider):
    """Stopping a request that has not gone: its maker, or whoever manages files."""

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        manages = asker_facts(inquiry).has(Power.MANAGE_FILES, inquiry.profile, uk_date(inquiry.at))
        own = target.proposed_by.person_id == asker(inquiry).person_id
        grounds: list[Ground] = [permits(default("DEF-15"), "What has not gone can be stopped.")]
        if not (own or manages):
            grounds.append(forbids(default("DEF-1"), "Only whoever made the request, or a manager, cancels it."))
        grounds += step_objections(target, Step.CANCEL)
        return decide(grounds, inquiry.profile.ref)


def weigh_as_it_stands(inquiry: Inquiry, request: DisclosureRequest) -> Decision:
    """For the request's page: what forbids it as it stands, what would make it lawful, what is still to come."""
    return weigh_proposal(weighed_facts(inquiry, request))


def questions_asked(inquiry: Inquiry, request: DisclosureRequest) -> frozenset[str]:
    """The questions the policy asks of this request: what the rule misses where nothing is answered yet."""
    facts = weighed_facts(inquiry, request)
    unanswered = replace(
        facts,
        asked=Asked(),
        urgency=Urgency(),
        recipient=replace(facts.recipient, is_source_of_risk=None, reason="", exemption=""),
        claims=tuple(replace(claim, answers={}) for claim in facts.claims),
        whole_file_reason="",
    )
    return frozenset(ground.field for ground in weigh_proposal(unanswered).objections if ground.field)


def steps_of(inquiry: Inquiry, request: DisclosureRequest) -> dict[str, Due]:
    """Which of advice, authority and telling this request takes, and when."""
    needed = steps_needed(weighed_facts(inquiry, request))
    return {"advice": needed.advice, "authority": needed.authority, "telling": needed.telling}


_SIGHT = SeeDisclosure()

"""What the deciders share: the request asked about, and what the asker is to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from audit.deciding import Decider, Inquiry
from casework.decisions.common import asker, asker_facts, find_file, not_a_worker, weigh_access
from casework.models import CaseFile, Worker
from disclosures.facts import candidate_of, matter_of, proposal_facts
from disclosures.facts.proposal import coverage_facts
from disclosures.facts.reading import opening_of
from disclosures.models import DisclosureRequest
from disclosures.references import request_reference
from disclosures.states import State, Step, follows
from policy.decision import Decision, Ground, Opening, decide, default, forbids, permits
from policy.profile import Profile
from policy.rules.acting import shut_compartment, weigh_account
from policy.rules.consent import covers
from policy.rules.disclosure import Matter, ProposalFacts, may_advise, may_authorise
from policy.vocabulary import Category

NOT_THERE = "No request has this reference."


class RequestDecider(Decider):
    """For acts on one request, by those who work on its file and by those who decide in it.

    A decider in the matter (adviser, authoriser) sees the request and its items without seeing the file.
    A request that is not there, and one the asker may not know of, get the same answer.
    """

    def role(self, inquiry: Inquiry) -> Decision | None:
        if not isinstance(inquiry.by, Worker):
            return not_a_worker(inquiry)
        return weigh_account(inquiry.profile, asker_facts(inquiry), inquiry.at)

    def fetch(self, inquiry: Inquiry, *, lock: bool) -> DisclosureRequest | None:
        numbered = request_reference(inquiry.reference)
        case_file = find_file(numbered.file, lock=lock)
        if case_file is None or numbered.number is None:
            return None
        requests = DisclosureRequest.objects.select_related("agency", "proposed_by")
        found = requests.filter(case_file=case_file, number=numbered.number).first()
        if found is not None:
            found.case_file = case_file  # the locked row itself
        return found

    def weigh(self, inquiry: Inquiry, target: DisclosureRequest | None) -> Decision:
        seen = weigh_sight(inquiry, target)
        if seen.refused or target is None:
            return seen
        return also(seen, self.answer(inquiry, target), new=self.new_records(inquiry, target))

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        """What the act itself needs, of somebody who may see the request."""
        return decide(
            [permits(inquiry.profile.confidentiality.held_by.source, "You may see this.")], inquiry.profile.ref
        )

    def new_records(self, inquiry: Inquiry, target: DisclosureRequest) -> Iterable[UUID]:
        """Ids of records the act is about to write, named beforehand so that they open alone."""
        record_id = inquiry.question.get("record_id")
        return (record_id,) if isinstance(record_id, UUID) else ()


def also(seen: Decision, answer: Decision, *, new: Iterable[UUID] = ()) -> Decision:
    """The answer to the act with the keys of the request; a refusal stays as concealed as it is."""
    if answer.refused:
        return answer
    opens = [Opening(o.folder_id, o.compartments, o.records | frozenset(new)) for o in seen.opens]
    return replace(answer, opens=(*opens, *answer.opens))


def weigh_sight(inquiry: Inquiry, target: DisclosureRequest | None) -> Decision:
    """Whether the asker sees the request: through its file, or as one of those who decide in it."""
    numbered = request_reference(inquiry.reference)
    if target is None:
        return _nothing_there(inquiry, numbered.file)
    access = access_to(inquiry, target.case_file, numbered.file)
    opens = [opening_of(target)]
    if access.permitted and not any(shut_compartment(Category.DISCLOSURE.value, access)):
        return decide(access.grounds, inquiry.profile.ref, opens=opens, notes=access.notes)
    if decides_in(inquiry, target):
        source = inquiry.profile.disclosure.authorisers.source
        return decide([permits(source, "You are one of those who decide on it.")], inquiry.profile.ref, opens=opens)
    if access.permitted:
        return decide(shut_compartment(Category.DISCLOSURE.value, access), inquiry.profile.ref, concealed=True)
    return access


def access_to(inquiry: Inquiry, case_file: CaseFile | None, reference: str) -> Decision:
    """The answer to opening the request's file."""
    return weigh_access(replace(inquiry, reference=reference), case_file)


def decides_in(inquiry: Inquiry, request: DisclosureRequest) -> bool:
    """Whether the asker may advise on or authorise this request, once it was proposed, and is free of it."""
    if request.state in (State.DRAFT, State.CANCELLED):
        return False
    matter, worker = matter_of(request), asker_facts(inquiry)
    if matter.hides_from(worker.person_id):
        return False
    candidate = candidate_of(asker(inquiry), inquiry.at)
    named = may_authorise(inquiry.profile, _but_for(matter), candidate, inquiry.at).permitted
    return named or may_advise(inquiry.profile, worker, inquiry.at)


def _but_for(matter: Matter) -> Matter:
    """The matter with its requester left out: whoever asked may see what they asked for."""
    return replace(matter, requester=UUID(int=0))


def _nothing_there(inquiry: Inquiry, file: str) -> Decision:
    """A request of a file that does not open, or that has no such request: the file's own answer, or as hidden."""
    access = access_to(inquiry, find_file(file, lock=False), file)
    if access.refused:
        return access
    return decide([forbids(default("DEF-14"), NOT_THERE)], inquiry.profile.ref, concealed=True)


def step_objections(request: DisclosureRequest, step: Step) -> tuple[Ground, ...]:
    """Whether the request's state leaves a step open (DEF-15)."""
    if follows(State(request.state), step) is not None:
        return ()
    stands = State(request.state).label.lower()
    return (forbids(default("DEF-15"), f"This request is {stands}, so that can no longer be done."),)


def requester_objections(inquiry: Inquiry, request: DisclosureRequest) -> tuple[Ground, ...]:
    """A request is changed by whoever makes it, and by nobody else, so that it stays clear whose it is."""
    if request.proposed_by.person_id == asker(inquiry).person_id:
        return ()
    reason = "Only the worker who is making this request changes it."
    return (forbids(default("DEF-2"), reason, remedy="Make a request of your own."),)


def weighed_facts(inquiry: Inquiry, request: DisclosureRequest) -> ProposalFacts:
    """The request as it stands at this moment, consent included; collected once for questions put together."""
    slot = f"proposal {request.pk}"
    if slot not in inquiry.shared:
        inquiry.shared[slot] = facts_now(request, inquiry.profile, inquiry)
    facts: ProposalFacts = inquiry.shared[slot]
    return facts


def facts_now(request: DisclosureRequest, profile: Profile, inquiry: Inquiry) -> ProposalFacts:
    """What consent covers is itself a rule's answer, and part of the facts."""
    questions = coverage_facts(request, profile, inquiry.at)
    coverage = {category: covers(question) for category, question in questions.items()}
    return proposal_facts(request, profile, inquiry.at, coverage)

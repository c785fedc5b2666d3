"""Sending, writing down what was done, and closing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from audit.actions import Action
from audit.deciding import Inquiry, decides
from audit.models import AdoptedPolicy
from casework.decisions.common import asker_facts
from casework.facts import worker_facts
from disclosures.decisions.common import RequestDecider, step_objections, weighed_facts
from disclosures.facts import closing_facts, matter_of, sending_facts
from disclosures.facts.proposal import coverage_facts
from disclosures.models import DisclosureItem, DisclosureRequest
from disclosures.states import State, Step
from policy.decision import Decision, Ground, PolicyRef, decide, default, forbids
from policy.rules.consent import covering_lines
from policy.rules.disclosure import AdviceFacts, steps, weigh_advice, weigh_sending
from policy.rules.disclosure.closing import weigh_closing


def sent_item_id(sent_id: UUID, item: DisclosureItem) -> UUID:
    """The id of an item's copy, known before it is written, so that its key can be opened with the decision."""
    return uuid5(sent_id, item.pk.hex)


@decides(Action.SEND_DISCLOSURE)
class SendDisclosure(RequestDecider):
    """Sending: everything weighed afresh inside the transaction.

    Asks ``record_id`` of the sending to be, and ``why_not_followed`` where it goes against advice.
    """

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        proposal = weighed_facts(inquiry, target)
        facts = sending_facts(target, proposal, asker_facts(inquiry), prepared_under(target))
        weighed = weigh_sending(facts)
        grounds = [*weighed.grounds, *_not_proposed(target), *_against_advice(inquiry, target)]
        return decide(grounds, inquiry.profile.ref, obligations=weighed.obligations, notes=weighed.notes)

    def new_records(self, inquiry: Inquiry, target: DisclosureRequest) -> Iterable[UUID]:
        sent_id = inquiry.question.get("record_id")
        if not isinstance(sent_id, UUID):
            return ()
        return (sent_id, *(sent_item_id(sent_id, item) for item in target.items.all()))


@decides(Action.CLOSE_DISCLOSURE)
class CloseDisclosure(RequestDecider):
    """Closing, and the lines that closing needs. Asks ``step``: "write-line" or "close" (the default)."""

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        step = Step(inquiry.question.get("step", Step.CLOSE))
        needed = steps(weighed_facts(inquiry, target))
        weighed = weigh_closing(closing_facts(target, inquiry.profile, needed))
        grounds = weighed.support if step is Step.WRITE_LINE else weighed.grounds
        return decide([*grounds, *step_objections(target, step)], inquiry.profile.ref)


def relied_lines(request: DisclosureRequest, inquiry: Inquiry) -> tuple[UUID, ...]:
    """The consent lines a sending relies on: for each kind of information the newest that covers it."""
    questions = coverage_facts(request, inquiry.profile, inquiry.at)
    covering = (covering_lines(question) for question in questions.values())
    return tuple(dict.fromkeys(lines[0] for lines in covering if lines))


def prepared_under(request: DisclosureRequest) -> PolicyRef | None:
    """The policy version the request was proposed under; None if it is no longer known here."""
    slug, _, version = request.policy_version.partition(" ")
    begins: date | None = (
        AdoptedPolicy.objects.filter(slug=slug, version=version).values_list("in_force_from", flat=True).first()
    )
    return PolicyRef(slug, version, begins) if begins else None


def _not_proposed(request: DisclosureRequest) -> tuple[Ground, ...]:
    if request.state != State.DRAFT:
        return ()
    return (forbids(default("DEF-15"), "The request is still a draft.", remedy="Propose it first."),)


def _against_advice(inquiry: Inquiry, request: DisclosureRequest) -> Iterable[Ground]:
    """Sending although the latest advice was not to, or to wait, needs the sender's explanation (NF-1.4)."""
    latest = request.advice.select_related("adviser").last()
    if latest is None or not latest.is_against:
        return ()
    facts = AdviceFacts(
        profile=inquiry.profile,
        now=inquiry.at,
        matter=matter_of(request),
        adviser=worker_facts(latest.adviser, inquiry.at),
        advice="recorded",
        given_at=latest.given_at,
        follows=False,
        why_not_followed=str(inquiry.question.get("why_not_followed", "")),
    )
    return [g for g in weigh_advice(facts).objections if g.field == "why_not_followed"]

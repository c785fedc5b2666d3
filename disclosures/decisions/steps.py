"""Advice, authority, and telling the person."""

from __future__ import annotations

from audit.actions import Action
from audit.deciding import Inquiry, decides
from casework.decisions.common import asker, asker_facts
from disclosures.decisions.common import RequestDecider, step_objections
from disclosures.facts import authority_facts, candidate_of, matter_of, telling_on_hold
from disclosures.models import DisclosureRequest
from disclosures.states import Step
from policy.decision import Decision, decide, default, forbids, permits
from policy.rules.disclosure import (
    AdviceFacts,
    Telling,
    TellingFacts,
    may_authorise,
    weigh_advice,
    weigh_authority,
    weigh_telling,
)


@decides(Action.RECORD_ADVICE)
class RecordAdvice(RequestDecider):
    """Advising, by the adviser. Asks: ``advice``, ``given_at``; nothing while only the form is shown."""

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        asked = inquiry.question
        shown_only = "advice" not in asked
        facts = AdviceFacts(
            profile=inquiry.profile,
            now=inquiry.at,
            matter=matter_of(target),
            adviser=asker_facts(inquiry),
            advice="not yet written" if shown_only else str(asked["advice"]),
            given_at=inquiry.at if shown_only else asked.get("given_at"),
        )
        weighed = weigh_advice(facts)
        grounds = [*weighed.grounds, *step_objections(target, Step.ADVISE)]
        return decide(grounds, inquiry.profile.ref, concealed=weighed.concealed)


@decides(Action.AUTHORISE_DISCLOSURE)
class AuthoriseDisclosure(RequestDecider):
    """Answering for it. Asks: ``grants``, ``reasons``, ``password_again``, ``shown``; nothing for the form alone."""

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        worker = asker(inquiry)
        if "grants" not in inquiry.question:
            return self._may(inquiry, target)
        weighed = weigh_authority(authority_facts(target, inquiry.profile, inquiry.at, worker, inquiry.question))
        step = Step.AUTHORISE if inquiry.question["grants"] else Step.REFUSE
        objections = step_objections(target, step) if weighed.permitted else ()
        return decide([*weighed.grounds, *objections], inquiry.profile.ref, concealed=weighed.concealed)

    def _may(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        candidate = candidate_of(asker(inquiry), inquiry.at)
        may = may_authorise(inquiry.profile, matter_of(target), candidate, inquiry.at)
        grounds = [*may.grounds, *self._waits(target)]
        return decide(grounds, inquiry.profile.ref, concealed=may.concealed)

    def _waits(self, target: DisclosureRequest) -> tuple:
        if target.rests_on_consent:
            return (forbids(default("DEF-2"), "It rests on the person's consent and needs nobody's authority."),)
        answered = target.authorities.filter(voided_at__isnull=True).exists()
        if step_objections(target, Step.REFUSE) or (answered and step_objections(target, Step.AUTHORISE) == ()):
            return (forbids(default("DEF-15"), "The request no longer waits for an answer."),)
        return ()


@decides(Action.RECORD_TELLING)
class RecordTelling(RequestDecider):
    """Whether the person was told. Asks: ``telling`` (a Telling); nothing while only the form is shown."""

    def answer(self, inquiry: Inquiry, target: DisclosureRequest) -> Decision:
        telling = inquiry.question.get("telling")
        if not isinstance(telling, Telling):
            source = inquiry.profile.inform_subject.required.source
            may = permits(source, "Whoever works on it records whether the person was told.")
            return decide([may, *step_objections(target, Step.TELL)], inquiry.profile.ref)
        facts = TellingFacts(
            profile=inquiry.profile,
            now=inquiry.at,
            telling=telling,
            on_hold=telling_on_hold(target, inquiry.profile),
            advice_taken=target.advice.exists(),
        )
        weighed = weigh_telling(facts)
        return decide([*weighed.grounds, *step_objections(target, Step.TELL)], inquiry.profile.ref)

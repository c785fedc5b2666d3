"""Danger now: nobody is ever kept from raising an alarm.

Life, serious harm, or a child's significant harm: any signed-in worker may send, or record what
was said on the telephone, before anything else is done. Three things are asked: who is at risk,
what is happening, and who was told. All the rest follows as obligations, each with its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Obligation, decide, default, forbids, law, permits, requires
from policy.profile import DisclosureGround, Profile
from policy.profile.people_values import RecipientKind
from policy.profile.values import AdviceStep, RecordLine
from policy.rules.citing import best
from policy.rules.disclosure.grounds import is_about_child
from policy.rules.disclosure.matter import Matter, involvement
from policy.rules.people import WorkerFacts
from policy.rules.words import says_nothing
from policy.vocabulary import Power


class DangerKind(StrEnum):
    """What makes it danger now."""

    LIFE = "life"
    SERIOUS_HARM = "serious-harm"
    CHILD = "child-significant-harm"


_GROUNDS = {
    DangerKind.LIFE: ("serious-immediate-threat-to-life", "life-threatened", "serious-safety-risk"),
    DangerKind.SERIOUS_HARM: ("serious-safety-risk",),
    DangerKind.CHILD: (
        "child-significant-harm",
        "protect-children-young-people",
        "child-protection",
        "child-at-risk-of-harm",
        "abuse-risk",
    ),
}
"""The ground each kind of danger certainly is, under whichever of these names a policy has it."""


@dataclass(frozen=True, slots=True)
class DangerFacts:
    """An alarm. ``ground`` is a circumstance of the policy the worker picked, "" if none.

    ``told_kinds``: what those who were told count as. The worker's role, signature, bars and
    checks are no part of this on purpose.
    """

    profile: Profile
    now: datetime
    kind: DangerKind
    who_at_risk: str
    what: str
    whom_told: str
    ground: str = ""
    told_kinds: frozenset[RecipientKind] = frozenset()


def weigh_danger_now(facts: DangerFacts) -> Decision:
    """Always permitted once it says who, what and whom; everything else is left to do afterwards.

    Cites the ground of the policy if it has one for this, else the law note on danger now with
    DEF-26, which records the gap, and DEF-2, which says that nobody is waited for.
    """
    ground = danger_ground(facts)
    grounds = [*_permission(facts.profile, ground), *_three_questions(facts)]
    return decide(grounds, facts.profile.ref, obligations=_afterwards(facts, ground), notes=_readings(facts, ground))


def danger_ground(facts: DangerFacts) -> DisclosureGround | None:
    """The circumstance to cite: the one picked, if it is for danger, else the one this kind certainly is."""
    picked = facts.profile.grounds.get(facts.ground)
    if picked is not None and picked.danger:
        return picked
    grounds = facts.profile.grounds
    return next((grounds[slug] for slug in _GROUNDS[facts.kind] if slug in grounds), None)


def _permission(profile: Profile, ground: DisclosureGround | None) -> Iterator[Ground]:
    if ground is not None:
        yield permits(ground.source, f"{ground.title}.")
    else:
        yield permits(law("danger-now"), "Current law lets you pass on what is needed to save a life or a child.")
        yield permits(default("DEF-26"), "Danger now can always be sent, whether or not a clause of the policy fits.")
    yield permits(default("DEF-2"), "Nobody is waited for.")


def _three_questions(facts: DangerFacts) -> Iterator[Ground]:
    """Only truly blank answers are sent back: "an unknown child" is an answer."""
    asked = {
        "who_at_risk": (facts.who_at_risk, "Who is at risk?", "Say who, as well as you know it."),
        "what": (facts.what, "What is happening?", "One sentence is enough."),
        "whom_told": (facts.whom_told, "Who was told?", "For example: 999, or children's social care."),
    }
    for name, (answer, question, remedy) in asked.items():
        if not answer.strip():
            yield requires(default("DEF-2"), question, remedy=remedy, field=name)


def _afterwards(facts: DangerFacts, ground: DisclosureGround | None) -> Iterator[Obligation]:
    profile = facts.profile
    hours = profile.timing.danger_review_hours
    yield _manager_told(facts, ground)
    if not profile.disclosure.authorisers.is_silent:
        source = profile.disclosure.authorisers.source
        what = "Authority is sought at once and not waited for; it is given or refused in writing."
        yield Obligation("authority-after", source, what, hours.value)
    yield Obligation("danger-review", hours.source, "Somebody else reviews what was sent and why.", hours.value)
    yield from _advice_and_record(profile, hours.value)
    rule = profile.inform_subject.required
    yield Obligation("telling", rule.source, "See whether and how the person is told, or record why not.", hours.value)
    if ground is None:
        what = "See whether a circumstance of the policy fits; if none does, the gap is kept for its next review."
        yield Obligation("policy-gap", default("DEF-26"), what)
    elif ground.facts:
        what = "Write down the facts that this circumstance asks for."
        yield Obligation("record-facts", ground.source, what, hours.value)
    if _report_outstanding(facts, ground):
        what = "Children's social care has not been told: report to it, or record that it was reported already."
        yield Obligation("report-child-harm", ground.source if ground else default("DEF-26"), what, hours.value)


def _manager_told(facts: DangerFacts, ground: DisclosureGround | None) -> Obligation:
    profile = facts.profile
    senior = profile.safeguarding.senior
    child = facts.kind is DangerKind.CHILD or (ground is not None and is_about_child(ground))
    source = senior.source if child and not senior.is_silent else default("DEF-2")
    title = profile.titles.get(senior.value, "manager")
    return Obligation("manager-told", source, f"The {title} is told at once.", 0)


def _advice_and_record(profile: Profile, hours: int) -> Iterator[Obligation]:
    step = profile.advice.step
    if step.value in {AdviceStep.REQUIRED, AdviceStep.CHILD_CASES}:
        source = best(step, "NF-4.3g", "PIAS-CB-4")
        yield Obligation("advice-after", source, "Take advice now, and write down what it was.", hours)
    record = profile.disclosure.record_content
    if not record.is_silent and RecordLine.ADVICE in record.value:
        what = "Write down who was spoken to, what was advised and what was done."
        yield Obligation("record-conversations", record.source, what, hours)


def _report_outstanding(facts: DangerFacts, ground: DisclosureGround | None) -> bool:
    if RecipientKind.CHILDRENS_SOCIAL_CARE in facts.told_kinds:
        return False
    return facts.kind is DangerKind.CHILD or (ground is not None and ground.duty)


def _readings(facts: DangerFacts, ground: DisclosureGround | None) -> Iterator[str]:
    """Where the policy's words had to be read: said plainly, for a person to confirm."""
    if facts.profile.disclosure.authorisers.is_silent or ground is None:
        return
    yield "The policy asks for authority first. That is read as: sought at once and, in danger now, not waited for."


@dataclass(frozen=True, slots=True)
class DangerReviewFacts:
    """Another person answering for what was sent in an emergency. ``matter.requester`` raised the alarm."""

    profile: Profile
    now: datetime
    matter: Matter
    reviewer: WorkerFacts
    conclusion: str
    reviewed_already: bool = False


def weigh_review_of_danger(facts: DangerReviewFacts) -> Decision:
    """Whether this review counts: by somebody trusted with it, other than who sent, with reasons.

    A review never undoes a sending; disagreement is kept beside it (edge 68).
    """
    source = facts.profile.timing.danger_review_hours.source
    today = uk_date(facts.now)
    objections = list(involvement(facts.matter, facts.reviewer.person_id, "review it"))
    if not facts.reviewer.has(Power.REVIEW_DANGER, facts.profile, today):
        titles = ", ".join(facts.profile.titles[role] for role in facts.profile.roles_with(Power.REVIEW_DANGER))
        reason = "You are not one of those who review an emergency."
        objections.append(forbids(default("DEF-2"), reason, remedy=f"Ask: {titles}."))
    if says_nothing(facts.conclusion):
        reason = "The review says nothing yet."
        objections.append(requires(source, reason, remedy="Write what you found.", field="conclusion"))
    if facts.reviewed_already:
        objections.append(forbids(default("DEF-15"), "This has been reviewed."))
    hidden = facts.matter.hides_from(facts.reviewer.person_id)
    may = permits(source, "What was sent in an emergency is reviewed by somebody else.")
    return decide([may, *objections], facts.profile.ref, concealed=hidden)

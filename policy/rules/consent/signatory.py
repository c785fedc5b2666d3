"""Who may sign, for whom, in whose company (NF-3.6a, NF-3.7a, DEF-23, DEF-25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.calendar import age_on, reaches_age_on
from policy.decision import Ground, default, forbids, requires
from policy.profile import Profile


class SignedBy(StrEnum):
    """Whose yes it is."""

    SELF = "self"
    PARENT = "parent"  # or another with parental responsibility
    SOMEBODY_ELSE = "somebody-else"


class Presence(StrEnum):
    """Who was there when consent was given (edge 34)."""

    ALONE = "alone"
    CHOSEN_SUPPORTER = "chosen-supporter"  # interpreter, advocate, carer, friend of the person's own choice
    ALLEGED_SOURCE = "alleged-source"
    CONTROLLING = "controlling"
    UNKNOWN_COMPANION = "unknown-companion"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Understanding:
    """A worker's assessment of whether a young person understands one decision."""

    understands: bool
    assessed_on: date
    assessor_named: bool
    for_this_decision: bool


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, and what is known of the person it is about.

    ``birth`` None means unknown or only estimated: protected like a child, without handing the
    decision to a parent. ``parents_disagree``: another with responsibility says no.
    """

    signed_by: SignedBy | None
    birth: date | None
    understanding: Understanding | None = None
    parents_disagree: bool = False
    presence: Presence = Presence.NOT_ASKED
    supporter_named: bool = False


def decides_alone_from(profile: Profile) -> int:
    """The age from which no assessment is needed for a person to decide alone."""
    return profile.age.own_confidentiality.value or profile.age.child_until.value


def is_child(profile: Profile, birth: date | None, today: date) -> bool:
    """Under the profile's age, or of unknown age (NF-3.1a)."""
    return birth is None or age_on(birth, today) < profile.age.child_until.value


def signatory_objections(profile: Profile, who: Signatory, today: date) -> Iterator[Ground]:
    """Everything that keeps this signature from counting on ``today``."""
    if who.signed_by is None:
        yield requires(
            default("DEF-25"), "Nobody is named as having decided.", remedy="Say who signed.", field="signed_by"
        )
    elif who.signed_by is SignedBy.SOMEBODY_ELSE:
        reason = "Nobody but the person, or for a young child a parent, can consent."
        yield forbids(default("DEF-25"), reason, remedy="Ask the person.", field="signed_by")
    else:
        yield from _age_objections(profile, who, today)
    if who.parents_disagree:
        reason = "People with parental responsibility disagree, so there is no consent; both answers are kept."
        yield forbids(default("DEF-25"), reason, remedy="A manager decides with the child's welfare first.")


def _age_objections(profile: Profile, who: Signatory, today: date) -> Iterator[Ground]:
    if who.birth is not None and today < who.birth:
        yield forbids(default("DEF-25"), "The date of birth is in the future.", field="birth")
        return
    years = decides_alone_from(profile)
    grown = who.birth is not None and reaches_age_on(who.birth, years) <= today
    if who.signed_by is SignedBy.SELF:
        if not grown:
            yield from _own_understanding(profile, who, today)
    elif grown:
        reason = f"From the age of {years} only the person's own consent counts, not a parent's."
        yield forbids(profile.age.own_confidentiality.source, reason, remedy="Ask the young person.", field="signed_by")
    else:
        yield from _parent_objections(profile, who, today)


def _own_understanding(profile: Profile, who: Signatory, today: date) -> Iterator[Ground]:
    source = profile.age.by_understanding.source
    assessed = who.understanding
    if assessed is None or not assessed.for_this_decision:
        reason = "Whether the young person understands this decision has not been assessed."
        if who.birth is None:
            reason = "The age is not known, and whether the person understands this decision has not been assessed."
        remedy = "A named worker assesses understanding of this decision; an assessment for another does not count."
        yield requires(source, reason, remedy=remedy, field="understanding")
        return
    yield from _assessment_flaws(assessed, today)
    if not assessed.understands:
        reason = "The young person was assessed as not understanding this decision, so this signature is no consent."
        yield forbids(source, reason, remedy="Somebody with parental responsibility is asked.", field="signed_by")


def _parent_objections(profile: Profile, who: Signatory, today: date) -> Iterator[Ground]:
    source = profile.age.by_understanding.source
    assessed = who.understanding
    if assessed is None or not assessed.for_this_decision:
        reason = (
            "A parent decides only where the child does not understand this decision, and nobody has assessed that."
        )
        yield requires(
            source, reason, remedy="A named worker assesses the child's understanding.", field="understanding"
        )
        return
    yield from _assessment_flaws(assessed, today)
    if assessed.understands:
        reason = "The child understands this decision and so decides alone."
        yield forbids(source, reason, remedy="Ask the child.", field="signed_by")


def _assessment_flaws(assessed: Understanding, today: date) -> Iterator[Ground]:
    if not assessed.assessor_named:
        reason = "The assessment names nobody who made it."
        yield requires(default("DEF-25"), reason, remedy="Name the worker.", field="understanding")
    if assessed.assessed_on > today:
        yield forbids(default("DEF-25"), "The assessment is dated in the future.", field="understanding")


def presence_objections(who: Signatory) -> Iterator[Ground]:
    """A yes given in the wrong company is asked for again alone."""
    source = default("DEF-23")
    again = "Ask the person again, alone."
    match who.presence:
        case Presence.NOT_ASKED:
            yield requires(source, "Nobody noted who was present.", remedy="Say who was there.", field="presence")
        case Presence.ALLEGED_SOURCE | Presence.CONTROLLING:
            reason = "The person was not free to answer: the one they may fear was there."
            yield requires(source, reason, remedy=again, field="presence")
        case Presence.UNKNOWN_COMPANION:
            reason = "Somebody unknown was there, so we cannot tell whether the answer was free."
            yield requires(source, reason, remedy=again, field="presence")
        case Presence.CHOSEN_SUPPORTER if not who.supporter_named:
            remedy = "Name the supporter, and offer to ask again in private."
            yield requires(source, "The supporter is not named.", remedy=remedy, field="supporter")

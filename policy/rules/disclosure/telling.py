"""Telling the person about a disclosure without consent, or why not (NF-1.5, ACEVO-BK-3, DEF-21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from policy.calendar import uk_date
from policy.decision import Decision, Ground, Source, decide, default, forbids, law, permits, requires
from policy.profile import Profile
from policy.profile.values import InformException
from policy.rules.words import says_nothing


class Told(StrEnum):
    """What became of telling the person."""

    TOLD = "told"
    NOT_TOLD = "not-told"
    HELD_FOR_ADVICE = "held-for-advice"


@dataclass(frozen=True, slots=True)
class Telling:
    """A record of telling, or of not telling.

    ``concern_told`` and ``recipient_told``: both were said (NF-1.5). ``detail`` is how it was
    done, or what the exception rests on: the attempt that failed, or who is at risk and why.
    ``attempt_at`` is when an unreachable person was last tried. ``look_again_on``: the day on
    which telling is considered again.
    """

    outcome: Told
    told_at: datetime | None = None
    concern_told: bool = False
    recipient_told: bool = False
    exception: InformException | None = None
    detail: str = ""
    attempt_at: datetime | None = None
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class TellingFacts:
    """A telling as it would be recorded. ``on_hold``: a ground under which telling may be an offence.

    ``advice_taken``: somebody advised on telling, in such a case.
    """

    profile: Profile
    now: datetime
    telling: Telling
    on_hold: bool = False
    advice_taken: bool = False


def weigh_telling(facts: TellingFacts) -> Decision:
    """Whether this record settles telling the person.

    Required where the policy says so, with its own exceptions; everywhere telling may also be
    left out where it is unlawful or police or a court ask for that, cited as law.
    """
    rule = facts.profile.inform_subject.required
    may = permits(rule.source, "Telling the person is settled by this.")
    match facts.telling.outcome:
        case Told.TOLD:
            objections = list(_told(facts))
        case Told.HELD_FOR_ADVICE:
            objections = list(_held(facts))
        case Told.NOT_TOLD:
            objections = list(_not_told(facts))
    return decide([may, *objections], facts.profile.ref)


def telling_missing(profile: Profile) -> Ground:
    """Nothing is recorded about telling the person."""
    rule = profile.inform_subject.required
    reason = "Nothing records that the person was told, or why not."
    remedy = "Record when, how and by whom the person was told the concern and the recipient, or why not."
    return requires(rule.source, reason, remedy=remedy, field="telling")


def _told(facts: TellingFacts) -> Iterator[Ground]:
    source, telling = facts.profile.inform_subject.required.source, facts.telling
    if facts.on_hold and not facts.advice_taken:
        reason = "Telling the person in a case like this may itself be an offence."
        yield forbids(law("telling-the-suspect"), reason, remedy="Hold it, and take advice first.", field="outcome")
    if telling.told_at is None:
        yield requires(source, "When the person was told is not recorded.", remedy="Give the time.", field="told_at")
    elif telling.told_at > facts.now:
        yield forbids(source, "That is in the future.", remedy="Record it once it has happened.", field="told_at")
    if says_nothing(telling.detail):
        yield requires(source, "How the person was told is not recorded.", remedy="Say how.", field="detail")
    if not (telling.concern_told and telling.recipient_told) and facts.profile.inform_subject.required.value:
        reason = "The person must be told both the concern and who will receive the information."
        yield requires(source, reason, remedy="Tell them both, and tick each.", field="concern_told")


def _held(facts: TellingFacts) -> Iterator[Ground]:
    if not facts.on_hold and facts.telling.exception is not InformException.UNLAWFUL:
        reason = "Telling is held for advice only where it may be unlawful, or police or a court ask for that."
        yield forbids(default("DEF-21"), reason, remedy="Tell the person, or record why not.", field="outcome")


def _not_told(facts: TellingFacts) -> Iterator[Ground]:
    telling = facts.telling
    source = _exception_source(facts.profile, telling.exception)
    if not facts.profile.inform_subject.required.value:
        if says_nothing(telling.detail):
            reason = "Why the person was not told is not recorded."
            yield requires(facts.profile.inform_subject.required.source, reason, remedy="Say why.", field="detail")
        return
    if source is None:
        yield forbids(
            facts.profile.inform_subject.exceptions.source,
            "That is not a reason for which telling may be left out.",
            remedy=f"Tell the person; or it is one of these: {_listed(facts.profile)}.",
            field="exception",
        )
        return
    yield from _exception_facts(facts, source)


def _exception_facts(facts: TellingFacts, source: Source) -> Iterator[Ground]:
    telling = facts.telling
    if says_nothing(telling.detail):
        reason = "What that rests on is not recorded."
        remedy = "Say how you tried, or who would be in danger and why."
        yield requires(source, reason, remedy=remedy, field="detail")
    if telling.exception is InformException.UNREACHABLE and telling.attempt_at is None:
        reason = "Nobody is unreachable before somebody has tried: no attempt is recorded."
        yield requires(source, reason, remedy="Try in a safe way, and record when.", field="attempt_at")
    if telling.attempt_at is not None and telling.attempt_at > facts.now:
        yield forbids(source, "That attempt is in the future.", field="attempt_at")
    if telling.look_again_on is None or telling.look_again_on <= uk_date(facts.now):
        reason = "Telling is looked at again later: a day to come is needed."
        yield requires(source, reason, remedy="Give the day.", field="look_again_on")


def _exception_source(profile: Profile, exception: InformException | None) -> Source | None:
    """What allows this exception: the policy's own words, or law; None where nothing does."""
    allowed = profile.inform_subject.exceptions
    if exception is None:
        return None
    if exception is InformException.UNLAWFUL:
        return law("telling-the-suspect")
    return allowed.source if exception in allowed.value else None


def _listed(profile: Profile) -> str:
    allowed = profile.inform_subject.exceptions.value | {InformException.UNLAWFUL}
    return ", ".join(sorted(each.value.replace("-", " ") for each in allowed))

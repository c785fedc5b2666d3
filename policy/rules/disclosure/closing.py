"""Closing a disclosure: only with its full notes, and with nothing left that the emergency put off (PACE-7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy.decision import Decision, Ground, decide, permits, requires
from policy.profile import Profile
from policy.profile.values import RecordLine
from policy.rules.disclosure.facts import Basis

_MISSING = {
    RecordLine.PEOPLE_SPOKEN_TO: ("Nobody spoken to is written down.", "Write who was spoken to, or why nobody was."),
    RecordLine.ADVICE: ("No advice is written down.", "Write what was advised, or why there was none."),
    RecordLine.ACTION: ("No action is written down.", "Write what was done, or why nothing was."),
}


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A disclosure at its end. ``written``: the kinds of line there are, "none" with its reason counted.

    ``authority_pending`` and ``advice_pending``: what an emergency put off and nobody has done yet.
    """

    profile: Profile
    basis: Basis
    written: frozenset[RecordLine]
    authority_pending: bool = False
    advice_pending: bool = False


def weigh_closing(facts: ClosingFacts) -> Decision:
    """Whether a disclosure may be closed; one that rests on consent needs no notes beyond itself."""
    rule = facts.profile.disclosure.record_content
    may = permits(rule.source, "What was said, advised and done is written down.")
    return decide([may, *_notes(facts), *_put_off(facts)], facts.profile.ref)


def _notes(facts: ClosingFacts) -> Iterator[Ground]:
    if facts.basis is Basis.CONSENT:
        return
    rule = facts.profile.disclosure.record_content
    for kind in RecordLine:
        if kind in rule.value and kind not in facts.written:
            reason, remedy = _MISSING[kind]
            yield requires(rule.source, reason, remedy=remedy, field="kind")


def _put_off(facts: ClosingFacts) -> Iterator[Ground]:
    profile = facts.profile
    if facts.authority_pending:
        reason = "It was sent before anybody could authorise it, and nobody has answered for it yet."
        yield requires(
            profile.disclosure.authorisers.source, reason, remedy="Somebody who may authorise it gives an answer."
        )
    if facts.advice_pending:
        reason = "It was sent before advice could be had, and none has been recorded since."
        yield requires(profile.advice.step.source, reason, remedy="Take advice now, and record it.")

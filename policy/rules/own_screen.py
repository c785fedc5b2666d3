"""The code that opens a person's own screen: one screen, one use, a few minutes, a few tries."""

from __future__ import annotations

from dataclasses import dataclass

from policy.decision import Decision, Ground, Source, decide, default, forbids, permits
from policy.profile import Profile

CODE_MINUTES = 10
"""How long a code may be typed in."""

CODE_TRIES = 5
"""How often a code may be typed wrong before it is dead."""


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code as typed. ``waiting``: a screen with that label waits for its code, in time.

    ``right`` is None while only a try is asked for, before anything is compared.
    """

    profile: Profile
    source: Source
    waiting: bool
    tries: int = 0
    right: bool | None = None


def weigh_code(facts: CodeFacts) -> Decision:
    """Whether a code may be tried, or opens the screen.

    Wrong, used, too old and never given out get the same words, so that nothing is learnt by
    guessing (DEF-1).
    """
    grounds = [permits(facts.source, "The worker with you gave this code for your own screen.")]
    used_up = facts.tries >= CODE_TRIES if facts.right is None else facts.tries > CODE_TRIES
    if not facts.waiting or used_up or facts.right is False:
        grounds.append(_does_not_work())
    return decide(grounds, facts.profile.ref)


def _does_not_work() -> Ground:
    return forbids(
        default("DEF-1"),
        "This code does not work. It may be mistyped, used already, or too old.",
        remedy="Ask the worker with you for a new code.",
        field="code",
    )

"""What a decision may show to the person who was refused.

A concealed refusal shows only the charity's general clause, which is true of a missing, a
hidden and a locked file alike (DEF-14); the real grounds stand in the restricted entry.
"""

from __future__ import annotations

from policy.decision import Decision, Ground, SourceKind, decide, forbids
from policy.profile import Profile

NOTHING_TO_SHOW = (
    "Information about people who use this service is confidential, including whether anybody is known to it."
)


def public_face(decision: Decision, profile: Profile) -> Decision:
    """The decision as the asker may see it."""
    if not decision.concealed:
        return decision
    return decide([forbids(profile.general_clause, NOTHING_TO_SHOW)], decision.policy, concealed=True)


def cited(ground: Ground, decision: Decision) -> str:
    """The source of one ground, as printed on screen."""
    match ground.source.kind:
        case SourceKind.CLAUSE:
            ref = decision.policy
            return f"{ground.source.id} (policy version {ref.version}, in force from {ref.in_force_from:%-d %B %Y})"
        case SourceKind.DEFAULT:
            return f"software default {ground.source.id}"
        case SourceKind.LAW:
            return "note on current law"

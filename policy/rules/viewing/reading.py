"""The person's own screen: a page of the copy, a correction, the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy.decision import Decision, Opening, decide, forbids, permits
from policy.profile import Profile
from policy.rules.citing import best
from policy.rules.viewing.words import Stage, session_source


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """The person's own screen asking for a page. ``page`` None: nothing asked but to be there."""

    profile: Profile
    screen_live: bool
    stage: Stage
    pages: int
    page: int | None
    other_viewing: bool = False


def weigh_read(facts: ReadingFacts, opens: Iterable[Opening] = ()) -> Decision:
    """Whether the person's own screen shows a page: this viewing's, while it is under way (NF-4.5)."""
    profile, source = facts.profile, session_source(facts.profile)
    grounds = [permits(best(profile.own_file.access, "NF-4.5"), "You may read what is held about you.")]
    if facts.other_viewing:
        grounds.append(forbids(source, "This screen shows one person's own file and no other."))
    if not facts.screen_live or facts.stage is not Stage.LIVE:
        grounds.append(forbids(source, "Nothing is open on this screen."))
    if facts.page is not None and not 1 <= facts.page <= facts.pages:
        grounds.append(forbids(source, "There is no such page."))
    return decide(grounds, profile.ref, opens=opens)


def weigh_finish(facts: ReadingFacts) -> Decision:
    """Whether the person may end the viewing from their own screen: always while it stands, paused or not."""
    source = session_source(facts.profile)
    grounds = [permits(facts.profile.own_file.access.source, "You may stop whenever you like.")]
    if facts.other_viewing or not facts.screen_live or facts.stage not in {Stage.LIVE, Stage.PAUSED}:
        grounds.append(forbids(source, "Nothing is open on this screen."))
    return decide(grounds, facts.profile.ref)

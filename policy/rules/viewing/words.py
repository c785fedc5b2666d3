"""Sources and sentences that the rules of a viewing share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from policy.calendar import LONDON, elapsed_hours_after
from policy.decision import Source
from policy.profile import Profile
from policy.rules.citing import best
from policy.rules.words import in_words

UNAVAILABLE = "This worker cannot supervise this viewing."
"""One sentence for barred, accused, related and busy alike, so that nobody learns of a bar."""


class Stage(StrEnum):
    """Where a viewing stands, its booked end counted."""

    BOOKED = "booked"
    LIVE = "live"
    PAUSED = "paused"
    OVER = "over"


def earliest_viewing(profile: Profile, received_at: datetime) -> datetime:
    """The first instant (UTC) at which a file may be seen: receipt plus the policy's elapsed hours."""
    return elapsed_hours_after(received_at, profile.own_file.notice_hours.value)


def notice_source(profile: Profile) -> Source:
    """What asks for notice before a viewing."""
    return best(profile.own_file.notice_hours, "NF-2.2")


def supervision_source(profile: Profile) -> Source:
    """What asks for a supervisor."""
    return best(profile.own_file.supervised, "NF-2.2")


def staff_source(profile: Profile) -> Source:
    """What says who may supervise."""
    return best(profile.own_file.supervisor_groups, "NF-2.2")


def session_source(profile: Profile) -> Source:
    """What keeps a session to one person's own records."""
    return best(profile.own_file.supervised, "NF-4.5")


def on_the_clock(at: datetime) -> str:
    """An instant as people say it: "on 29 March 2026 at 13:00"."""
    local = at.astimezone(LONDON)
    return f"on {in_words(local.date())} at {local:%H:%M}"

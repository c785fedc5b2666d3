"""Which of several things a profile gives to cite fits the point being made."""

from __future__ import annotations

from typing import Any

from policy.decision import Source, clause
from policy.profile import Profile, Setting


def best(setting: Setting[Any], *preferred: str) -> Source:
    """The first preferred clause among a setting's sources, else what the setting cites first."""
    cited = {source.id: source for source in setting.sources}
    return next((cited[id] for id in preferred if id in cited), setting.source)


def own_clause(profile: Profile, *ids: str) -> Source | None:
    """The first of these clauses that the policy in force has; None where it has none of them."""
    return next((clause(id) for id in ids if id in profile.clauses), None)

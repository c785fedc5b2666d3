"""Who has looked, prepared for the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from records_access.facts.looks import ASSIGNED, OWN_TEAM, REASON_GIVEN, Look
from records_access.presenting import when

_REASONS = {
    ASSIGNED: "Assigned to the file",
    OWN_TEAM: "In the file's team",
    REASON_GIVEN: "Outside the team, gave a reason",
}


def look_columns(*, named: bool) -> tuple[str, ...]:
    """The columns: a name only for those who may see names."""
    return ("When", "Who", "Role", "Why") if named else ("When", "Role", "Why")


def look_rows(looks: Iterable[Look], *, named: bool) -> list[list[Any]]:
    """One row an opening, newest first."""
    rows = []
    for look in looks:
        role = look.worker.title if look.worker is not None else "Somebody whose account is gone"
        who = [look.worker.name if look.worker is not None else look.actor_id] if named else []
        rows.append([when(look.at), *who, role, _REASONS[look.reason]])
    return rows

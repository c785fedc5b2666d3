"""A worker's standing in rows for the screen: role, dates, signature, check."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from audit.adoption import profile_in_force
from casework.decisions.reaching import opens_files_at_all
from casework.facts import worker_facts
from casework.models import Worker
from policy.calendar import uk_date
from policy.rules.roles import vetting_needed
from policy.rules.volunteering import volunteer_standing


def standing_of(worker: Worker, at: datetime) -> list[dict[str, Any]]:
    """Rows for a summary list: key, value, and a tag's colour where the value is a state."""
    profile, facts, today = profile_in_force(at), worker_facts(worker, at), uk_date(at)
    rows: list[dict[str, Any]] = [
        {"key": "Role", "value": worker.title},
        {"key": "E-mail", "value": worker.email},
        {"key": "Line manager", "value": worker.line_manager.name if worker.line_manager else "Nobody"},
        _state("Account", worker.is_active, "Active", "Deactivated"),
        _state("Policy signed", facts.signatures.current, "Yes, the version in force", "Not the version in force"),
        _state("Files", opens_files_at_all(worker, at), "May open files by role", "No files yet"),
    ]
    if facts.is_volunteer(profile, today):
        rows += _volunteering(worker, volunteer_standing(profile, facts, today).changes_on)
    if vetting_needed(profile):
        rows.append(_state("Criminal-record check", facts.vetting.value == "cleared", "Cleared", "Not cleared"))
    return rows


def _volunteering(worker: Worker, files_from: Any) -> list[dict[str, Any]]:
    periods = [
        f"{p.started_on:%-d %B %Y} to {f'{p.ended_on:%-d %B %Y}' if p.ended_on else 'now'}"
        for p in worker.volunteering_periods.order_by("started_on")
    ]
    rows = [{"key": "Volunteering", "value": "; ".join(periods)}]
    if files_from:
        rows.append({"key": "Files may open from", "value": f"{files_from:%-d %B %Y}"})
    return rows


def _state(key: str, holds: bool, yes: str, no: str) -> dict[str, str]:
    return {"key": key, "value": yes if holds else no, "tag": "green" if holds else "orange"}

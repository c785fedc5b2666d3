"""What each floor adds to the invented charity, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from casework.models import Agency, CaseFile, CaseNote, Team, Worker
from policy.profile import Profile


@dataclass(slots=True)
class Demo:
    """What has been made so far, by key: later parts add to it and build on it."""

    profile: Profile
    today: date
    workers: dict[str, Worker]
    team: Team
    other_team: Team
    agencies: dict[str, Agency] = field(default_factory=dict)
    files: dict[str, CaseFile] = field(default_factory=dict)
    notes: dict[str, CaseNote] = field(default_factory=dict)


Part = Callable[[Demo], None]

_parts: dict[str, tuple[int, Part]] = {}


def adds(name: str, part: Part, *, order: int = 100) -> None:
    """Register what a floor adds; the same name registers once. Casework's own files come first (order 10)."""
    _parts[name] = (order, part)


def add_everything(demo: Demo) -> None:
    """Run every part in order."""
    for _, (_, part) in sorted(_parts.items(), key=lambda item: (item[1][0], item[0])):
        part(demo)

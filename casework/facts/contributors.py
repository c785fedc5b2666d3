"""Facts that higher floors know and the file-access rule needs.

Consent stands above casework; what a person let a colleague see (PACE-5) reaches the rule
through a function registered here when that app starts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from casework.models import Worker


@dataclass(frozen=True, slots=True)
class Permission:
    """What one person let one colleague see of their file: all of it, or these records."""

    whole: bool = False
    records: frozenset[UUID] = frozenset()

    def __or__(self, other: Permission) -> Permission:
        return Permission(self.whole or other.whole, self.records | other.records)


Contributor = Callable[["Worker", datetime, "Collection[UUID] | None"], Mapping[UUID, Permission]]
"""Given a worker, an instant and file ids (None: all files), the permissions in force by file id."""

_contributors: dict[str, Contributor] = {}


def contributes_permissions(name: str, contributor: Contributor) -> None:
    """Register a source of permissions under a name; the same name registers once."""
    _contributors[name] = contributor


def permissions_of(worker: Worker, at: datetime, file_ids: Collection[UUID] | None = None) -> dict[UUID, Permission]:
    """What people let this worker see at this moment, by file; one query a contributor."""
    found: dict[UUID, Permission] = {}
    for contributor in _contributors.values():
        for file_id, permission in contributor(worker, at, file_ids).items():
            found[file_id] = found.get(file_id, Permission()) | permission
    return {i: p for i, p in found.items() if p.whole or p.records}

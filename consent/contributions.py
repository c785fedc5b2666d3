"""What people let colleagues see, offered to the file-access rule on the floor below (PACE-5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from casework.facts import Permission, contributes_permissions
from casework.models import Worker
from consent.models import InternalPermission, PermittedEntry


def internal_permissions(
    worker: Worker, at: datetime, file_ids: Collection[UUID] | None = None
) -> dict[UUID, Permission]:
    """The permissions in force towards a worker, by file, in two queries."""
    permissions = InternalPermission.objects.in_force().towards(worker).filter(created_at__lte=at)
    if file_ids is not None:
        permissions = permissions.filter(case_file__in=file_ids)
    found = {p.pk: (p.case_file_id, p.whole_file) for p in permissions}
    entries: dict[UUID, set[UUID]] = {}
    for permission_id, note_id in PermittedEntry.objects.filter(permission__in=found).values_list(
        "permission_id", "note_id"
    ):
        entries.setdefault(permission_id, set()).add(note_id)
    by_file: dict[UUID, Permission] = {}
    for pk, (file_id, whole) in found.items():
        one = Permission(whole=whole, records=frozenset(entries.get(pk, ())))
        by_file[file_id] = by_file.get(file_id, Permission()) | one
    return by_file


contributes_permissions("consent", internal_permissions)

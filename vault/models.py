"""Wrapped keys (database ``keys``), the blind index (database ``default``) and the base of sealed models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models

from vault import strongroom


class Epoch(models.Model):
    """A span of time whose folder keys are wrapped by one epoch key, which is kept in a file.

    ``destroyed_at`` is set when the file has been destroyed; nothing wrapped under it opens again.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "created_at", "destroyed_at"), "internal")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"epoch {self.pk}"


class FolderKey(models.Model):
    """One version of a folder's key, wrapped by its epoch's key and bound to folder and version.

    The highest version seals; older ones stay while values, or backups, still need them.
    """

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("id", "folder_id", "key_version", "epoch", "wrapped"), "internal"
    )

    id = models.BigAutoField(primary_key=True)
    folder_id = models.UUIDField()
    key_version = models.PositiveSmallIntegerField(default=1)
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT, related_name="folder_keys")
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folder_id", "key_version"], name="folder_key_version_once"),
        ]

    def __str__(self) -> str:
        return f"key {self.key_version} of folder {self.folder_id}"


class BlindToken(models.Model):
    """One keyed fingerprint of a name, a beginning or a sound; see ``vault.blind`` for what it gives away."""

    field_classes: ClassVar[dict[str, str]] = dict.fromkeys(("id", "scope", "token", "owner_id"), "internal")

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(max_length=24)
    token = models.BigIntegerField()
    owner_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "token", "owner_id"], name="blind_token_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["owner_id"], name="blind_by_owner")]

    def __str__(self) -> str:
        return f"token of {self.owner_id}"


class SealedModel(models.Model):
    """A record with sealed fields: it has its id before it is saved, and knows its folder.

    The id is part of every seal, the folder's key opens it. Classes of further fields are
    added in the subclass's own ``field_classes``; the vault reads them together with these.
    """

    field_classes: ClassVar[dict[str, str]] = {"id": "internal", "folder_id": "internal"}

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    folder_id = models.UUIDField(db_index=True, editable=False)

    class Meta:
        abstract = True

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Read the record again; its sealed values come over as they lie in the database.

        Django copies them by attribute. In an open room that would hand over plain values,
        to be sealed anew at the next save: so the copying is done in a closed one.
        """
        with strongroom.shut():
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)

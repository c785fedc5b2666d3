"""Folder keys: made before their data, wrapped by an epoch key, bound to their folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from vault import epochs
from vault.derivation import KEY_BYTES
from vault.errors import EpochLost
from vault.models import FolderKey
from vault.routers import KEYS

FIRST_VERSION = 1
_NONCE_BYTES = 12


def create_folder() -> UUID:
    """Make one folder: its key stands committed in the keys database before any data is sealed."""
    return create_folders(1)[0]


def create_folders(count: int) -> list[UUID]:
    """Make many folders at once, in one write.

    Durable: inside a transaction on the keys database it raises, because a key that could
    still be rolled back would leave its data for ever sealed.
    """
    with transaction.atomic(using=KEYS, durable=True):
        epoch = epochs.current()
        wrapping = epochs.cipher(epoch.id)
        folders = [uuid4() for _ in range(count)]
        FolderKey.objects.bulk_create(
            FolderKey(
                folder_id=folder_id,
                key_version=FIRST_VERSION,
                epoch=epoch,
                wrapped=wrap(wrapping, folder_id, FIRST_VERSION, secrets.token_bytes(KEY_BYTES)),
            )
            for folder_id in folders
        )
    return folders


def folder_exists(folder_id: UUID) -> bool:
    """Whether the folder still has a key. One without is disposed of, or never was."""
    return FolderKey.objects.filter(folder_id=folder_id).exists()


def rows_of(folder_ids: Iterable[UUID]) -> list[FolderKey]:
    """The wrapped keys of many folders, every version, in one query."""
    return list(FolderKey.objects.filter(folder_id__in=set(folder_ids)))


def wrap(wrapping: AESGCM, folder_id: UUID, version: int, key: bytes) -> bytes:
    """A folder's key as it is stored."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + wrapping.encrypt(nonce, key, _bound_to(folder_id, version))


def unwrap(row: FolderKey) -> bytes:
    """The folder's key. Raises EpochLost if the epoch is gone or the row is not this folder's."""
    wrapped = bytes(row.wrapped)
    try:
        return epochs.cipher(row.epoch_id).decrypt(
            wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], _bound_to(row.folder_id, row.key_version)
        )
    except (InvalidTag, ValueError):
        raise EpochLost(f"the key of folder {row.folder_id} does not open") from None


def _bound_to(folder_id: UUID, version: int) -> bytes:
    return b"in-confidence folder key" + folder_id.bytes + version.to_bytes(2, "big")

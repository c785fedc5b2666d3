"""Epoch keys: in files of their own, wrapped by the master key, wrapping the keys of folders.

Destroying an epoch's file destroys every folder key that is still wrapped by it, in the live
database and in every backup of it. So the file is looked at before each use, even of a key
this process has already unwrapped.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.derivation import KEY_BYTES
from vault.errors import EpochLost, MasterKeyProblem
from vault.master import configuration, purpose_key
from vault.models import Epoch

_MAGIC = b"ICE1"
_NONCE_BYTES = 12

_unwrapped: dict[tuple[bytes, str, int, int], AESGCM] = {}


def current() -> Epoch:
    """The epoch new folder keys are wrapped under; the first one is made when there is none."""
    return Epoch.objects.filter(destroyed_at=None).order_by("-created_at").first() or begin()


def begin() -> Epoch:
    """Make a new epoch: its file first and flushed to the disk, then its row."""
    epoch_id = uuid4()
    _write(path_of(epoch_id), _wrap(epoch_id, secrets.token_bytes(KEY_BYTES)))
    return Epoch.objects.create(id=epoch_id)


def path_of(epoch_id: UUID) -> Path:
    """Where the epoch's wrapped key is kept."""
    return epoch_dir() / f"{epoch_id}.epoch"


def epoch_dir() -> Path:
    """The directory of epoch files; raises MasterKeyProblem where the setting is missing."""
    directory = configuration().get("EPOCH_DIR")
    if not directory:
        raise MasterKeyProblem("set EPOCH_DIR in settings.VAULT to the directory of the epoch keys")
    return Path(directory)


def cipher(epoch_id: UUID) -> AESGCM:
    """The epoch's key, ready to wrap and unwrap. Raises EpochLost when its file is gone."""
    path = path_of(epoch_id)
    wrapping = purpose_key("epoch-wrap")
    try:
        seen = path.stat()
    except OSError:
        raise EpochLost(f"epoch {epoch_id} has no key file") from None
    slot = (wrapping, str(path), seen.st_ino, seen.st_mtime_ns)
    if slot not in _unwrapped:
        _unwrapped[slot] = AESGCM(_unwrap(epoch_id, path.read_bytes(), wrapping))
    return _unwrapped[slot]


def _wrap(epoch_id: UUID, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _MAGIC + nonce + AESGCM(purpose_key("epoch-wrap")).encrypt(nonce, key, _MAGIC + epoch_id.bytes)


def _unwrap(epoch_id: UUID, wrapped: bytes, wrapping: bytes) -> bytes:
    nonce, body = wrapped[len(_MAGIC) : len(_MAGIC) + _NONCE_BYTES], wrapped[len(_MAGIC) + _NONCE_BYTES :]
    try:
        return AESGCM(wrapping).decrypt(nonce, body, _MAGIC + epoch_id.bytes)
    except (InvalidTag, ValueError):
        raise EpochLost(f"the key file of epoch {epoch_id} does not open under this master key") from None


def _write(path: Path, content: bytes) -> None:
    """All of it or none of it, and on the disk before the database names it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)

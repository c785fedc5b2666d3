"""Sealing and opening one value, and MACs under a folder's key.

A sealed value is: format (1 byte), key version (2), length of the compartment's name (1), that
name, nonce (12), AES-256-GCM ciphertext with its tag. The header names the key; it is
authenticated together with the field's label and the record's id, so that a value opens only
in the field and the record it was made for.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import models

from vault import strongroom
from vault.errors import CompartmentClosed, MisplacedSeal, PlainValueRefused
from vault.master import purpose_key
from vault.sealed import Fresh, Place, Sealed

FORMAT = 1
_FIXED, _NONCE_BYTES, _TAG_BYTES = 4, 12, 16
_BLOCK = 32
_END = b"\x80"


def seal(place: Place, compartment: str, plain: bytes) -> bytes:
    """Seal ``plain`` for its place. Raises CompartmentClosed where the compartment is not open.

    Lengths are rounded up to 32 bytes, so that a short word does not give itself away.
    """
    room = strongroom.current()
    version = room.newest_version(place.folder_id)
    cipher = room.cipher(place.folder_id, version, compartment, place.record_id)
    if cipher is None:
        raise CompartmentClosed(f"{place.label}: compartment {compartment!r} of folder {place.folder_id} is not open")
    name = compartment.encode()
    header = bytes((FORMAT,)) + version.to_bytes(2, "big") + bytes((len(name),)) + name
    nonce = os.urandom(_NONCE_BYTES)
    padded = plain + _END + bytes(-(len(plain) + 1) % _BLOCK)
    return header + nonce + cipher.encrypt(nonce, padded, _bound_to(header, place))


def unseal(place: Place, sealed: bytes) -> bytes | None:
    """The plain bytes, or None where the value is not open. Raises MisplacedSeal where it does not fit."""
    version, compartment, header, rest = _read(place.label, sealed)
    cipher = strongroom.current().cipher(place.folder_id, version, compartment, place.record_id)
    if cipher is None:
        return None
    try:
        padded = cipher.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _bound_to(header, place))
    except InvalidTag:
        raise MisplacedSeal(f"{place.label}: the value in record {place.record_id} was not sealed there") from None
    return padded[: padded.rindex(_END)]


def compartment_of(sealed: Sealed) -> str | None:
    """The compartment a value was sealed in, which may not be the one its row names now.

    None where what is stored is no sealed value at all.
    """
    try:
        return _read(sealed.label, sealed.ciphertext)[1]
    except MisplacedSeal:
        return None


def mac(folder_id: UUID, parts: Iterable[bytes]) -> bytes:
    """A 32-byte MAC over ``parts`` under the folder's own key, lost with it at disposal.

    Raises CompartmentClosed unless something of the folder is open.
    """
    return hmac.digest(strongroom.current().mac_key(folder_id), _spelled(parts), "sha256")


def change_mac(instances: Iterable[models.Model]) -> bytes:
    """A 32-byte MAC over the ciphertexts the records hold now, for the ledger entry of a change.

    An old ciphertext put back opens, and this is how it is noticed. It is keyed and covers
    ciphertext alone, so that the ledger, which outlives the records, holds nothing to guess at.
    Raises PlainValueRefused for a record with a value that has not been saved.
    """
    parts: list[bytes] = []
    for instance in instances:
        parts += [instance._meta.label_lower.encode(), str(instance.pk).encode()]
        for field in instance._meta.concrete_fields:
            if hasattr(field, "seal_label"):
                parts += [field.attname.encode(), _ciphertext(instance, field)]
    return hmac.digest(purpose_key("change-mac"), _spelled(parts), "sha256")


def _ciphertext(instance: models.Model, field: models.Field[Any, Any]) -> bytes:
    if field.attname not in instance.__dict__:
        getattr(instance, field.attname)  # deferred: load it
    held = instance.__dict__[field.attname]
    if isinstance(held, Fresh):
        raise PlainValueRefused(f"{field.attname} of {instance._meta.label_lower} has not been saved")
    return held.ciphertext if isinstance(held, Sealed) else b""


def _read(label: str, sealed: bytes) -> tuple[int, str, bytes, bytes]:
    """Version, compartment, header and the rest; raises MisplacedSeal for what is no sealed value."""
    if len(sealed) < _FIXED or sealed[0] != FORMAT:
        raise MisplacedSeal(f"{label}: what is stored is not a sealed value")
    end = _FIXED + sealed[3]
    header, rest = sealed[:end], sealed[end:]
    if len(rest) < _NONCE_BYTES + _TAG_BYTES:
        raise MisplacedSeal(f"{label}: what is stored is not a whole sealed value")
    return int.from_bytes(sealed[1:3], "big"), header[_FIXED:].decode("utf-8", "replace"), header, rest


def _bound_to(header: bytes, place: Place) -> bytes:
    """Unambiguous as it stands: the header says how long it is, and an id has 16 bytes."""
    return header + place.record_id.bytes + place.label.encode()


def _spelled(parts: Iterable[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)

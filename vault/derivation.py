"""Deriving one key from another: HKDF-Expand (RFC 5869) with SHA-256, one block."""

from __future__ import annotations

import hmac
from uuid import UUID

KEY_BYTES = 32


def expand(key: bytes, *info: bytes) -> bytes:
    """A 32-byte key for the purpose ``info``.

    Every part is length-prefixed, so that ("ab", "c") and ("a", "bc") differ. ``key`` must be
    uniformly random already, which is why HKDF's extract step is left out.
    """
    spelled = b"".join(len(part).to_bytes(2, "big") + part for part in info)
    return hmac.digest(key, spelled + b"\x01", "sha256")


def compartment_key(folder_key: bytes, compartment: str) -> bytes:
    """The key of one compartment of a folder."""
    return expand(folder_key, b"compartment", compartment.encode())


def record_key(compartment: bytes, record_id: UUID) -> bytes:
    """The key of one record inside a compartment, from the compartment's key."""
    return expand(compartment, b"record", record_id.bytes)


def mac_key(folder_key: bytes) -> bytes:
    """The key that MACs are made with under a folder; it opens nothing."""
    return expand(folder_key, b"mac")

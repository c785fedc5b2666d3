"""The ledger's cryptography: canonical bytes, an entry's own MAC, a batch's root and chain."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence

from vault.master import purpose_key

FIRST_LINK = b"\0" * 32
"""What the first batch is chained to."""

_LEAF, _NODE = b"\0", b"\1"  # domain separation: a leaf can never be passed off as a node


def canonical_bytes(content: Mapping[str, object]) -> bytes:
    """One spelling for one content: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_mac(canonical: bytes) -> bytes:
    """The MAC an entry carries over its own bytes (32 bytes)."""
    return hmac.digest(purpose_key("ledger-entry"), canonical, "sha256")


def merkle_root(macs: Sequence[bytes]) -> bytes:
    """The root over entry MACs in sealing order; an odd node is carried up unchanged."""
    level = [hashlib.sha256(_LEAF + mac).digest() for mac in macs]
    while len(level) > 1:
        pairs = [hashlib.sha256(_NODE + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def batch_mac(previous: bytes, root: bytes, members: bytes, sealed_at: str) -> bytes:
    """The MAC that chains a batch to the one before it (32 bytes)."""
    message = b"".join(len(part).to_bytes(4, "big") + part for part in (previous, root, members, sealed_at.encode()))
    return hmac.digest(purpose_key("ledger-batch"), message, "sha256")


def pack_ids(ids: Sequence[int]) -> bytes:
    """Entry ids as eight big-endian bytes each."""
    return b"".join(i.to_bytes(8, "big") for i in ids)


def unpack_ids(members: bytes) -> list[int]:
    """The inverse of :func:`pack_ids`."""
    return [int.from_bytes(members[i : i + 8], "big") for i in range(0, len(members), 8)]

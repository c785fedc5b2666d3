"""The recovery copy of the master key: letters and digits a person can copy by hand.

56 signs in 14 groups of four, from an alphabet without I, L, O and U. The last three bytes
are a check sum, so that a slip of the pen is noticed and never opens anything by chance.
"""

from __future__ import annotations

import hashlib

from vault.derivation import KEY_BYTES
from vault.errors import MasterKeyProblem

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHECK_BYTES = 3
_SIGNS = (KEY_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP, _GROUPS_A_LINE = 4, 7


def write(master: bytes) -> str:
    """Two lines of seven groups of four signs."""
    number = int.from_bytes(master + _check(master), "big")
    signs = "".join(_ALPHABET[(number >> shift) & 31] for shift in range((_SIGNS - 1) * 5, -1, -5))
    groups = [signs[i : i + _GROUP] for i in range(0, _SIGNS, _GROUP)]
    return "\n".join(" ".join(groups[i : i + _GROUPS_A_LINE]) for i in range(0, len(groups), _GROUPS_A_LINE))


def read(text: str) -> bytes:
    """The master key again. Spaces, hyphens and lower case do not matter; a slip raises MasterKeyProblem."""
    signs = "".join(text.upper().replace("-", " ").split()).translate(_READ_AS)
    if len(signs) != _SIGNS or not set(signs) <= set(_ALPHABET):
        raise MasterKeyProblem(f"a recovery copy has {_SIGNS} letters and digits in groups of four")
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    raw = number.to_bytes(KEY_BYTES + _CHECK_BYTES, "big")
    master, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if check != _check(master):
        raise MasterKeyProblem("the recovery copy has a slip in it: its check does not fit")
    return master


def _check(master: bytes) -> bytes:
    return hashlib.sha256(b"in-confidence recovery copy" + master).digest()[:_CHECK_BYTES]

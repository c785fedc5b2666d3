"""Every compartment the sealed fields name: what a grant of one record has to reach into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.fields import SealedField

_fields: list[SealedField] = []
_found: list[frozenset[str]] = []  # the answer, until another field joins


def register(field: SealedField) -> None:
    """Called by each sealed field when it joins a model."""
    _fields.append(field)
    _found.clear()


def known() -> frozenset[str]:
    """All compartments in use, fixed ones and those that a row may choose."""
    if not _found:
        _found.append(frozenset(name for field in _fields for name in field.possible_compartments()))
    return _found[0]

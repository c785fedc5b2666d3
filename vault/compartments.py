"""Every compartment the sealed fields name: what a grant of one record has to reach into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.fields import SealedField

_fields: list[SealedField] = []
_known: dict[int, frozenset[str]] = {}


def register(field: SealedField) -> None:
    """Called by each sealed field when it joins a model."""
    _fields.append(field)


def known() -> frozenset[str]:
    """All compartments in use, fixed ones and those that a row may choose."""
    if len(_fields) not in _known:
        _known[len(_fields)] = frozenset(name for field in _fields for name in field.possible_compartments())
    return _known[len(_fields)]

"""JSON values that cannot be changed in place.

A sealed value is opened afresh at every reading. Changing what was read would change a copy
that nobody saves: so it raises, and the way to change a value is to assign a new one.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NoReturn


def freeze(value: Any) -> Any:
    """The same JSON value with every list and object unchangeable."""
    if isinstance(value, dict):
        return FrozenDict({key: freeze(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return FrozenList(freeze(inner) for inner in value)
    return value


def _refuse(self: object, *args: object, **kwargs: object) -> NoReturn:
    raise TypeError("a value read from a sealed field cannot be changed in place: assign a new one")


class FrozenDict(dict[str, Any]):
    """A dict to read, compare and serialise, not to change; ``copy`` and ``deepcopy`` give a common one."""

    def __copy__(self) -> dict[str, Any]:
        return dict(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return {key: deepcopy(inner, memo) for key, inner in self.items()}

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse


class FrozenList(list[Any]):
    """A list to read, compare and serialise, not to change; ``copy`` and ``deepcopy`` give a common one."""

    def __copy__(self) -> list[Any]:
        return list(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> list[Any]:
        return [deepcopy(inner, memo) for inner in self]

    __setitem__ = __delitem__ = __iadd__ = __imul__ = append = clear = extend = insert = _refuse
    pop = remove = reverse = sort = _refuse

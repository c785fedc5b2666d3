"""What stands in a sealed field's place: the marker of a value that no decision has opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn
from uuid import UUID

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from vault.errors import PlainValueRefused


class Place(NamedTuple):
    """Where a value belongs: the field's label, the folder and the record."""

    label: str
    folder_id: UUID
    record_id: UUID


class Sealed:
    """A sealed value: its ciphertext, never its content.

    In a template it prints the word "sealed" and raises nothing. It is true, so it never passes
    for blank; it equals nothing but itself; it refuses f-strings, pickling and JSON. Looping
    over it gives the marker once, so that a sealed list does not look like an empty one.
    """

    __slots__ = ("ciphertext", "damaged", "label", "place")

    def __init__(self, ciphertext: bytes, label: str, place: Place | None = None, *, damaged: bool = False) -> None:
        self.ciphertext = ciphertext
        self.label = label
        self.place = place  # where it was read from, so that a copy elsewhere is noticed
        self.damaged = damaged

    def as_damaged(self) -> Sealed:
        """The same value, known not to fit its place: it was moved, swapped or changed at rest."""
        return Sealed(self.ciphertext, self.label, self.place, damaged=True)

    def __str__(self) -> str:
        return gettext("damaged, cannot be opened") if self.damaged else gettext("sealed")

    def __html__(self) -> SafeString:
        return conditional_escape(str(self))

    def __repr__(self) -> str:
        return f"<Sealed {self.label}>"

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sealed):
            return False
        return (self.label, self.ciphertext) == (other.label, other.ciphertext)

    def __hash__(self) -> int:
        return hash((self.label, self.ciphertext))

    def __iter__(self) -> Iterator[Sealed]:
        yield self

    def __format__(self, spec: str) -> NoReturn:
        raise PlainValueRefused(f"{self.label} is sealed and cannot be put into a text")

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise PlainValueRefused(f"{self.label} is sealed and cannot be pickled")

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Sealed:
        return self


class Fresh:
    """A plain value waiting in a sealed field to be sealed at the next save. Never pickled."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<Fresh>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise PlainValueRefused("a record with a value not yet sealed cannot be pickled")

    def __copy__(self) -> Fresh:
        return Fresh(self.value)

    def __deepcopy__(self, memo: dict[int, Any]) -> Fresh:
        return Fresh(self.value)


def is_sealed(value: object) -> bool:
    """Whether the value is the marker rather than a plain value."""
    return isinstance(value, Sealed)


def require_plain(*values: object) -> None:
    """For whatever writes outwards (mail, PDF, CSV): raise PlainValueRefused if one value is sealed."""
    for value in values:
        if isinstance(value, Sealed):
            raise PlainValueRefused(f"{value.label} is sealed and cannot be written out")

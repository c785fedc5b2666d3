"""References of consent forms and internal permissions: the file's own, a letter and a number."""

from __future__ import annotations

import re
from typing import NamedTuple

_FORM = re.compile(r"(?P<file>.+)-C(?P<number>\d{1,6})\Z")
_PERMISSION = re.compile(r"(?P<file>.+)-P(?P<number>\d{1,6})\Z")


class Numbered(NamedTuple):
    """A file's reference, and the number of the record in it; None for the file itself."""

    file: str
    number: int | None


def form_reference(reference: str) -> Numbered:
    """Read ``NF-26-0007-C1``; anything else is taken for a file's reference."""
    return _read(_FORM, reference)


def permission_reference(reference: str) -> Numbered:
    """Read ``NF-26-0007-P1``; anything else is taken for a file's reference."""
    return _read(_PERMISSION, reference)


def _read(pattern: re.Pattern[str], reference: str) -> Numbered:
    found = pattern.match(reference)
    return Numbered(found["file"], int(found["number"])) if found else Numbered(reference, None)

"""References of disclosure requests: the file's own, a letter and a number."""

from __future__ import annotations

import re
from typing import NamedTuple

_REQUEST = re.compile(r"(?P<file>.+)-D(?P<number>\d{1,6})\Z")


class Numbered(NamedTuple):
    """A file's reference, and the number of the request in it; None for the file itself."""

    file: str
    number: int | None


def request_reference(reference: str) -> Numbered:
    """Read ``NF-26-0007-D1``; anything else is taken for a file's reference."""
    found = _REQUEST.match(reference)
    return Numbered(found["file"], int(found["number"])) if found else Numbered(reference, None)

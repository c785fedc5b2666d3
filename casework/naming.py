"""How references look, and the scopes of the blind index of names."""

from __future__ import annotations

import re

PEOPLE = "people"
"""Names of the people files are about, owned by the file's id."""
BARS = "bars"
"""Names of more than one word that must not see a file, owned by the bar's id."""
BARS_OF_ONE_WORD = "bars-one-word"
"""Names of a single word that must not see a file, owned by the bar's id."""
WORKERS = "workers"
"""Workers' own names, owned by the worker's id."""

FILE_REFERENCE = r"[A-Z]{2,8}-\d{2}-\d{4,6}"
"""A case file's reference, such as NF-26-0007: the policy's letters, the year, a number never used again."""

_FILE = re.compile(FILE_REFERENCE)


def looks_like_reference(text: str) -> bool:
    """Whether somebody typed a file's reference, in capitals or not."""
    return _FILE.fullmatch(text.strip().upper()) is not None

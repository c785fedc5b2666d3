"""What the loader says when a profile is wrong: file, line and key, all mistakes at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Key = tuple[int | str, ...]
"""A place in a profile: table names, keys and (counted from 0) positions in lists."""


def key_text(key: Key) -> str:
    """The key as a person would point to it: ``grounds[2].clause``, counted from 1."""
    text = ""
    for part in key:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "(top of file)"


@dataclass(frozen=True, slots=True)
class ProfileError:
    """One mistake in a profile. ``line`` counts from 1."""

    file: Path
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}: {self.key}: {self.message}"


class ProfileErrors(Exception):
    """A profile that may not be used, with every mistake found in it."""

    def __init__(self, errors: list[ProfileError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda each: (str(each.file), each.line, each.key)))
        super().__init__("\n".join(str(each) for each in self.errors))

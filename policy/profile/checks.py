"""Constraints that a type alone cannot carry. The loader reads them from the annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class Check:
    """A value passes if ``test`` holds; ``demand`` completes the sentence "must …"."""

    test: Callable[[Any], bool]
    demand: str


@dataclass(frozen=True, slots=True)
class Cites:
    """The value is the id of a clause in this profile's own list."""


def _filled(value: Sized) -> bool:
    return len(value) > 0


FILLED = Check(_filled, "not be empty")
NonEmpty = Annotated[str, Check(lambda text: bool(text.strip()), "not be blank")]
Slug = Annotated[
    str,
    Check(lambda text: bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)), "be lower case words joined by hyphens"),
]
ClauseId = Annotated[str, Cites()]
Whole = Annotated[int, Check(lambda number: number >= 0, "not be below 0")]
Positive = Annotated[int, Check(lambda number: number >= 1, "be 1 or more")]
Country = Annotated[str, Check(lambda code: bool(re.fullmatch(r"[A-Z]{2}", code)), "be a two-letter country code")]


@dataclass(frozen=True, slots=True)
class KeyedBy:
    """A list in the file becomes a mapping under this key of each item; a repeated key is refused."""

    key: str


@dataclass(frozen=True, slots=True)
class OrWord:
    """The list may be written as this one word, which stands for an empty list; an empty list may not."""

    word: str

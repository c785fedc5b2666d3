"""Whether an answer says anything, and small helpers for the sentences of grounds."""

from __future__ import annotations

from datetime import date

_EMPTY_ANSWERS = frozenset(
    {
        "",
        "na",
        "none",
        "nil",
        "no",
        "unknown",
        "not known",
        "dont know",
        "not sure",
        "tbc",
        "tba",
        "x",
        "xx",
        "test",
        "no reason",
    }
)


def says_nothing(text: str) -> bool:
    """Whether a free-text answer is blank or a stand-in for blank: "n/a", "unknown", "-", "tbc"."""
    letters = "".join(c for c in text.casefold() if c.isalnum() or c.isspace())
    return " ".join(letters.split()) in _EMPTY_ANSWERS | {"n a"}


def in_words(day: date) -> str:
    """A date as people write it: 1 March 2026."""
    return f"{day.day} {day:%B %Y}"

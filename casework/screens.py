"""What a person's own screen may be for. The floors that use one say where it starts and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.models import OwnScreen

READING, PAUSED, CLOSED = "open", "paused", "closed"


@dataclass(frozen=True, slots=True)
class Purpose:
    """``start`` names the URL a fresh screen goes to; ``stands`` says "open", "paused" or "closed" now."""

    start: str
    stands: Callable[[OwnScreen, datetime], str]


_purposes: dict[str, Purpose] = {}


def serves(purpose: str, *, start: str, stands: Callable[[OwnScreen, datetime], str] | None = None) -> None:
    """Register what a purpose does; the same purpose registers once."""
    _purposes[purpose] = Purpose(start, stands or (lambda screen, at: READING))


def purpose_of(screen: OwnScreen) -> Purpose:
    """What a screen is for. Raises LookupError for a purpose nobody serves."""
    return _purposes[screen.purpose]

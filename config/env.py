"""Reading settings from the environment, with errors that name the variable."""

from __future__ import annotations

import os

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class BadSetting(Exception):
    """A variable is missing or unreadable; the message names it."""


def text(name: str, fallback: str | None = None) -> str:
    """A variable's text; without a fallback it must be set."""
    value = os.environ.get(name, fallback)
    if value is None:
        raise BadSetting(f"set {name} in the environment")
    return value


def flag(name: str, fallback: bool = False) -> bool:
    """A yes or no; anything else is an error, never a guess."""
    raw = os.environ.get(name)
    if raw is None:
        return fallback
    if raw.strip().lower() in _TRUE:
        return True
    if raw.strip().lower() in _FALSE:
        return False
    raise BadSetting(f"{name} must be yes or no, not {raw!r}")


def number(name: str, fallback: int) -> int:
    """A whole number, zero or more."""
    raw = os.environ.get(name, str(fallback))
    if not raw.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {raw!r}")
    return int(raw)


def words(name: str, fallback: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in os.environ.get(name, fallback).split(",") if part.strip()]

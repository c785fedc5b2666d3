"""A form that was opened before somebody else saved."""

from __future__ import annotations

from datetime import datetime

from casework.models import Worker


class StaleForm(Exception):
    """The record has moved on since the form was opened; nothing was saved.

    The view shows both texts. It carries who saved and when, and never what.
    """

    def __init__(self, saved_by: Worker | None, saved_at: datetime | None) -> None:
        super().__init__("the record has changed since the form was opened")
        self.saved_by = saved_by
        self.saved_at = saved_at


def refuse_stale(seen: int, now: int, *, saved_by: Worker | None, saved_at: datetime | None) -> None:
    """Raise :class:`StaleForm` unless the version seen is the version now."""
    if seen != now:
        raise StaleForm(saved_by, saved_at)

"""Who made a change, written into the record's history by the procedure that made it."""

from __future__ import annotations

from typing import Any

from django.db import models

from audit.actors import Actor
from casework.models import Worker


def save_signed(instance: models.Model, *, by: Actor, **how: Any) -> None:
    """Save a record with history under the worker who acts; a job's or the person's own change carries none."""
    instance._history_user = by if isinstance(by, Worker) else None  # type: ignore[attr-defined]
    instance.save(**how)

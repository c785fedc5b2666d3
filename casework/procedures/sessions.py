"""Ending sessions at once."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY

from casework.models import Worker


def end_sessions(worker: Worker) -> int:
    """Delete every session of a worker, on whatever browser; returns how many there were.

    A session's owner lies inside it, so every live one is read; a charity has few.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for session in store.get_model_class().objects.all():
        if session.get_decoded().get(SESSION_KEY) == str(worker.pk):
            session.delete()
            ended += 1
    return ended

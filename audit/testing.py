"""For the test suite alone: room to empty the append-only tables between transactional tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from audit import triggers


@contextmanager
def ledger_unlocked() -> Iterator[None]:
    """Drop the append-only triggers and put them back, whatever happens inside."""
    triggers.remove(connection)
    try:
        yield
    finally:
        triggers.install(connection)

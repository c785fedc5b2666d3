"""What every ledger entry of one request shares: its id. Jobs get one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request or job at hand, empty outside of one."""
    return _request_id.get()


@contextmanager
def one_request() -> Iterator[str]:
    """Give everything inside one fresh id (32 hex digits)."""
    token = _request_id.set(uuid4().hex)
    try:
        yield _request_id.get()
    finally:
        _request_id.reset(token)

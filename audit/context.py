"""What every ledger entry of one request shares: its id. Jobs get one of their own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import uuid4

T = TypeVar("T")

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


def request_id() -> str:
    """The id of the request or job at hand, empty outside of one."""
    return _request_id.get()


@contextmanager
def one_request() -> Iterator[str]:
    """Give everything inside one fresh id (32 hex digits)."""
    token, memory = _request_id.set(uuid4().hex), _remembered.set({})
    try:
        yield _request_id.get()
    finally:
        _request_id.reset(token)
        _remembered.reset(memory)


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """Look something up once a request; outside of one, every time.

    Only for what no request changes under itself, such as the policy in force: never for facts
    about a person or a right, which must be fresh at every question.
    """
    memory = _remembered.get()
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    return memory[key]

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

    A change made through the gate looks everything up afresh, and afterwards the request has
    forgotten all it knew (:func:`afresh`), so that it never goes on with facts of before.
    """
    memory = _remembered.get()
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    return memory[key]


@contextmanager
def afresh() -> Iterator[None]:
    """Nothing remembered counts inside, and nothing from before counts afterwards."""
    memory = _remembered.set(None)
    try:
        yield
    finally:
        _remembered.reset(memory)
        before = _remembered.get()
        if before is not None:
            before.clear()

"""Logs for whoever looks after the machine: where something went wrong, never about whom.

An address typed by hand may hold a name, and an exception's message may quote what it tripped
over (a database names the value that was there already). Both stay out.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

_QUIET = "(an address that leads nowhere)"


class NamelessFormatter(logging.Formatter):
    """Writes a request's route for its address, and an exception's class and place for its words."""

    def format(self, record: logging.LogRecord) -> str:
        # A copy, because other handlers may still want the record as it was.
        return super().format(logging.makeLogRecord({**record.__dict__, **_without_address(record), "exc_text": None}))

    def formatException(  # noqa: N802 - logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        error = ei[1]
        if error is None:
            return ""
        place = "".join(traceback.format_tb(ei[2])).rstrip()
        return f"{place}\n{type(error).__module__}.{type(error).__qualname__} (its words are left out)"


def _without_address(record: logging.LogRecord) -> dict[str, Any]:
    """Django logs a request with its path as the last argument."""
    request = getattr(record, "request", None)
    path = getattr(request, "path", None)
    if path is None or not isinstance(record.args, tuple):
        return {}
    matched = getattr(request, "resolver_match", None)
    said = f"/{matched.route}" if matched else _QUIET
    return {"args": tuple(said if argument == path else argument for argument in record.args)}

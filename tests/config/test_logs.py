"""Logs say where something went wrong, never about whom: no typed address, no words of an exception."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest
from django.urls import resolve

from config.logs import NamelessFormatter


def formatted(record: logging.LogRecord) -> str:
    return NamelessFormatter("%(levelname)s %(name)s %(message)s").format(record)


def about(path: str, *, matched: bool) -> logging.LogRecord:
    """The record Django writes of a refused request."""
    request = HttpRequest()
    request.path = path
    request.resolver_match = resolve(path) if matched else None
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Forbidden: %s", (path,), None)
    record.request = request
    return record


def test_a_request_is_logged_by_its_route_and_not_by_what_was_typed() -> None:
    said = formatted(about("/files/Amina-Yusuf/", matched=True))
    assert "Amina" not in said
    assert "/files/<str:reference>/" in said


def test_an_address_that_leads_nowhere_is_not_written_down() -> None:
    assert "Yusuf" not in formatted(about("/amina-Yusuf-housing/", matched=False))


def test_an_exception_keeps_its_class_and_place_and_loses_its_words() -> None:
    words = "Key (name)=(Amina Yusuf) already exists"
    try:
        raise ValueError(words)
    except ValueError:
        failure = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal error", (), failure)
    said = formatted(record)
    assert "Amina" not in said
    assert "builtins.ValueError" in said
    assert "test_logs.py" in said


def test_other_handlers_still_see_the_record_as_it_was() -> None:
    record = about("/files/NF-26-0001/", matched=True)
    formatted(record)
    assert record.args == ("/files/NF-26-0001/",)

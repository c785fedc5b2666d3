"""What higher floors add to a file's page: panels in it, and places beside it.

A panel is a function that asks the gate for itself and returns prepared values, or None where
there is nothing for this asker to see; a template never follows a relation upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from audit.gate import Opened


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the file's page. ``values`` takes the opened file and the request."""

    slug: str
    title: str
    values: Callable[[Opened, HttpRequest], Mapping[str, Any] | None]
    template: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class SidePlace:
    """A place beside a file: ``url_name`` takes the file's reference; ``count`` says how many things wait there."""

    slug: str
    label: str
    url_name: str
    order: int = 100
    count: Callable[[str, HttpRequest], int] | None = None


_panels: dict[str, Panel] = {}
_places: dict[str, SidePlace] = {}


def register(
    slug: str,
    title: str,
    values: Callable[[Opened, HttpRequest], Mapping[str, Any] | None],
    template: str,
    *,
    order: int = 100,
) -> None:
    """Add a panel to the file's page; the same slug registers once."""
    _panels[slug] = Panel(slug, title, values, template, order)


def place(
    slug: str, label: str, url_name: str, *, order: int = 100, count: Callable[[str, HttpRequest], int] | None = None
) -> None:
    """Add a place to the navigation beside a file; the same slug registers once."""
    _places[slug] = SidePlace(slug, label, url_name, order, count)


def drawn(opened: Opened, request: HttpRequest) -> list[dict[str, Any]]:
    """The panels of one opened file, in order: slug, title, template and context."""
    shown = []
    for panel in sorted(_panels.values(), key=lambda p: (p.order, p.slug)):
        values = panel.values(opened, request)
        if values is not None:
            shown.append({"slug": panel.slug, "title": panel.title, "template": panel.template, "context": values})
    return shown


def navigation(reference: str, request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The places beside one file, in order: label, url, whether it is the current one, count."""
    return [
        {
            "label": each.label,
            "url": reverse(each.url_name, args=[reference]),
            "current": each.slug == current,
            "count": each.count(reference, request) if each.count else 0,
        }
        for each in sorted(_places.values(), key=lambda p: (p.order, p.slug))
    ]

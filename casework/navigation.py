"""The main menu: each floor offers its places, and a worker sees those they may go to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from audit import gate
from audit.actions import Action


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu. ``count`` gives how many things wait there for a worker."""

    label: str
    url_name: str
    action: Action
    order: int
    count: Callable[[Any], int] | None = None


_places: list[Place] = []


def offer(place: Place) -> None:
    """Put a place in the menu; called once, when an app is ready."""
    if place not in _places:
        _places.append(place)


def menu_for(worker: Any, path: str) -> list[dict[str, Any]]:
    """The menu of one worker, the current place marked: label, url, current, count."""
    answers = gate.ask_each({place.action for place in _places}, by=worker)
    menu = []
    for place in sorted(_places, key=lambda p: p.order):
        if answers[place.action].permitted:
            url = reverse(place.url_name)
            current = path == url if url == "/" else path.startswith(url)
            count = place.count(worker) if place.count else 0
            menu.append({"label": place.label, "url": url, "current": current, "count": count})
    return menu

"""What every page shows round its own content. Nothing is worked out until a template draws it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from audit import gate
from audit.actions import Action
from audit.adoption import NoPolicyInForce, profile_in_force
from casework.navigation import menu_for
from disclosures.alarms import alarms_waiting


def house(request: HttpRequest) -> dict[str, Any]:
    """The charity's name, the menu, and where the fixed links lead."""
    shared = {
        "charity_name": SimpleLazyObject(_charity_name),
        "aims": SimpleLazyObject(_aims),
        "demo": settings.DEMO,
        "home_url": "/",
        "policy_url": _address("policy"),
        "refuses_url": _address("what-it-refuses"),
        "accessibility_url": _address("accessibility"),
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shared
    return shared | {
        "nav": SimpleLazyObject(lambda: menu_for(user, request.path)),
        "search_url": SimpleLazyObject(lambda: _search_address(user)),
        "danger_url": _address("danger-now"),
        "alarms_waiting": SimpleLazyObject(lambda: alarms_waiting(user)),
        "alarms_url": _address("alarms"),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "stay_url": _address("stay-signed-in"),
    }


def _search_address(worker: Any) -> str:
    """Where to search, for whoever may: nobody is offered a box that only refuses."""
    return _address("search") if gate.ask(Action.SEARCH_PEOPLE, by=worker).permitted else ""


def _address(name: str) -> str:
    """A page's address, or nothing where no floor offers the page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _charity_name() -> str:
    try:
        return profile_in_force().name
    except NoPolicyInForce:
        return ""


def _aims() -> str:
    try:
        return profile_in_force().service_user_text.aims
    except NoPolicyInForce:
        return ""

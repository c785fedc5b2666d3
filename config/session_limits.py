"""A worker's session ends after some quiet minutes, and after a working day whatever happens.

The stamps are the server's own: a page that polls in the background does not keep a session
alive, because only requests that a person makes move the stamp.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit import gate
from audit.actions import Event

SIGNED_IN_AT, LAST_SEEN_AT = "signed_in_at", "last_seen_at"
BACKGROUND = "X-Background"
"""A request carrying this header is a page asking, not a person."""


class SessionLimitsMiddleware:
    """Signs out a session past either limit; the response that signs somebody in starts both clocks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._hold_to_limits(request)
        response = self.get_response(request)
        if request.user.is_authenticated and SIGNED_IN_AT not in request.session:
            now = timezone.now().timestamp()
            request.session.update({SIGNED_IN_AT: now, LAST_SEEN_AT: now})
        return response

    def _hold_to_limits(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        begun = request.session.get(SIGNED_IN_AT, now)
        seen = request.session.get(LAST_SEEN_AT, now)
        too_old = now - begun > settings.SESSION_ABSOLUTE_SECONDS
        too_quiet = now - seen > settings.SESSION_IDLE_SECONDS
        if too_old or too_quiet:
            gate.note(Event.SESSION_EXPIRED, by=request.user, details={"limit": "absolute" if too_old else "idle"})
            logout(request)
        elif BACKGROUND not in request.headers:
            request.session[LAST_SEEN_AT] = now

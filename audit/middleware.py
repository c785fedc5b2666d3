"""One id for a request, and the two pages a refusal is drawn on."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.adoption import NoPolicyInForce, profile_in_force
from audit.context import one_request
from audit.gate import Refused

logger = logging.getLogger(__name__)


class GateMiddleware:
    """Gives the request its id and turns ``Refused`` into a page that teaches, or into no page at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_request() as request_id:
            request.request_id = request_id  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        if isinstance(exception, NoPolicyInForce):
            return render(request, "no_policy.html", status=503)
        if isinstance(exception, ObjectDoesNotExist):
            logger.warning("nothing is at that address", exc_info=exception)
            return absent_page(request)
        return None


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """403 with every ground, or, concealed, the 404 page of a file that does not exist."""
    if refused.decision.concealed:
        return absent_page(request)
    return render(request, "refused.html", {"decision": refused.decision, "action": refused.action}, status=403)


def absent_page(request: HttpRequest) -> HttpResponse:
    """The one page for missing, hidden and locked: same status, length and words (DEF-14)."""
    profile = profile_in_force()
    return render(request, "absent.html", {"general": profile.general_clause, "policy": profile.ref}, status=404)

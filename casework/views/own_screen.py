"""The person's own screen: typing the code in, how it stands, handing a device over, the closed page.

These pages know no worker. What they show hangs on a cookie of their own, sent to
``/own-screen/`` alone, whose hash the database keeps. A browser that holds a worker's session
gets none of them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from audit.gate import Refused
from casework.forms.own_screen import CodeForm
from casework.models import OwnScreen
from casework.procedures.own_screen import cookie_hash, enter_screen
from casework.screens import CLOSED, purpose_of

PATH = "/own-screen/"
COOKIE = "__Secure-own-screen" if settings.SESSION_COOKIE_SECURE else "own-screen"
LARGE_TEXT = "own-screen-text"
_CLEAR = '"cache", "cookies", "storage"'


def set_cookie(response: HttpResponseBase, name: str, value: str) -> None:
    """A cookie for these pages and no others, gone with the browser."""
    response.set_cookie(
        name, value, path=PATH, httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Strict"
    )


def screen_of(request: HttpRequest) -> OwnScreen | None:
    """The live screen this browser holds, or None."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret or secret == CLOSED:
        return None
    live = OwnScreen.objects.live_at(timezone.now()).select_related("case_file")
    return live.filter(cookie_hash=cookie_hash(secret)).first()


def wipe(response: HttpResponseBase) -> HttpResponseBase:
    """Make the browser forget: a changed cookie throws out what it kept for Back, the header the rest."""
    set_cookie(response, COOKIE, CLOSED)
    response.headers["Clear-Site-Data"] = _CLEAR
    return response


class OwnScreenView(View):
    """A page of the person's own screen. Without a live screen it is the closed page, whatever the address."""

    public_because: ClassVar[str] = "It knows no worker: it answers to the cookie of the person's own screen alone."
    needs_screen: ClassVar[bool] = True
    screen: OwnScreen

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return render(request, "own_screen/worker_here.html", status=409)
        screen = screen_of(request)
        if screen is not None:
            self.screen = screen
        elif self.needs_screen or request.COOKIES.get(COOKIE, CLOSED) != CLOSED:
            return self.closed(request)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, request: HttpRequest) -> HttpResponseBase:
        """The one plain page for ended, never opened, and mistyped alike."""
        return wipe(render(request, "own_screen/closed.html", {"start_url": reverse("own-screen")}, status=410))

    def frame(self) -> dict[str, Any]:
        """What ``kiosk_base.html`` draws on every page of a live screen."""
        return {
            "status_url": reverse("own-screen-state"),
            "large_text": self.request.COOKIES.get(LARGE_TEXT) == "large",
        }


class EnterCode(OwnScreenView):
    """Where every own screen begins: the code the worker reads aloud."""

    needs_screen = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if hasattr(self, "screen"):
            return redirect(purpose_of(self.screen).start)
        return render(request, "own_screen/code.html", {"form": CodeForm()})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return render(request, "own_screen/code.html", {"form": form}, status=422)
        try:
            screen, secret = enter_screen(code=form.cleaned_data["code"])
        except Refused as refused:
            form.add_grounds(refused.decision)
            return render(request, "own_screen/code.html", {"form": form}, status=422)
        response = redirect(purpose_of(screen).start)
        set_cookie(response, COOKIE, secret)
        return response


class ScreenState(OwnScreenView):
    """How the screen stands, asked every two seconds; nothing about anybody."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        stands = purpose_of(self.screen).stands(self.screen, timezone.now())
        if stands == CLOSED:
            return self.closed(request)
        return JsonResponse({"open": True, "stands": stands})

    def closed(self, request: HttpRequest) -> HttpResponseBase:
        return wipe(JsonResponse({"open": False, "stands": CLOSED}))


class TextSize(OwnScreenView):
    """Larger or normal letters, kept in a cookie that says nothing else."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        response = redirect("own-screen")
        set_cookie(response, LARGE_TEXT, "large" if request.POST.get("text") == "large" else "normal")
        return response


class HandOver(View):
    """Signs the worker out and makes the browser forget, before the person sits down at it."""

    public_because: ClassVar[str] = "It only ever ends a session."

    def post(self, request: HttpRequest) -> HttpResponseBase:
        get_adapter(request).logout(request)
        response = redirect("own-screen")
        response.headers["Clear-Site-Data"] = _CLEAR
        return response

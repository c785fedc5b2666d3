"""Signing in: no sign-up, and every attempt in the ledger without saying whose address it was."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from audit import gate
from audit.actions import Event
from audit.actors import NOBODY


class HouseAdapter(DefaultAccountAdapter):
    """Accounts are made by a manager's invitation, never by the person themselves."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "That is not the password you have now. Try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        gate.note(Event.SIGNED_IN, by=user)
        return super().post_login(request, user, **kwargs)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The worker, or None: a deactivated account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        self.authentication_failed(request, **credentials)
        return None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        gate.note(Event.SIGN_IN_FAILED, by=NOBODY)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            gate.note(Event.SIGNED_OUT, by=request.user)
        super().logout(request)

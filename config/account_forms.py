"""django-allauth's forms in our words: plain labels, nothing written inside the boxes."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms  # type: ignore[import-untyped]
from django import forms


class InOurWords(forms.Form):
    """Takes the texts out of the boxes, where they vanish as soon as somebody types."""

    said: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.said.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class SignInForm(InOurWords, allauth_forms.LoginForm):  # type: ignore[misc]
    said: ClassVar[dict[str, str]] = {"login": "Email address", "password": "Password"}


class ChangePasswordForm(InOurWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    said: ClassVar[dict[str, str]] = {
        "oldpassword": "The password you have now",
        "password1": "New password",
        "password2": "New password once more",
    }
    hints: ClassVar[dict[str, str]] = {
        "password1": "12 characters or more. Three words that do not belong together are easy to keep in mind. "
        "Not your name, not a password that many people use, not only numbers."
    }


class ConfirmForm(InOurWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    said: ClassVar[dict[str, str]] = {"password": "Your password"}

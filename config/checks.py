"""What makes an installation unsafe to open, found by ``manage.py check --deploy`` and named by clause.

Two of the charities' policies ask for records kept secure: electronic information stored securely
(ACEVO-PR-2) and information secure at all times (PRESTON-8). Each check below is an error, not a
warning: ``check --deploy`` ends with a failure until it is put right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.static import serve

CLAUSES = "ACEVO-PR-2 and PRESTON-8"
SECRET_LENGTH, SECRET_VARIETY = 50, 5
LONGEST_IDLE, LONGEST_SESSION = 30 * 60, 24 * 60 * 60
LIMITS_MIDDLEWARE = "config.session_limits.SessionLimitsMiddleware"
_STAND_INS = ("django-insecure-", "changeme", "change-me", "secret", "default", "for collecting")

Check = Callable[..., list[checks.CheckMessage]]


def _error(number: int, words: str, hint: str) -> checks.CheckMessage:
    return checks.Error(f"{words} ({CLAUSES})", hint=hint, id=f"config.E{number:03}")


@checks.register(checks.Tags.security, deploy=True)
def debug_is_off(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A page of debug shows records to whoever sees the error."""
    if not settings.DEBUG:
        return []
    return [_error(1, "Debug is on: an error would show records to anybody.", "Set IN_CONFIDENCE_DEBUG=no.")]


@checks.register(checks.Tags.security, deploy=True)
def secret_is_a_secret(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A short, well-known or monotonous secret lets anybody forge a session."""
    secret = settings.SECRET_KEY
    weak = len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY or secret.lower().startswith(_STAND_INS)
    if not weak:
        return []
    hint = f"Set IN_CONFIDENCE_SECRET_KEY to {SECRET_LENGTH} random characters or more."
    return [_error(2, "The secret key is short or well known: sessions could be forged.", hint)]


@checks.register(checks.Tags.security, deploy=True)
def traffic_is_encrypted(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Without TLS everything that is sealed here travels in the clear."""
    needed = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    off = [name for name in needed if not getattr(settings, name)]
    if not off:
        return []
    words = f"Pages and cookies may travel without TLS: {', '.join(off)} off."
    return [_error(3, words, "Set IN_CONFIDENCE_TLS=yes behind a proxy that speaks TLS.")]


@checks.register(checks.Tags.security, deploy=True)
def uploads_are_not_public(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A file about a person has no address of its own: it is served after the gate has been asked, or not at all."""
    reasons = []
    if settings.MEDIA_URL.strip("/"):
        reasons.append("MEDIA_URL gives uploaded files an address")
    if settings.MEDIA_ROOT and _inside(Path(settings.MEDIA_ROOT), settings.STATIC_ROOT):
        reasons.append("MEDIA_ROOT lies within the public static files")
    reasons += [f"the address {route} serves a folder to anybody" for route in _folders_served(get_resolver())]
    if not reasons:
        return []
    return [_error(4, f"Uploaded files are public: {'; '.join(reasons)}.", "Serve files from a guarded view only.")]


@checks.register(checks.Tags.security, deploy=True)
def sessions_end(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A session left open on a shared computer must end by itself."""
    reasons = []
    if LIMITS_MIDDLEWARE not in settings.MIDDLEWARE:
        reasons.append("the middleware that ends sessions is missing")
    if not 0 < settings.SESSION_IDLE_SECONDS <= LONGEST_IDLE:
        reasons.append(f"IN_CONFIDENCE_IDLE_SECONDS is not between 1 and {LONGEST_IDLE}")
    if not 0 < settings.SESSION_ABSOLUTE_SECONDS <= LONGEST_SESSION:
        reasons.append(f"IN_CONFIDENCE_ABSOLUTE_SECONDS is not between 1 and {LONGEST_SESSION}")
    if not settings.SESSION_EXPIRE_AT_BROWSER_CLOSE:
        reasons.append("sessions outlive the browser")
    if not reasons:
        return []
    return [_error(5, f"Sessions have no limit: {'; '.join(reasons)}.", "Give both limits a value in seconds.")]


def _inside(path: Path, folder: str | Path | None) -> bool:
    return folder is not None and path.resolve().is_relative_to(Path(folder).resolve())


def _folders_served(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every address that hands out a folder's files without a question."""
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _folders_served(entry, route)
        elif isinstance(entry, URLPattern) and entry.callback is serve:
            yield route

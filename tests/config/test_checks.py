"""``manage.py check --deploy`` refuses an installation that is not safe to open, and names the clause."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import checks
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import path, re_path
from django.views.static import serve

from config.checks import LIMITS_MIDDLEWARE

SAFE = {
    "DEBUG": False,
    "SECRET_KEY": secrets.token_urlsafe(48),
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "ROOT_URLCONF": "config.account_urls",
}


def problems(**changed: Any) -> dict[str, str]:
    """Our own errors in a deployment that is safe but for what is changed."""
    with override_settings(**{**SAFE, **changed}):
        found = run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    return {str(each.id): str(each.msg) for each in found if str(each.id).startswith("config.")}


def test_a_safe_deployment_has_no_problem() -> None:
    assert problems() == {}


def served_folder() -> list[Any]:
    return [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": "/var/media"})]


class Addresses:
    urlpatterns = served_folder()


@pytest.mark.clause("ACEVO-PR-2-i")
@pytest.mark.parametrize(
    ("changed", "number", "words"),
    [
        ({"DEBUG": True}, "config.E001", "Debug is on"),
        ({"SECRET_KEY": "short"}, "config.E002", "secret key"),
        ({"SECRET_KEY": "a" * 60}, "config.E002", "secret key"),
        ({"SECRET_KEY": "django-insecure-" + "x8#kP2" * 10}, "config.E002", "secret key"),
        ({"SECURE_SSL_REDIRECT": False}, "config.E003", "SECURE_SSL_REDIRECT"),
        ({"SECURE_HSTS_SECONDS": 0}, "config.E003", "SECURE_HSTS_SECONDS"),
        ({"SESSION_COOKIE_SECURE": False}, "config.E003", "SESSION_COOKIE_SECURE"),
        ({"CSRF_COOKIE_SECURE": False}, "config.E003", "CSRF_COOKIE_SECURE"),
        ({"MEDIA_URL": "/media/"}, "config.E004", "MEDIA_URL"),
        ({"MEDIA_ROOT": str(settings.STATIC_ROOT / "uploads")}, "config.E004", "MEDIA_ROOT"),
        ({"ROOT_URLCONF": Addresses}, "config.E004", "media"),
    ],
)
def test_an_insecure_store_fails_the_deployment_check_by_its_clause(
    changed: dict[str, Any], number: str, words: str
) -> None:
    found = problems(**changed)
    assert list(found) == [number]
    assert words in found[number]
    assert "ACEVO-PR-2" in found[number]


@pytest.mark.clause("PRESTON-8")
@pytest.mark.parametrize(
    "changed",
    [
        {"SESSION_IDLE_SECONDS": 0},
        {"SESSION_IDLE_SECONDS": 24 * 60 * 60},
        {"SESSION_ABSOLUTE_SECONDS": 0},
        {"SESSION_ABSOLUTE_SECONDS": 30 * 24 * 60 * 60},
        {"SESSION_EXPIRE_AT_BROWSER_CLOSE": False},
        {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if name != LIMITS_MIDDLEWARE]},
    ],
    ids=str,
)
def test_a_session_without_an_end_fails_the_deployment_check_by_its_clause(changed: dict[str, Any]) -> None:
    found = problems(**changed)
    assert list(found) == ["config.E005"]
    assert "PRESTON-8" in found["config.E005"]


def test_an_uploads_folder_apart_from_the_public_files_is_no_problem() -> None:
    assert problems(MEDIA_ROOT="/var/lib/in-confidence/uploads") == {}


def test_a_page_of_ours_is_not_taken_for_a_served_folder() -> None:
    class Ours:
        urlpatterns = [path("media/", lambda request: None)]  # noqa: RUF012

    assert problems(ROOT_URLCONF=Ours) == {}


def test_the_command_itself_ends_with_a_failure() -> None:
    with override_settings(**{**SAFE, "DEBUG": True}), pytest.raises(CommandError, match="ACEVO-PR-2"):
        call_command("check", deploy=True)


@pytest.mark.files_only
def test_the_settings_file_passes_when_it_is_told_of_tls_and_fails_when_it_is_not(tmp_path: Path) -> None:
    passed = deploy_check(tmp_path, IN_CONFIDENCE_TLS="yes")
    assert passed.returncode == 0, passed.stderr
    refused = deploy_check(tmp_path, IN_CONFIDENCE_TLS="no")
    assert refused.returncode != 0
    assert "PRESTON-8" in refused.stderr


def deploy_check(var: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """``manage.py check --deploy`` as an administrator runs it."""
    settled = {
        "IN_CONFIDENCE_VAR": str(var),
        "IN_CONFIDENCE_SECRET_KEY": secrets.token_urlsafe(48),
        "IN_CONFIDENCE_MASTER_KEY": secrets.token_hex(32),
        "IN_CONFIDENCE_EPOCH_DIR": str(var / "epochs"),
    }
    command = [sys.executable, "manage.py", "check", "--deploy"]
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    env = {**inherited, **settled, **given}
    return subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)

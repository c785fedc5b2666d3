"""Pages drawn without a request or a database, and a browser that reads them under the strict policy."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.test import override_settings

from audit.templatetags import gate as gate_tags
from policy.loading import load_profile
from tests.ui import gallery

STATIC = Path(settings.BASE_DIR) / "build" / "static"
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


@pytest.fixture(scope="session")
def sample_pages() -> dict[str, str]:
    """Every page of the gallery, with New Futures as the policy that explains the clauses."""
    profile = load_profile("new-futures")
    with override_settings(ROOT_URLCONF="config.account_urls"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate_tags, "profile_in_force", lambda at=None: profile)
        return gallery.pages()  # drawn here and now: nothing is left overridden for the tests that follow


@pytest.fixture
def serve(page, sample_pages: dict[str, str]) -> Callable[..., list[str]]:
    """Answer the browser from the gallery and the built files; returns what its console complained of."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def answer(route) -> None:
        path = urlparse(route.request.url).path
        file = STATIC / path.removeprefix("/static/")
        if path.strip("/") in sample_pages:
            headers = {"Content-Security-Policy": POLICY}
            body = sample_pages[path.strip("/")]
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
        elif path.startswith("/static/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", answer)

    def open_page(name: str) -> list[str]:
        page.goto(f"http://in-confidence.test/{name}/")
        return complaints

    return open_page

"""Browsers of people at work: signed in through the page, listened to for complaints, looked at by axe.

Pictures for the README are kept only where ``IN_CONFIDENCE_PICTURES`` is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from casework.models import Worker
from tests.cast import PASSWORD

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEANT = ("status of 403", "status of 404", "status of 422", "status of 409")
"""What Chromium writes on its console about the refusals a walk goes looking for."""


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.complaints: list[str] = []
        self.page = self.listen(context.new_page())

    def listen(self, page: Page) -> Page:
        """Keep what the console, a broken script or the content policy says."""
        page.on("console", lambda said: self._heard(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.set_default_timeout(20_000)
        return page

    def _heard(self, words: str) -> None:
        if not any(meant in words for meant in MEANT):
            self.complaints.append(words)

    def goes_to(self, address: str) -> Page:
        self.page.goto(f"{self.base}{address}")
        return self.page

    def signs_in(self, worker: Worker) -> Page:
        """Through the real page, as everybody does."""
        self.goes_to("/account/sign-in/")
        self.page.get_by_label("Email").fill(worker.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(f"{self.base}/")
        return self.page

    def presses(self, name: str) -> Page:
        """A button, or a link that looks like one."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.page

    def reads(self) -> str:
        """The words of the page that is open."""
        return self.page.locator("main").inner_text()

    def finds_it_accessible(self) -> None:
        """Not one violation of WCAG 2.2 AA, nor of axe's best practices."""
        found = Axe().run(self.page, options={"runOnly": RULES})
        broken = [(v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found.response["violations"]]
        assert broken == [], f"{self.page.url}: {broken}"


@pytest.fixture
def people(browser: Browser, live_server: Any) -> Iterator[Callable[..., Person]]:
    """``people(viewport=…)``: another person with a browser that shares nothing; nobody's may complain."""
    made: list[tuple[BrowserContext, Person]] = []

    def sit_down(**options: Any) -> Person:
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        made.append((context, Person(context, live_server.url)))
        return made[-1][1]

    yield sit_down
    for context, _ in made:
        context.close()
    assert [person.complaints for _, person in made if person.complaints] == []


@pytest.fixture
def shot() -> Callable[..., None]:
    """``shot(page, name)``: a picture for the README, where one was asked for."""

    def take(page: Page, name: str, *, full_page: bool = False) -> None:
        if os.environ.get("IN_CONFIDENCE_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page, animations="disabled")

    return take

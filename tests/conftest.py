"""What every test shares: both databases, a ledger that can be emptied between tests, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache as house_cache
from django.test import TransactionTestCase

from audit.testing import ledger_unlocked
from tests import databases
from tests.cast import any_cast, cast, in_force  # noqa: F401  (fixtures for every folder)

NEED_DATABASES = frozenset({"in_force", "db", "transactional_db", "live_server"})
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that touches a database touches both: data, and the keys that open it."""
    for item in items:
        if NEED_DATABASES & set(getattr(item, "fixturenames", ())) and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            item.add_marker(pytest.mark.django_db(**{**mark.kwargs, "databases": "__all__"}), append=False)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Start from the migrated files of an earlier run, if nothing that makes them has changed."""
    return databases.on_sqlite() and databases.lay_out()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool) -> None:
    """Keep freshly migrated files for the next run."""
    if databases.on_sqlite() and not django_db_keepdb:
        databases.keep()


@pytest.fixture(scope="session", autouse=True)
def _the_ledger_may_be_emptied_between_tests() -> Iterator[None]:
    """Transactional tests flush every table, with the triggers out of the way, and forget counted sign-ins."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with ledger_unlocked():
            original(self)
        house_cache.clear()

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


def find_browser() -> str | None:
    """A Chromium on this machine, or None."""
    named = os.environ.get("IN_CONFIDENCE_BROWSER")
    found = [named] if named else [shutil.which(name) for name in BROWSERS]
    return next((path for path in found if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium, with its back-forward cache on as it is for people."""
    browser = find_browser()
    if browser is None:
        message = "no Chromium here: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)  # a walk that nobody walked proves nothing
        pytest.skip(message)
    return {
        **browser_type_launch_args,
        "executable_path": browser,
        "args": BROWSER_FLAGS,
        "ignore_default_args": ["--disable-back-forward-cache"],
    }

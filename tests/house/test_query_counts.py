"""Every page asks the database a bounded number of questions, however many files there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import CaseFile
from casework.procedures.files import open_new_file
from casework.procedures.notes import record_note
from tests.cast import Cast
from tests.config.conftest import BACKEND

pytestmark = pytest.mark.django_db

MOST = {"home": 30, "files": 28, "file": 44, "search": 28}
"""The most questions a page may ask of both databases together, signing in and recording included."""


def opened(cast: Cast, number: int) -> CaseFile:
    role = cast.profile.people.service_user_roles.value[0]
    return open_new_file(
        by=cast.caseworker, given_name=f"Asha{number}", family_name="Mensah", person_role=role, team=cast.team
    )


def written(cast: Cast, number: int) -> None:
    record_note(
        by=cast.caseworker,
        reference=cast.amina.reference,
        category="notes",
        body=f"Entry {number}",
        happened_at=timezone.now(),
    )


def asked(browse: Callable[[], object]) -> int:
    browse()  # what a process keeps for good is kept by now
    with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
        browse()
    return len(data) + len(keys)


def test_ten_times_the_rows_cost_no_more_questions(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.caseworker, backend=BACKEND)
    pages: dict[str, Callable[[], object]] = {
        "home": lambda: browser.get(reverse("home")),
        "files": lambda: browser.get(reverse("files")),
        "file": lambda: browser.get(reverse("file", args=[cast.amina.reference])),
        "search": lambda: browser.post(reverse("search"), {"query": "Mensah", "reason": ""}),
    }

    def count() -> dict[str, int]:
        return {name: asked(page) for name, page in pages.items()}

    for number in range(2):
        opened(cast, number)
        written(cast, number)
    few = count()
    for number in range(2, 20):
        opened(cast, number)
        written(cast, number)
    many = count()
    assert many == few
    assert {name: number for name, number in many.items() if number > MOST[name]} == {}

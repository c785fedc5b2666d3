"""A session ends: after quiet minutes, after a working day, and at once for a worker who was deactivated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.ledger import content_of
from audit.models import LedgerEntry
from casework.models import Worker
from casework.procedures.workers import deactivate_worker
from config.session_limits import BACKGROUND
from tests.cast import Cast
from tests.config.conftest import answers

MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SignedIn = Callable[[Worker], Client]


@pytest.fixture
def morning() -> time_machine.Traveller:
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def is_signed_out(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login"))


def limits_noted() -> list[object]:
    entries = LedgerEntry.objects.filter(verb="session-expired").order_by("id")
    return [content_of(entry)["details"] for entry in entries]


def test_a_session_in_use_goes_on(morning: time_machine.Traveller, cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.caseworker)
    for _ in range(6):
        assert browser.get("/").status_code == 200
        morning.shift(timedelta(minutes=14))


@pytest.mark.clause("PRESTON-8")
def test_a_quiet_session_ends_and_the_ledger_says_so(
    morning: time_machine.Traveller, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.caseworker)
    browser.get("/")
    morning.shift(timedelta(minutes=15, seconds=1))
    assert is_signed_out(browser.get("/"))
    assert is_signed_out(browser.get("/"))  # and it stays ended
    assert limits_noted() == [{"limit": "idle"}]


def test_a_page_that_asks_in_the_background_keeps_nobody_signed_in(
    morning: time_machine.Traveller, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.caseworker)
    browser.get("/")
    for _ in range(3):
        morning.shift(timedelta(minutes=5))
        assert browser.get("/tasks/", headers={BACKGROUND: "yes"}).status_code == 200
    morning.shift(timedelta(seconds=1))
    assert is_signed_out(browser.get("/tasks/", headers={BACKGROUND: "yes"}))


def test_pressing_stay_signed_in_starts_the_quiet_minutes_afresh(
    morning: time_machine.Traveller, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.caseworker)
    browser.get("/")
    morning.shift(timedelta(minutes=14))
    assert browser.post(reverse("stay-signed-in")).status_code == 200
    morning.shift(timedelta(minutes=14))
    assert browser.get("/").status_code == 200


def test_a_session_ends_after_a_working_day_however_busy(
    morning: time_machine.Traveller, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.caseworker)
    for _ in range(60):
        assert browser.get("/accessibility/").status_code == 200
        morning.shift(timedelta(minutes=10))
    browser.get("/accessibility/")
    morning.shift(timedelta(seconds=1))
    assert is_signed_out(browser.get("/"))
    assert limits_noted() == [{"limit": "absolute"}]


def test_the_quiet_minutes_are_counted_from_signing_in(morning: time_machine.Traveller, cast: Cast) -> None:
    browser = Client()
    assert browser.post(reverse("account_login"), answers(cast.caseworker.email)).status_code == 302
    morning.shift(timedelta(minutes=16))  # the page it led to was never asked for
    assert is_signed_out(browser.get("/"))


def test_a_deactivated_workers_sessions_die_at_once(cast: Cast, signed_in: SignedIn) -> None:
    browser, other_browser = signed_in(cast.caseworker2), signed_in(cast.caseworker2)
    bystander = signed_in(cast.caseworker)
    assert browser.get("/").status_code == 200
    deactivate_worker(by=cast.director, reference=cast.caseworker2.reference)
    assert is_signed_out(browser.get("/"))
    assert is_signed_out(other_browser.get("/"))
    assert bystander.get("/").status_code == 200
    assert not any(
        session.get_decoded().get("_auth_user_id") == str(cast.caseworker2.pk) for session in Session.objects.all()
    )


def test_a_worker_whose_account_is_closed_behind_the_procedure_is_out_too(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.caseworker2)
    browser.get("/")
    Worker.objects.filter(pk=cast.caseworker2.pk).update(is_active=False, deactivated_at=timezone.now())
    assert is_signed_out(browser.get("/"))

"""A clock that stands still until told, and short ways to a request and a booked viewing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from casework.models import CaseFile, Worker
from records_access.models import AccessRequest, ViewingSession
from records_access.procedures import book_viewing, record_access_request
from tests.cast import Cast

OPENED = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
"""When the cast's files are opened: a week before the clocks go forward."""


def utc(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


NOON, AFTERNOON = utc(28, 12), utc(29, 13)
"""When Amina asks unless told otherwise, and what is booked for her then."""


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    """Time stands at the opening of the files; ``clock.move_to`` moves it."""
    with time_machine.travel(OPENED, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def asked(cast: Cast, clock: time_machine.Coordinates) -> Callable[..., AccessRequest]:
    """Amina asks in person at noon on 28 March; a manager writes it down at once, unless told otherwise."""

    def ask(
        *, by: Worker | None = None, received_at: datetime = NOON, now: datetime | None = None,
        of: CaseFile | None = None, identity_check: str = "known",
    ) -> AccessRequest:  # fmt: skip
        clock.move_to(now or received_at)
        return record_access_request(
            file_reference=(of or cast.amina).reference,
            by=by or cast.manager,
            how_asked="in-person",
            received_at=received_at,
            identity_check=identity_check,
            identity_note="Knows her face",
            safe_contact="Text only, before noon",
        )

    return ask


@pytest.fixture
def booked(cast: Cast, asked: Callable[..., AccessRequest]) -> Callable[..., ViewingSession]:
    """A viewing booked for an hour from 13:00 UTC on 29 March, supervised by the coordinator."""

    def book(
        *, request: AccessRequest | None = None, supervisor: Worker | None = None, from_at: datetime = AFTERNOON,
        minutes: int = 60, by: Worker | None = None,
    ) -> ViewingSession:  # fmt: skip
        request = request or asked()
        return book_viewing(
            request_reference=request.reference,
            by=by or cast.manager,
            supervisor=(supervisor or cast.coordinator).reference,
            place="The small room",
            from_at=from_at,
            until_at=from_at + timedelta(minutes=minutes),
        )

    return book

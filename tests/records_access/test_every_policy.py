"""The same viewing under each of the five policies: only New Futures asks for notice."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.gate import Refused
from casework.procedures.own_screen import enter_screen
from records_access.models import ViewingSession
from records_access.procedures import begin_viewing, book_viewing, record_access_request, turn_page
from tests.cast import Cast, sealed_again


def test_a_person_reads_her_own_file_after_whatever_notice_her_charity_asks(
    any_cast: Cast, clock: time_machine.Coordinates
) -> None:
    cast = any_cast
    request = record_access_request(
        file_reference=cast.amina.reference, by=cast.caseworker, how_asked="in-person", received_at=timezone.now(),
        identity_check="known", safe_contact="Text",
    )  # fmt: skip
    hours = cast.profile.own_file.notice_hours.value
    begins = request.received_at + timedelta(hours=hours)

    def book(minutes_early: int) -> ViewingSession:
        from_at = begins - timedelta(minutes=minutes_early)
        return book_viewing(
            request_reference=request.reference, by=cast.caseworker, supervisor=cast.caseworker.reference,
            place="Room", from_at=from_at, until_at=from_at + timedelta(hours=1),
        )  # fmt: skip

    if hours:
        with pytest.raises(Refused):
            book(1)
    viewing = book(0)
    clock.move_to(begins)
    code = begin_viewing(viewing_reference=viewing.reference, by=cast.caseworker)
    screen, _ = enter_screen(code=code)
    sealed_again()
    assert "Amina Yusuf" in turn_page(screen=screen, page=1)[1].body

"""Two at once: a code spent twice, a viewing begun twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connections

from audit.gate import Refused
from casework.models import OwnScreen
from casework.procedures.own_screen import enter_screen
from records_access.models import ReleasedPassage, ViewingSession
from records_access.procedures import begin_viewing
from tests.cast import Cast
from vault import strongroom

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, act: Callable[[], object]) -> list[bool]:
    """Whether each of so many simultaneous attempts got through."""
    gate = Barrier(times)

    def one(_: int) -> bool:
        try:
            with strongroom.opened_room():
                gate.wait()
                act()
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_viewing_begins_once_and_its_code_is_spent_once(
    cast: Cast, booked: Callable[..., ViewingSession], clock: time_machine.Coordinates
) -> None:
    viewing = booked()
    clock.move_to(viewing.booked_from_at)
    codes: list[str] = []
    begun = at_once(3, lambda: codes.append(begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)))
    assert sorted(begun) == [False, False, True]
    assert ReleasedPassage.objects.count() == 1
    entered = at_once(3, lambda: enter_screen(code=codes[0]))
    assert sorted(entered) == [False, False, True]
    assert OwnScreen.objects.get().cookie_hash

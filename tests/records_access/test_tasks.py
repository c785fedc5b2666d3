"""What a request, a booking and a correction leave to be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import time_machine

from casework.models import Task
from casework.procedures.own_screen import enter_screen
from records_access.models import AccessRequest, ViewingSession
from records_access.procedures import (
    ask_correction,
    begin_viewing,
    call_off_viewing,
    close_access_request,
    move_viewing,
)
from records_access.taskkinds import ANSWER_REQUEST, CORRECTION, SUPERVISE
from tests.cast import Cast
from tests.records_access.conftest import utc


def open_tasks(kind: str) -> list[Task]:
    return list(Task.objects.filter(kind=kind, state="open"))


def test_a_request_is_a_task_until_it_is_met_due_by_the_legal_day(
    cast: Cast, asked: Callable[..., AccessRequest]
) -> None:
    request = asked()
    (task,) = open_tasks(ANSWER_REQUEST)
    assert (task.about, str(task.due_at.date())) == (request.reference, "2026-04-28")
    close_access_request(request_reference=request.reference, by=cast.manager)
    assert open_tasks(ANSWER_REQUEST) == []


def test_the_supervisor_is_asked_and_asked_no_more_when_it_moves_to_somebody_else(
    cast: Cast, booked: Callable[..., ViewingSession]
) -> None:
    viewing = booked()
    assert [t.for_worker for t in open_tasks(SUPERVISE)] == [cast.coordinator]
    move_viewing(
        viewing_reference=viewing.reference, by=cast.manager, supervisor=cast.caseworker.reference, place="Upstairs",
        from_at=utc(30, 9), until_at=utc(30, 10),
    )  # fmt: skip
    assert [(t.for_worker, t.due_at) for t in open_tasks(SUPERVISE)] == [(cast.caseworker, utc(30, 9))]
    call_off_viewing(viewing_reference=viewing.reference, by=cast.manager, by_person=True)
    assert open_tasks(SUPERVISE) == open_tasks(ANSWER_REQUEST) == []


def test_a_correction_is_a_task_for_the_assigned_worker_once(
    cast: Cast, booked: Callable[..., ViewingSession], clock: time_machine.Coordinates
) -> None:
    viewing = booked()
    clock.move_to(viewing.booked_from_at)
    screen, _ = enter_screen(code=begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator))
    assert open_tasks(SUPERVISE) == []
    for words in ("It was a house.", "And the date is wrong."):
        ask_correction(screen=screen, page=1, words=words)
        clock.shift(timedelta(minutes=1))
    assert [t.for_worker for t in open_tasks(CORRECTION)] == [cast.caseworker]

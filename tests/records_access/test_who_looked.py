"""Who has opened a file, and who may know."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from audit import gate
from audit.actions import Action
from casework.procedures.assignments import assign
from records_access.facts import looks_at
from records_access.looks import look_rows
from tests.cast import Cast


def test_every_opening_counts_with_its_kind_of_reason(cast: Cast) -> None:
    for worker in (cast.caseworker, cast.manager):
        gate.require(Action.OPEN_FILE, by=worker, on=cast.amina.reference)
    gate.ask(Action.OPEN_FILE, by=cast.coordinator, on=cast.amina.reference)
    looks = looks_at(cast.amina)
    assert [(look.worker, look.reason) for look in looks] == [
        (cast.manager, "own-team"),
        (cast.caseworker, "assigned"),
    ]


def test_roles_for_the_assigned_worker_and_names_for_whoever_manages_files(cast: Cast) -> None:
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    plain, named = (look_rows(looks_at(cast.amina), named=n)[0] for n in (False, True))
    assert cast.caseworker.name not in plain
    assert cast.caseworker.name in named
    assert cast.caseworker.title in plain


def test_it_is_for_those_assigned_and_whoever_manages_files(cast: Cast) -> None:
    allowed = {
        w.reference for w in cast.workers if gate.ask(Action.SEE_WHO_LOOKED, by=w, on=cast.amina.reference).permitted
    }
    assert cast.caseworker.reference in allowed
    assert cast.manager.reference in allowed
    assert cast.caseworker2.reference not in allowed
    assert cast.settled_volunteer.reference not in allowed


def test_an_assignment_that_came_later_does_not_explain_an_earlier_look(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    gate.require(Action.OPEN_FILE, by=cast.manager, on=cast.amina.reference)
    clock.shift(timedelta(minutes=1))
    assign(by=cast.manager, reference=cast.amina.reference, worker=cast.manager.reference, person_permits=False)
    assert looks_at(cast.amina)[-1].reason == "own-team"

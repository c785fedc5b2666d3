"""Assignments: dated records, with guardian's grant beside each live one and beside nothing else."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.gate import Refused
from casework.models import Assignment, CaseFile, CaseFileUserObjectPermission, Task, Worker
from casework.procedures.assignments import assign, end_assignment
from casework.procedures.bars import record_bar, resolve_bar_match
from casework.procedures.standing import record_leave
from casework.procedures.workers import deactivate_worker
from policy.calendar import uk_date
from tests.cast import Cast


def grants() -> set[tuple[object, object]]:
    return set(CaseFileUserObjectPermission.objects.values_list("user_id", "content_object_id"))


def live() -> set[tuple[object, object]]:
    return set(Assignment.objects.live().values_list("worker_id", "case_file_id"))


def test_grants_and_live_assignments_are_one_and_the_same_whatever_happens(cast: Cast) -> None:
    chance = random.Random("assignments")
    files = [cast.amina, cast.rosa, cast.bella]
    workers = [cast.caseworker, cast.caseworker2, cast.coordinator, cast.settled_volunteer]
    for _ in range(30):
        file, worker = chance.choice(files), chance.choice(workers)
        act = chance.choice([assign, assign, end_assignment])
        with suppress(Refused):
            act(by=cast.manager, reference=file.reference, worker=worker.reference)
        assert grants() == live()
    record_leave(
        by=cast.manager,
        worker=cast.settled_volunteer.reference,
        started_on=uk_date(timezone.now()) - timedelta(days=120),
    )
    assert grants() == live()
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    assert grants() == live()
    assert Assignment.objects.exists()


def test_a_grant_does_not_outlive_a_confirmed_conflict_or_the_file(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.bella.reference, name=cast.settled_volunteer.name, kind="conflict")
    resolve_bar_match(by=cast.director, match=str(cast.bella.bar_matches.get().pk), same_person=True)
    assert (cast.settled_volunteer.pk, cast.bella.pk) not in grants()
    CaseFile.objects.filter(pk=cast.amina.pk).delete()
    assert cast.amina.pk not in {file for _, file in grants()}


@pytest.mark.clause("NF-1.2")
def test_a_leavers_files_are_not_stranded_and_the_time_between_is_remembered(cast: Cast) -> None:
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    task = Task.objects.to_do().get(kind="file-without-worker", case_file=cast.amina)
    assert task.for_power == "manage-files"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assign(by=cast.manager, reference=cast.amina.reference, worker=cast.coordinator.reference)
    task.refresh_from_db()
    assert task.state == "done"
    in_force = Assignment.objects.filter(case_file=cast.amina).in_force_at(timezone.now() - timedelta(milliseconds=1))
    assert [a.end_reason for a in Assignment.objects.filter(case_file=cast.amina, worker=cast.caseworker)] == ["left"]
    assert in_force.count() <= 1


def test_who_had_access_on_a_day_is_answered_from_the_records(cast: Cast) -> None:
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=10)):
        assign(by=cast.manager, reference=cast.amina.reference, worker=cast.coordinator.reference)
    with time_machine.travel(now + timedelta(days=20)):
        end_assignment(by=cast.manager, reference=cast.amina.reference, worker=cast.coordinator.reference)

    def who(days: int) -> set[Worker]:
        at = now + timedelta(days=days)
        return {a.worker for a in Assignment.objects.filter(case_file=cast.amina).in_force_at(at)}

    assert who(5) == {cast.caseworker}
    assert who(15) == {cast.caseworker, cast.coordinator}
    assert who(25) == {cast.caseworker}


def test_only_those_who_manage_files_assign_and_nobody_twice(cast: Cast) -> None:
    with pytest.raises(Refused):
        assign(by=cast.caseworker, reference=cast.amina.reference, worker=cast.coordinator.reference)
    with pytest.raises(Refused) as caught:
        assign(by=cast.manager, reference=cast.amina.reference, worker=cast.caseworker.reference)
    assert caught.value.decision.objections[0].field == "worker"
    with pytest.raises(Refused):
        assign(by=cast.manager, reference=cast.amina.reference, worker="W-9999")


def test_a_barred_worker_is_not_assigned_and_the_assigner_learns_no_reason(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.coordinator.name, kind="alleged")
    with pytest.raises(Refused) as caught:
        assign(by=cast.manager, reference=cast.amina.reference, worker=cast.coordinator.reference)
    assert [g.reason for g in caught.value.decision.objections] == ["That worker cannot be assigned to this file."]


@pytest.mark.clause("PACE-5-ii")
def test_at_pace_a_file_is_handed_on_only_as_the_person_permits(in_force: object) -> None:
    cast: Cast = in_force("pace")
    with pytest.raises(Refused) as caught:
        assign(by=cast.caseworker, reference=cast.amina.reference, worker=cast.coordinator.reference)
    assert caught.value.decision.objections[0].field == "person_permits"
    assign(by=cast.caseworker, reference=cast.amina.reference, worker=cast.coordinator.reference, person_permits=True)
    with pytest.raises(Refused) as hidden:
        assign(by=cast.manager, reference=cast.amina.reference, worker=cast.manager.reference, person_permits=True)
    assert hidden.value.decision.concealed


def test_at_pace_a_file_left_with_nobody_is_given_on_by_a_manager_who_does_not_read_it(in_force: object) -> None:
    cast: Cast = in_force("pace")
    deactivate_worker(by=cast.manager, reference=cast.caseworker.reference)
    assign(by=cast.manager, reference=cast.amina.reference, worker=cast.caseworker2.reference)
    assert cast.amina in CaseFile.objects.visible_to(cast.caseworker2, timezone.now())
    assert cast.amina not in CaseFile.objects.visible_to(cast.manager, timezone.now())


def test_an_assignment_cannot_end_before_it_starts(cast: Cast) -> None:
    assignment = Assignment.objects.filter(case_file=cast.amina).get()
    assignment.ended_at = assignment.started_at - timedelta(days=1)
    assignment.end_reason = "ended"
    with pytest.raises(ValidationError):
        assignment.full_clean()

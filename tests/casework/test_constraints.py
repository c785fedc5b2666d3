"""What must never be is refused by the database itself, whatever code asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from casework.models import (
    Assignment,
    CaseFile,
    Leave,
    SatisfactoryReview,
    Task,
    TeamMembership,
    Undertaking,
    VettingCheck,
    VolunteeringPeriod,
)
from casework.procedures.tasks import raise_task
from tests.cast import Cast


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (SatisfactoryReview, {"reviewer": F("worker")}),
        (VettingCheck, {"recorded_by": F("worker")}),
        (Undertaking, {"witness": F("worker")}),
        (VolunteeringPeriod, {"ended_on": F("started_on") - timedelta(days=1)}),
        (TeamMembership, {"left_on": F("joined_on") - timedelta(days=1)}),
        (Assignment, {"ended_at": F("started_at") - timedelta(days=1), "end_reason": "ended"}),
        (Assignment, {"end_reason": "ended"}),
        (CaseFile, {"status": "closed"}),
        (CaseFile, {"policy_explained_in": ""}),
    ],
)
def test_the_database_refuses(model: type, change: dict, cast: Cast) -> None:
    assert model.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_leave_never_ends_before_it_starts(cast: Cast) -> None:
    today = timezone.now().date()
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.create(
            worker=cast.new_volunteer,
            started_on=today,
            ended_on=today - timedelta(days=1),
            recorded_by=cast.manager,
            recorded_at=timezone.now(),
        )


def test_a_task_is_never_for_a_worker_and_a_power_at_once(cast: Cast) -> None:
    raise_task("take-over", at=timezone.now(), for_worker=cast.caseworker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(for_worker=cast.caseworker).update(for_power="advise")


def test_nobody_is_assigned_to_one_file_twice_at_a_time(cast: Cast) -> None:
    held = Assignment.objects.get(case_file=cast.amina)
    held.pk, held._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save(force_insert=True)

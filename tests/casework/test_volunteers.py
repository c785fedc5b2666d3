"""A volunteer's way to a file: dates, leave, a supervisor's word, a signature, a check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from casework.demo.cast import months_before
from casework.models import Assignment, Task, Undertaking, VolunteeringPeriod
from casework.procedures.assignments import assign
from casework.procedures.standing import (
    correct_volunteering,
    record_leave,
    record_satisfactory_review,
    record_vetting,
    record_volunteering,
)
from casework.procedures.workers import change_worker
from policy.calendar import add_months_civil, uk_date
from policy.vocabulary import Power
from tests.cast import Cast

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    return uk_date(timezone.now())


@pytest.mark.clause("NF-2.4a-i")
def test_a_volunteer_of_three_months_is_refused_with_the_clause_and_the_date(cast: Cast) -> None:
    for reference in (cast.bella.reference, "NF-26-9999"):
        decision = gate.ask(Action.OPEN_FILE, by=cast.new_volunteer, on=reference)
        assert decision.refused
        assert not decision.concealed
        assert decision.objections[0].source.id == "NF-2.4a"
        assert decision.changes_on == add_months_civil(months_before(today(), 3), 6)
    for action in (Action.LIST_FILES, Action.SEARCH_PEOPLE, Action.OPEN_NEW_FILE, Action.STATE_ACCESS_REASON):
        assert "NF-2.4a" in gate.ask(action, by=cast.new_volunteer).sources


@pytest.mark.clause("NF-2.4a-i")
def test_a_volunteer_inside_six_months_cannot_be_assigned_either(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        assign(by=cast.manager, reference=cast.bella.reference, worker=cast.new_volunteer.reference)
    assert {g.field for g in caught.value.decision.objections} == {"worker"}
    assert "NF-2.4a" in caught.value.decision.sources


@pytest.mark.clause("NF-2.4a-ii")
def test_a_settled_volunteer_with_a_good_review_opens_the_assigned_file_and_no_other(cast: Cast) -> None:
    opened = gate.require(Action.OPEN_FILE, by=cast.settled_volunteer, on=cast.bella.reference)
    assert opened.target.service_user.given_name == "Bella"
    assert opened.decision.support[0].source.id == "NF-2.4a"
    other = gate.ask(Action.OPEN_FILE, by=cast.settled_volunteer, on=cast.amina.reference)
    absent = gate.ask(Action.OPEN_FILE, by=cast.settled_volunteer, on="NF-26-9999")
    assert other.concealed
    assert absent.concealed


@pytest.mark.clause("NF-2.4a-ii")
def test_six_months_alone_never_unlock_and_a_bad_review_locks_again(cast: Cast) -> None:
    volunteer = cast.settled_volunteer
    record_satisfactory_review(
        by=cast.manager, worker=volunteer.reference, reviewed_on=today(), outcome="unsatisfactory"
    )
    assert gate.ask(Action.OPEN_FILE, by=volunteer, on=cast.bella.reference).refused
    volunteer.reviews.all().delete()
    assert gate.ask(Action.OPEN_FILE, by=volunteer, on=cast.bella.reference).refused


@pytest.mark.clause("NF-2.4a-ii")
def test_nobody_reviews_themselves_nor_for_a_day_to_come(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_satisfactory_review(by=cast.manager, worker=cast.manager.reference, reviewed_on=today())
    with pytest.raises(Refused) as caught:
        record_satisfactory_review(
            by=cast.manager, worker=cast.new_volunteer.reference, reviewed_on=today() + timedelta(days=1)
        )
    assert caught.value.decision.objections[0].field == "reviewed_on"


@pytest.mark.clause("NF-2.4a-ii")
def test_the_line_manager_may_review_and_another_colleague_may_not(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_satisfactory_review(by=cast.caseworker, worker=cast.new_volunteer.reference, reviewed_on=today())
    review = record_satisfactory_review(by=cast.coordinator, worker=cast.new_volunteer.reference, reviewed_on=today())
    assert review.reviewer == cast.coordinator


@pytest.mark.clause("NF-2.4a-ii")
def test_access_begins_at_local_midnight_of_the_day_the_months_are_complete(cast: Cast) -> None:
    record_volunteering_from(cast, date(2026, 1, 5))
    with time_machine.travel(datetime(2026, 7, 4, 23, 59, 59, tzinfo=LONDON)):
        assert gate.ask(Action.LIST_FILES, by=cast.settled_volunteer).changes_on == date(2026, 7, 5)
    with time_machine.travel(datetime(2026, 7, 5, 0, 0, tzinfo=LONDON)):
        record_satisfactory_review(
            by=cast.manager, worker=cast.settled_volunteer.reference, reviewed_on=date(2026, 7, 5)
        )
        assert gate.ask(Action.LIST_FILES, by=cast.settled_volunteer).permitted


def record_volunteering_from(cast: Cast, day: date) -> VolunteeringPeriod:
    period = cast.settled_volunteer.volunteering_periods.get()
    return correct_volunteering(
        by=cast.manager, worker=cast.settled_volunteer.reference, period=period.pk, started_on=day
    )


@pytest.mark.clause("NF-2.4a-ii")
def test_leave_entered_later_suspends_what_was_open_and_tells_the_supervisor(cast: Cast) -> None:
    volunteer = cast.settled_volunteer
    record_leave(
        by=cast.manager, worker=volunteer.reference, started_on=today() - timedelta(days=100), ended_on=today()
    )
    assert gate.ask(Action.OPEN_FILE, by=volunteer, on=cast.bella.reference).refused
    assignment = Assignment.objects.get(worker=volunteer)
    assert assignment.suspended_at is not None
    assert assignment.ended_at is None
    assert not volunteer.has_perm("casework.open_assigned_file", cast.bella)
    task = Task.objects.to_do().get(kind="access-suspended")
    assert task.for_worker == cast.coordinator
    assert task.about == volunteer.reference


def test_an_open_ended_leave_names_no_date_and_a_manager_ends_it(cast: Cast) -> None:
    record_leave(by=cast.manager, worker=cast.new_volunteer.reference, started_on=today())
    decision = gate.ask(Action.LIST_FILES, by=cast.new_volunteer)
    assert decision.changes_on is None
    assert any("stopped the clock" in g.reason for g in decision.objections)


def test_leave_that_ends_before_it_starts_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        record_leave(
            by=cast.manager,
            worker=cast.new_volunteer.reference,
            started_on=today(),
            ended_on=today() - timedelta(days=1),
        )
    assert not cast.new_volunteer.leaves.exists()


@pytest.mark.clause("NF-2.4a-ii")
def test_a_corrected_start_keeps_the_old_one_and_the_volunteer_cannot_correct_it(cast: Cast) -> None:
    period = cast.settled_volunteer.volunteering_periods.get()
    with pytest.raises(Refused):
        correct_volunteering(
            by=cast.settled_volunteer,
            worker=cast.settled_volunteer.reference,
            period=period.pk,
            started_on=months_before(today(), 12),
        )
    record_volunteering_from(cast, months_before(today(), 1))
    assert [h.started_on for h in period.history.all()] == [months_before(today(), 1), period.started_on]
    assert period.history.first().history_user == cast.manager
    assert gate.ask(Action.OPEN_FILE, by=cast.settled_volunteer, on=cast.bella.reference).refused


def test_a_second_open_period_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        record_volunteering(by=cast.manager, worker=cast.settled_volunteer.reference, started_on=today())


@pytest.mark.clause("PIAS-RS-2-i")
def test_where_the_policy_sets_no_waiting_time_a_new_volunteer_works_from_the_first_day(
    in_force: Callable[[str], Cast],
) -> None:
    cast = in_force("pias")
    assign(by=cast.manager, reference=cast.bella.reference, worker=cast.new_volunteer.reference)
    assert gate.ask(Action.ADD_NOTE, by=cast.new_volunteer, on=cast.bella.reference).permitted


@pytest.mark.clause("PRESTON-7-i")
def test_a_check_that_is_only_applied_for_keeps_a_volunteer_from_families(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("preston")
    record_vetting(by=cast.coordinator, worker=cast.new_volunteer.reference, applied_on=today())
    with pytest.raises(Refused) as caught:
        assign(by=cast.manager, reference=cast.bella.reference, worker=cast.new_volunteer.reference)
    assert "PRESTON-7" in caught.value.decision.sources
    with pytest.raises(Refused) as future:
        record_vetting(by=cast.coordinator, worker=cast.new_volunteer.reference, applied_on=today() + timedelta(days=1))
    assert "PRESTON-7" in future.value.decision.sources


@pytest.mark.clause("PRESTON-1")
def test_a_volunteer_without_an_undertaking_is_not_put_on_a_family(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("preston")
    Undertaking.objects.filter(worker=cast.new_volunteer).delete()
    with pytest.raises(Refused) as caught:
        assign(by=cast.manager, reference=cast.bella.reference, worker=cast.new_volunteer.reference)
    assert "PRESTON-1" in caught.value.decision.sources


def test_somebody_who_becomes_staff_stays_a_volunteer_until_that_day(cast: Cast) -> None:
    change_worker(
        by=cast.manager,
        reference=cast.new_volunteer.reference,
        name=cast.new_volunteer.name,
        role="caseworker",
        staff_from_on=today() + timedelta(days=2),
    )
    cast.new_volunteer.refresh_from_db()
    assert gate.ask(Action.LIST_FILES, by=cast.new_volunteer).refused
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert gate.ask(Action.LIST_FILES, by=cast.new_volunteer).permitted


def test_a_suspended_file_goes_on_only_when_it_is_assigned_again(cast: Cast) -> None:
    volunteer = cast.settled_volunteer
    leave = record_leave(
        by=cast.manager, worker=volunteer.reference, started_on=today() - timedelta(days=100), ended_on=today()
    )
    leave.delete()
    assert gate.ask(Action.OPEN_FILE, by=volunteer, on=cast.bella.reference).concealed
    assign(by=cast.manager, reference=cast.bella.reference, worker=volunteer.reference)
    assert gate.ask(Action.OPEN_FILE, by=volunteer, on=cast.bella.reference).permitted
    assert volunteer.has_power(Power.CASEWORK)

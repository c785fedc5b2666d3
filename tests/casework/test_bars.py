"""A bar beats every grant and rank; it works by name before an account exists, and is told to nobody."""

from __future__ import annotations

import pytest
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.models import Assignment, Bar, BarMatch, CaseFile, MatchState, Task, Worker
from casework.procedures.bars import lift_bar, record_bar, resolve_bar_match
from casework.procedures.tasks import raise_task
from casework.procedures.workers import change_worker, invite_worker
from policy.vocabulary import Power
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


def tasks_of(worker: Worker) -> list[str]:
    powers = [p for p in Power if worker.has_power(p)]
    return [t.kind for t in Task.objects.to_do().for_eyes_of(worker, powers)]


@pytest.mark.parametrize("typed", ["Sara Whitfield", "whitfield, sara", "Sarah Whitefield", "Sara J. Whitfield"])
def test_a_name_recorded_at_intake_blocks_the_worker_who_may_be_meant_at_once(cast: Cast, typed: str) -> None:
    record_bar(by=cast.caseworker2, reference=cast.marek.reference, name=typed, kind="ex-partner")
    match = BarMatch.objects.get()
    assert match.worker == cast.caseworker
    assert match.state == MatchState.POSSIBLE
    assert cast.marek not in CaseFile.objects.visible_to(cast.caseworker, timezone.now(), everywhere=True)


def test_a_bar_beats_the_assignment_and_the_team_of_a_manager(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.manager.name, kind="relative")
    assert cast.amina not in CaseFile.objects.visible_to(cast.manager, timezone.now())
    record_bar(by=cast.manager, reference=cast.bella.reference, name=cast.settled_volunteer.name, kind="conflict")
    assert gate.ask(Action.OPEN_FILE, by=cast.settled_volunteer, on=cast.bella.reference).concealed


def test_name_kind_and_reason_of_a_bar_are_sealed_and_only_the_pair_is_plain(cast: Cast) -> None:
    record_bar(
        by=cast.caseworker, reference=cast.amina.reference, name="Zqname Zqsurname", kind="alleged", reason="zqreason"
    )
    sealed_again()
    bar = Bar.objects.get()
    assert all(is_sealed(value) for value in (bar.name, bar.kind, bar.reason))
    assert "zq" not in str(list(LedgerEntry.objects.values_list("canonical", "reference"))).lower()


def test_a_bar_made_before_the_account_meets_the_applicant_on_the_day_of_the_invitation(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name="Nadia Example", kind="relative")
    assert not BarMatch.objects.exists()
    newcomer = invite_worker(
        by=cast.director, name="Nadia Example", email="nadia@demo.example", role="caseworker"
    ).worker
    assert BarMatch.objects.get().worker == newcomer
    assert "bar-match" not in tasks_of(newcomer)


@pytest.mark.parametrize(("barred", "invited"), [("Dave", "Dave Jones"), ("Dave", "David Jones")])
def test_a_single_word_meets_whoever_bears_it(cast: Cast, barred: str, invited: str) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=barred, kind="ex-partner")
    invite_worker(by=cast.director, name=invited, email="dave@demo.example", role="caseworker")
    assert BarMatch.objects.exists() is (barred in invited.split())


def test_a_new_name_is_matched_again(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name="Joanne Married", kind="relative")
    change_worker(by=cast.director, reference=cast.caseworker2.reference, name="Joanne Married", role="caseworker")
    assert BarMatch.objects.get().worker == cast.caseworker2


def test_a_second_account_of_the_same_person_is_kept_out_too(cast: Cast) -> None:
    second = invite_worker(
        by=cast.director,
        name="J. Smith",
        email="second@demo.example",
        role="caseworker",
        same_person_as=cast.caseworker2.reference,
    ).worker
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.caseworker2.name, kind="relative")
    assert cast.amina not in CaseFile.objects.visible_to(second, timezone.now(), everywhere=True)


def test_only_an_unconflicted_manager_sees_the_match_and_opens_the_name(cast: Cast) -> None:
    record_bar(
        by=cast.caseworker, reference=cast.amina.reference, name=cast.manager.name, kind="conflict", reason="why"
    )
    match = str(BarMatch.objects.get().pk)
    assert "bar-match" in tasks_of(cast.director)
    assert "bar-match" not in tasks_of(cast.manager)
    assert "bar-match" not in tasks_of(cast.coordinator)
    assert gate.ask(Action.RESOLVE_BAR_MATCH, by=cast.manager, on=match).concealed
    assert gate.ask(Action.RESOLVE_BAR_MATCH, by=cast.coordinator, on=match).refused
    sealed_again()
    opened = gate.require(Action.RESOLVE_BAR_MATCH, by=cast.director, on=match)
    assert opened.target.bar.name == cast.manager.name
    assert opened.target.bar.reason == "why"
    assert is_sealed(opened.target.case_file.service_user.given_name)


def test_a_different_person_gets_the_file_back_and_the_task_is_settled(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.manager.name, kind="conflict")
    resolve_bar_match(by=cast.director, match=str(BarMatch.objects.get().pk), same_person=False)
    assert cast.amina in CaseFile.objects.visible_to(cast.manager, timezone.now())
    assert "bar-match" not in tasks_of(cast.director)


def test_a_confirmed_match_ends_the_assignment_for_a_neutral_reason(cast: Cast) -> None:
    record_bar(by=cast.manager, reference=cast.bella.reference, name=cast.settled_volunteer.name, kind="relative")
    resolve_bar_match(by=cast.director, match=str(BarMatch.objects.get().pk), same_person=True)
    assignment = Assignment.objects.get(worker=cast.settled_volunteer)
    assert assignment.end_reason == "reassigned"


def test_a_barred_workers_tasks_about_the_file_move_on(cast: Cast) -> None:
    raise_task(
        "take-over", at=timezone.now(), for_worker=cast.caseworker, case_file=cast.amina, about=cast.amina.reference
    )
    record_bar(by=cast.manager, reference=cast.amina.reference, name=cast.caseworker.name, kind="conflict")
    assert "take-over" not in tasks_of(cast.caseworker)
    assert "take-over" in tasks_of(cast.manager)


def test_lifting_a_bar_is_for_those_who_handle_bars_and_lets_the_worker_back(cast: Cast) -> None:
    bar = record_bar(by=cast.caseworker, reference=cast.rosa.reference, name=cast.coordinator.name, kind="conflict")
    with pytest.raises(Refused):
        lift_bar(by=cast.caseworker, reference=cast.rosa.reference, bar=bar.pk)
    lift_bar(by=cast.manager, reference=cast.rosa.reference, bar=bar.pk)
    assert cast.rosa in CaseFile.objects.visible_to(cast.coordinator, timezone.now())
    invite_worker(by=cast.director, name=cast.coordinator.name, email="again@demo.example", role="caseworker")
    assert BarMatch.objects.blocking().count() == 0


@pytest.mark.clause("PRESTON-4")
def test_former_partners_leave_no_trace_in_each_others_search(any_cast: Cast) -> None:
    found = gate.require_each(Action.SEARCH_PEOPLE, by=any_cast.caseworker, query="Kowalczyk")
    assert [o.target.reference for o in found] == [any_cast.rosa.reference]
    found = gate.require_each(Action.SEARCH_PEOPLE, by=any_cast.caseworker2, query="Kowalczyk")
    assert [o.target.reference for o in found] == [any_cast.marek.reference]

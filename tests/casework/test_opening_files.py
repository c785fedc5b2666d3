"""Who opens a file, what a refusal gives away, and what is asked of staff from outside the team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.models import AccessReason, BarMatch, CaseFile, Worker
from casework.procedures.bars import link_own_file, record_bar
from casework.procedures.files import state_access_reason
from policy.decision import Decision
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed

MISSING = "NF-26-9999"


def refused(worker: Worker, reference: str) -> Decision:
    with pytest.raises(Refused) as caught:
        gate.require(Action.OPEN_FILE, by=worker, on=reference)
    return caught.value.decision


def test_a_file_read_past_the_gate_shows_sealed_and_no_name(cast: Cast) -> None:
    person = CaseFile.objects.get(pk=cast.amina.pk).service_user
    assert is_sealed(person.given_name)
    assert str(person.address) == "sealed"


def test_the_team_opens_its_file_and_every_reading_is_an_entry(cast: Cast) -> None:
    opened = gate.require(Action.OPEN_FILE, by=cast.manager, on=cast.amina.reference)
    assert opened.target.service_user.address == "12 Orchard Rise"
    entry = LedgerEntry.objects.latest("id")
    assert (entry.verb, entry.outcome, entry.reference) == ("open-file", "permitted", cast.amina.reference)
    assert entry.actor_id == cast.manager.reference


@pytest.mark.clause("NF-1.2", "ACEVO-2-i", "PIAS-CB-2-i")
@pytest.mark.parametrize(("slug", "clause"), [("new-futures", "NF-1.2"), ("acevo", "ACEVO-2"), ("pias", "PIAS-CB-2")])
def test_staff_from_outside_the_team_are_asked_why_before_the_file_opens(
    slug: str, clause: str, in_force: Callable[[str], Cast]
) -> None:
    cast = in_force(slug)
    decision = refused(cast.caseworker, cast.marek.reference)
    assert [g.field for g in decision.objections] == ["reason", "reason"]
    assert decision.objections[0].source.id == clause
    with pytest.raises(Refused):
        state_access_reason(by=cast.caseworker, reference=cast.marek.reference, reason="n/a")
    state_access_reason(by=cast.caseworker, reference=cast.marek.reference, reason="Joanne is away; he rang twice.")
    opened = gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.marek.reference)
    assert opened.target.service_user.given_name == "Marek"


def test_a_file_that_is_missing_asks_for_the_same_reason_and_then_answers_as_a_barred_one(cast: Cast) -> None:
    record_bar(by=cast.caseworker2, reference=cast.marek.reference, name=cast.caseworker.name, kind="conflict")
    sealed_again()
    answers = []
    for reference in (MISSING, cast.marek.reference):
        before = refused(cast.caseworker, reference)
        state_access_reason(by=cast.caseworker, reference=reference, reason="I was asked to cover.")
        after = refused(cast.caseworker, reference)
        answers.append(([g.reason for g in before.objections], before.concealed, after.concealed))
    assert answers[0] == answers[1]
    assert answers[0][2] is True


def test_a_stated_reason_runs_out_and_its_words_stay_sealed(cast: Cast) -> None:
    state_access_reason(by=cast.caseworker, reference=cast.marek.reference, reason="zqreason covering")
    assert "zqreason" not in str(list(LedgerEntry.objects.values_list("canonical", flat=True)))
    sealed_again()
    kept = AccessReason.objects.get()
    assert is_sealed(kept.reason)
    assert kept.folder_id == cast.marek.folder_id
    with time_machine.travel(timezone.now() + timedelta(hours=8, minutes=1)):
        assert [g.field for g in refused(cast.caseworker, cast.marek.reference).objections] == ["reason", "reason"]


def test_the_reason_for_a_missing_file_is_kept_in_the_askers_own_folder(cast: Cast) -> None:
    state_access_reason(by=cast.caseworker, reference=MISSING, reason="A caller gave this number.")
    assert AccessReason.objects.get().folder_id == cast.caseworker.folder_id


@pytest.mark.clause("PACE-5-i")
def test_at_pace_only_the_worker_told_opens_the_file_and_a_colleague_finds_nothing(
    in_force: Callable[[str], Cast],
) -> None:
    cast = in_force("pace")
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    for colleague in (cast.caseworker2, cast.manager, cast.director, cast.coordinator):
        there = refused(colleague, cast.amina.reference)
        absent = refused(colleague, "PACE-26-9999")
        assert there.concealed
        assert absent.concealed
        with pytest.raises(Refused):
            state_access_reason(by=colleague, reference=cast.amina.reference, reason="I want to help.")
        assert gate.require_each(Action.SEARCH_PEOPLE, by=colleague, query="Yusuf", reason="I want to help.") == []


@pytest.mark.clause("PACE-1")
def test_committee_opens_no_file_and_learns_it_from_the_role_alone(any_cast: Cast) -> None:
    there, absent = (refused(any_cast.chair, r) for r in (any_cast.amina.reference, "XX-26-0001"))
    assert there == absent
    assert not there.concealed


@pytest.mark.clause("NF-1.1l")
def test_the_accused_worker_gets_the_page_of_a_missing_file_whatever_the_rank(cast: Cast) -> None:
    record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.manager.name, kind="alleged")
    assert refused(cast.manager, cast.amina.reference).objections[0].field == "reason"
    state_access_reason(by=cast.manager, reference=cast.amina.reference, reason="Supervision")
    assert refused(cast.manager, cast.amina.reference).concealed
    assert BarMatch.objects.get().worker == cast.manager


def test_nobody_opens_the_file_about_themselves_through_a_workers_account(cast: Cast) -> None:
    link_own_file(by=cast.manager, reference=cast.amina.reference, worker=cast.caseworker.reference)
    state_access_reason(by=cast.caseworker, reference=cast.amina.reference, reason="It is mine.")
    assert refused(cast.caseworker, cast.amina.reference).concealed
    assert cast.amina.pk not in {f.pk for f in CaseFile.objects.visible_to(cast.caseworker, timezone.now())}


@pytest.mark.clause("NF-4.6.1")
def test_involvement_opens_to_the_assigned_staff_and_not_to_the_rest_of_the_team(cast: Cast) -> None:
    def compartments(worker: Worker) -> frozenset[str]:
        return gate.ask(Action.OPEN_FILE, by=worker, on=cast.bella.reference).opens[0].compartments

    assert "involvement" in compartments(cast.caseworker)
    assert "involvement" not in compartments(cast.coordinator)
    assert "involvement" not in compartments(cast.settled_volunteer)

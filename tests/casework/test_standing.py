"""Undertakings, their days of grace, check results, deputies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.actors import SystemActor
from audit.adoption import adopt
from audit.gate import Refused
from audit.models import AdoptedPolicy, LedgerEntry
from casework.models import DeputyNomination, Undertaking, VettingCheck
from casework.procedures.standing import nominate_deputy, record_vetting, sign_undertaking, withdraw_nomination
from casework.procedures.workers import invite_worker
from policy.calendar import uk_date
from policy.loading import shipped_text
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


def today() -> date:
    return uk_date(timezone.now())


@pytest.mark.clause("NF-4.2a", "PRESTON-0")
@pytest.mark.parametrize(("slug", "clause"), [("new-futures", "NF-4.2a"), ("preston", "PRESTON-0")])
def test_a_new_starter_opens_nothing_before_signing_and_at_once_after(
    slug: str, clause: str, in_force: Callable[[str], Cast]
) -> None:
    cast = in_force(slug)
    starter = invite_worker(
        by=cast.director, name="New Starter", email="s@demo.example", role="caseworker", team=cast.team
    ).worker
    decision = gate.ask(Action.OPEN_FILE, by=starter, on=cast.amina.reference)
    assert clause in decision.sources
    assert "DEF-28" in decision.sources
    with pytest.raises(Refused):
        sign_undertaking(by=starter, typed_name="Somebody Else")
    sign_undertaking(by=starter, typed_name="  new   STARTER ")
    assert gate.ask(Action.OPEN_FILE, by=starter, on=cast.amina.reference).permitted
    with pytest.raises(Refused):
        sign_undertaking(by=starter, typed_name="New Starter")


@pytest.mark.clause("NF-4.2a")
def test_a_new_version_leaves_fourteen_days_to_those_who_signed_the_one_before(cast: Cast) -> None:
    newer = shipped_text("new-futures").replace('version = "web-2025"', 'version = "web-2026"')
    newer = newer.replace("in_force_from = 2025-01-01", f"in_force_from = {today().isoformat()}")
    adopt(newer, by=SystemActor("tests"))
    assert AdoptedPolicy.objects.count() == 2
    assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).notes
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).permitted
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).refused
        sign_undertaking(by=cast.caseworker, typed_name=cast.caseworker.name)
        assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).permitted


@pytest.mark.clause("PRESTON-1")
def test_a_volunteers_undertaking_keeps_version_name_date_and_witness(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("preston")
    Undertaking.objects.filter(worker=cast.new_volunteer).delete()
    for witness in ("", cast.new_volunteer.reference, "W-9999"):
        with pytest.raises(Refused) as caught:
            sign_undertaking(by=cast.new_volunteer, typed_name=cast.new_volunteer.name, witness=witness)
        assert caught.value.decision.objections[0].field == "witness"
    signed = sign_undertaking(
        by=cast.new_volunteer, typed_name=cast.new_volunteer.name, witness=cast.coordinator.reference
    )
    assert signed.witness == cast.coordinator
    assert signed.policy.version == cast.profile.version


@pytest.mark.clause("PRESTON-7-ii")
def test_a_check_result_is_read_by_the_two_named_roles_and_every_reading_is_recorded(
    in_force: Callable[[str], Cast],
) -> None:
    cast = in_force("preston")
    volunteer = cast.new_volunteer.reference
    sealed_again()
    for worker in (cast.director, cast.manager, cast.caseworker):
        with pytest.raises(Refused) as caught:
            gate.require(Action.SEE_VETTING, by=worker, on=volunteer)
        assert caught.value.decision.sources[0] == "PRESTON-7"
    assert is_sealed(VettingCheck.objects.filter(worker=cast.new_volunteer).first().detail)
    for worker in (cast.coordinator, cast.chair):
        gate.require(Action.SEE_VETTING, by=worker, on=volunteer)
        assert "Certificate" in VettingCheck.objects.filter(worker=cast.new_volunteer).first().detail
        assert LedgerEntry.objects.latest("id").verb == "see-vetting"
        sealed_again()


@pytest.mark.clause("PRESTON-7-ii")
def test_the_chairs_own_result_goes_to_the_coordinator_and_the_other_way_round(
    in_force: Callable[[str], Cast],
) -> None:
    cast = in_force("preston")
    record_vetting(by=cast.chair, worker=cast.coordinator.reference, applied_on=today())
    for own in (cast.chair, cast.coordinator):
        assert gate.ask(Action.SEE_VETTING, by=own, on=own.reference).refused
        assert gate.ask(Action.RECORD_VETTING, by=own, on=own.reference).refused
    assert gate.ask(Action.SEE_VETTING, by=cast.chair, on=cast.coordinator.reference).permitted


@pytest.mark.clause("PACE-7-i")
def test_a_deputy_at_pace_is_nominated_by_the_principal_or_the_board_with_dates(
    in_force: Callable[[str], Cast],
) -> None:
    cast = in_force("pace")
    dates = {"started_on": today(), "ended_on": today() + timedelta(days=14)}
    own = nominate_deputy(by=cast.director, principal=cast.director.reference, deputy=cast.manager.reference, **dates)
    board = nominate_deputy(
        by=cast.chair, principal=cast.director.reference, deputy=cast.coordinator.reference, **dates
    )
    assert (own.by_board, board.by_board) == (False, True)
    assert set(DeputyNomination.objects.in_force_on(today())) == {own, board}
    withdraw_nomination(by=cast.director, nomination=own.pk)
    own.refresh_from_db()
    assert own.withdrawn_at is not None


@pytest.mark.parametrize(
    ("by", "principal", "deputy", "first", "last", "field"),
    [
        ("director", "director", "manager", -1, 14, "started_on"),
        ("director", "director", "manager", 3, 2, "ended_on"),
        ("director", "director", "director", 0, 14, "deputy"),
        ("director", "chair", "manager", 0, 14, "principal"),
        ("chair", "director", "chair", 0, 14, "deputy"),
        ("chair", "manager", "coordinator", 0, 14, "principal"),
        ("manager", "director", "manager", 0, 14, ""),
    ],
)
def test_no_nomination_is_backdated_or_made_by_or_for_the_wrong_person(
    by: str, principal: str, deputy: str, first: int, last: int, field: str, in_force: Callable[[str], Cast]
) -> None:
    cast = in_force("pace")
    with pytest.raises(Refused) as caught:
        nominate_deputy(
            by=getattr(cast, by),
            principal=getattr(cast, principal).reference,
            deputy=getattr(cast, deputy).reference,
            started_on=today() + timedelta(days=first),
            ended_on=today() + timedelta(days=last),
        )
    assert field in {g.field for g in caught.value.decision.objections}
    assert not DeputyNomination.objects.exists()


def test_where_the_policy_knows_no_deputies_none_is_nominated(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        nominate_deputy(
            by=cast.director,
            principal=cast.director.reference,
            deputy=cast.manager.reference,
            started_on=today(),
            ended_on=today(),
        )
    assert caught.value.decision.sources[0] == "NF-1.4"

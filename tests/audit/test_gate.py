"""The gate: what is recorded, what is opened, and that a refusal changes nothing."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied

from audit import gate, ledger
from audit.actions import Action, Outcome
from audit.actors import NOBODY, SystemActor
from audit.context import one_request, remembered
from audit.faces import public_face
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.procedures.bars import record_bar
from policy.decision import decide, forbids, requires
from tests.cast import Cast, sealed_again
from vault.sealed import Sealed

pytestmark = pytest.mark.django_db


def newest() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-id")[0]


def count() -> int:
    return LedgerEntry.objects.count()


def test_asking_opens_nothing_and_records_nothing(cast: Cast) -> None:
    before = count()
    assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference).permitted
    cast.amina.service_user.refresh_from_db()
    assert isinstance(cast.amina.service_user.given_name, Sealed)
    assert count() == before


def test_requiring_opens_what_the_decision_opens_and_records_the_reading(cast: Cast) -> None:
    opened = gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    assert opened.target.service_user.given_name == "Amina"
    entry = newest()
    assert (entry.verb, entry.outcome, entry.reference, entry.folder_id) == (
        "open-file", "permitted", cast.amina.reference, cast.amina.folder_id,
    )  # fmt: skip
    assert ledger.content_of(entry)["policy"].startswith("new-futures")
    assert entry.sources


def test_what_one_request_opened_the_next_finds_sealed(cast: Cast) -> None:
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    sealed_again()
    cast.amina.service_user.refresh_from_db()
    assert isinstance(cast.amina.service_user.given_name, Sealed)


@pytest.mark.clause("NF-2.4a-i")
def test_a_new_volunteer_is_refused_by_role_equally_for_every_reference_and_recorded(cast: Cast) -> None:
    decisions = []
    for reference in (cast.amina.reference, "NF-99-9999"):
        with pytest.raises(Refused) as caught:
            gate.require(Action.OPEN_FILE, by=cast.new_volunteer, on=reference)
        decisions.append(caught.value.decision)
        assert (newest().outcome, newest().reference) == (Outcome.REFUSED, reference)
    assert decisions[0] == decisions[1]
    assert "NF-2.4a" in decisions[0].sources
    assert decisions[0].changes_on is not None


def test_the_form_of_an_act_is_checked_without_an_entry_but_its_refusal_has_one(cast: Cast) -> None:
    before = count()
    gate.check(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference)
    assert count() == before
    with pytest.raises(Refused):
        gate.check(Action.ADD_NOTE, by=cast.new_volunteer, on=cast.amina.reference)
    assert count() == before + 1


def test_a_change_and_its_entry_stand_or_fall_together(cast: Cast) -> None:
    before = count()
    with (  # noqa: PT012 - the change and its failure are one block
        pytest.raises(ZeroDivisionError),
        gate.perform(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference) as opened,
    ):
        opened.target.area = "changed"
        opened.target.save(update_fields=["area"])
        raise ZeroDivisionError
    cast.amina.refresh_from_db()
    assert cast.amina.area != "changed"
    assert count() == before


def test_a_second_decision_inside_a_change_undoes_it_and_is_recorded_as_refused(cast: Cast) -> None:
    late = decide([requires(cast.profile.general_clause, "Too late.", remedy="Be earlier.")], cast.profile.ref)
    with (  # noqa: PT012 - the change and its refusal are one block
        pytest.raises(Refused),
        gate.perform(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference) as opened,
    ):
        opened.target.area = "changed"
        opened.target.save(update_fields=["area"])
        opened.refuse_if(late)
    cast.amina.refresh_from_db()
    assert cast.amina.area != "changed"
    assert newest().outcome == Outcome.REFUSED


def test_the_entry_of_a_change_carries_a_mac_of_ciphertexts_and_never_of_words(cast: Cast) -> None:
    with gate.perform(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference) as opened:
        opened.record(opened.target.service_user, kind="looked-at")
    details = ledger.content_of(newest())["details"]
    assert details["kind"] == "looked-at"
    assert len(details["change_mac"]) == 64
    assert "Amina" not in json.dumps(ledger.content_of(newest()))


def test_a_list_is_one_entry_that_names_what_was_listed(cast: Cast) -> None:
    before = count()
    listed = gate.require_each(Action.LIST_FILES, by=cast.caseworker)
    assert count() == before + 1
    assert sorted(ledger.content_of(newest())["details"]["listed"]) == sorted(o.target.reference for o in listed)
    assert {o.target.service_user.given_name for o in listed} >= {"Amina", "Rosa"}


def test_a_volunteer_inside_six_months_lists_nothing_at_all(cast: Cast) -> None:
    with pytest.raises(Refused):
        gate.require_each(Action.LIST_FILES, by=cast.new_volunteer)
    assert newest().outcome == Outcome.REFUSED


def test_neither_a_job_nor_a_stranger_may_ask_as_if_they_were_a_worker(cast: Cast) -> None:
    for actor in (SystemActor("nightly"), NOBODY):
        assert gate.ask(Action.OPEN_FILE, by=actor, on=cast.amina.reference).refused


def test_entries_of_one_request_share_its_id(cast: Cast) -> None:
    with one_request() as request_id:
        gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
        gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.rosa.reference)
    assert list(LedgerEntry.objects.order_by("-id").values_list("request_id", flat=True)[:2]) == [request_id] * 2


def test_something_is_looked_up_once_a_request_and_afresh_outside_one() -> None:
    asked: list[int] = []
    with one_request():
        assert [remembered("k", lambda: asked.append(1) or len(asked)) for _ in range(3)] == [1, 1, 1]
    assert remembered("k", lambda: 9) == 9


def test_has_perm_is_the_gate_and_a_no_ends_the_chain(cast: Cast) -> None:
    reference = cast.amina.reference
    assert cast.caseworker.has_perm("audit.open_file", reference)
    assert not cast.new_volunteer.has_perm("audit.open_file", reference)
    assert not cast.caseworker.has_perm("casework.delete_casefile")
    assert not cast.caseworker.is_superuser
    from audit.backends import GateBackend

    with pytest.raises(PermissionDenied):
        GateBackend().has_perm(cast.new_volunteer, "audit.open_file", reference)


def test_a_concealed_refusal_shows_only_the_general_clause(cast: Cast) -> None:
    real = decide(
        [forbids(cast.profile.general_clause, "Barred."), forbids(cast.profile.general_clause, "Own file.")],
        cast.profile.ref,
        concealed=True,
    )
    face = public_face(real, cast.profile)
    assert face.concealed
    assert [g.source for g in face.objections] == [cast.profile.general_clause]
    assert "Barred" not in face.objections[0].reason


def test_a_change_looks_everything_up_afresh_and_the_request_then_knows_nothing_of_before(cast: Cast) -> None:
    with one_request():
        assert remembered("k", lambda: "before") == "before"
        with gate.perform(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference):
            assert remembered("k", lambda: "inside") == "inside"
        assert remembered("k", lambda: "after") == "after"


def test_a_right_taken_away_by_a_change_counts_at_once_in_the_same_request(cast: Cast) -> None:
    with one_request():
        assert gate.ask(Action.OPEN_FILE, by=cast.coordinator, on=cast.amina.reference).permitted
        record_bar(by=cast.caseworker, reference=cast.amina.reference, name=cast.coordinator.name, kind="relative")
        assert gate.ask(Action.OPEN_FILE, by=cast.coordinator, on=cast.amina.reference).refused

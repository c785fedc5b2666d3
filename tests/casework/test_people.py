"""Finding people, changing their details, the people round them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.models import AccessReason, CaseFile, Relation, Worker
from casework.procedures.bars import record_bar
from casework.procedures.files import open_new_file
from casework.procedures.people import add_relation, edit_person, end_relation, search_people
from casework.procedures.stale import StaleForm
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


def found(worker: Worker, query: str, reason: str = "") -> list[str]:
    return [o.target.reference for o in search_people(by=worker, query=query, reason=reason)]


@pytest.mark.parametrize("typed", ["Siobhán O'Brien", "siobhan obrien", "O’Brien", "o brien", "SIOBHAN", "Obr"])
def test_a_name_is_found_however_it_is_typed(cast: Cast, typed: str) -> None:
    file = open_new_file(
        by=cast.caseworker, given_name="Siobhán", family_name="O'Brien", person_role="service user", team=cast.team
    )
    assert found(cast.manager, typed) == [file.reference]


def test_a_reference_is_found_by_itself(cast: Cast) -> None:
    assert found(cast.caseworker, cast.amina.reference.lower()) == [cast.amina.reference]
    assert found(cast.caseworker, cast.marek.reference) == []


def test_a_search_opens_the_names_and_nothing_else(cast: Cast) -> None:
    sealed_again()
    (opened,) = search_people(by=cast.caseworker, query="Yusuf")
    person = opened.target.service_user
    assert person.given_name == "Amina"
    assert is_sealed(person.address)


def test_results_and_their_number_come_from_what_the_asker_may_open(any_cast: Cast) -> None:
    for worker in (any_cast.caseworker, any_cast.caseworker2, any_cast.manager):
        may_open = set(CaseFile.objects.visible_to(worker, timezone.now()).values_list("reference", flat=True))
        for query in ("a", "am", "ami", "Amina", "Yusuf", "Rosa", "Kowalczyk", "Marek", "Bella", "Thorne"):
            assert set(found(worker, query)) <= may_open


def test_a_wider_search_states_a_reason_which_is_kept_and_still_skips_the_barred(cast: Cast) -> None:
    assert found(cast.caseworker, "Marek") == []
    assert found(cast.caseworker, "Marek", "He rang the wrong office.") == [cast.marek.reference]
    assert AccessReason.objects.get().reference == ""
    record_bar(by=cast.caseworker2, reference=cast.marek.reference, name=cast.caseworker.name, kind="relative")
    assert found(cast.caseworker, "Marek", "He rang the wrong office.") == []


def test_a_wider_search_opens_no_file_by_itself(cast: Cast) -> None:
    found(cast.caseworker, "Marek", "He rang the wrong office.")
    assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.marek.reference).refused


def test_a_search_is_one_entry_that_names_references_and_never_the_words(cast: Cast) -> None:
    before = LedgerEntry.objects.count()
    found(cast.manager, "Yusuf")
    (entry,) = LedgerEntry.objects.order_by("id")[before:]
    assert cast.amina.reference.encode() in bytes(entry.canonical)
    assert b"usuf" not in bytes(entry.canonical)


def test_a_new_name_is_found_and_the_old_one_no_more_while_history_keeps_it(cast: Cast) -> None:
    edit_person(by=cast.caseworker, reference=cast.amina.reference, version=1, family_name="Farah")
    assert found(cast.caseworker, "Farah") == [cast.amina.reference]
    assert found(cast.caseworker, "Yusuf") == []
    person = cast.amina.service_user
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    assert [h.family_name for h in person.history.all()] == ["Farah", "Yusuf"]


def test_two_people_editing_lose_nothing(cast: Cast) -> None:
    edit_person(by=cast.caseworker, reference=cast.amina.reference, version=1, phone="07700 900999")
    with pytest.raises(StaleForm) as caught:
        edit_person(by=cast.manager, reference=cast.amina.reference, version=1, phone="07700 900000")
    assert caught.value.saved_by == cast.caseworker


def test_only_a_persons_details_are_edited(cast: Cast) -> None:
    with pytest.raises(TypeError):
        edit_person(by=cast.caseworker, reference=cast.amina.reference, version=1, folder_id=cast.rosa.folder_id)


@pytest.mark.clause("PRESTON-4")
def test_a_relation_gives_no_right_and_shows_nothing_on_the_other_side(cast: Cast) -> None:
    add_relation(
        by=cast.caseworker, reference=cast.rosa.reference, kind="former partner", name="Marek", other=cast.marek
    )
    assert gate.ask(Action.OPEN_FILE, by=cast.caseworker, on=cast.marek.reference).refused
    assert not Relation.objects.filter(case_file=cast.marek).exists()
    sealed_again()
    gate.require(Action.OPEN_FILE, by=cast.caseworker2, on=cast.marek.reference)
    assert is_sealed(Relation.objects.get().kind)


def test_a_relation_ends_without_being_forgotten(cast: Cast) -> None:
    relation = add_relation(by=cast.caseworker, reference=cast.rosa.reference, kind="sister", name="Ewa")
    end_relation(by=cast.caseworker, reference=cast.rosa.reference, relation=str(relation.pk))
    assert Relation.objects.get().ended_at is not None


def test_somebody_outside_changes_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        edit_person(by=cast.caseworker2, reference=cast.amina.reference, version=1, phone="1")
    with pytest.raises(Refused):
        add_relation(by=cast.caseworker2, reference=cast.amina.reference, kind="aunt")

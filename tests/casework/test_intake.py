"""Opening a file: numbers never used twice, names sealed, people already known, who called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.models import Assignment, CaseFile, ReferenceCounter, ServiceUser, Task
from casework.procedures.duplicates import duplicate_candidates, possible_duplicates, resolve_duplicate
from casework.procedures.files import close_file, open_new_file, reopen_file
from casework.procedures.people import explain_policy
from tests.cast import Cast, sealed_again
from vault import keys
from vault.sealed import is_sealed


def new(cast: Cast, by: object = None, **details: object) -> CaseFile:
    role = cast.profile.people.service_user_roles.value[0]
    given = {"given_name": "Zqgiven", "family_name": "Zqfamily", "person_role": role, **details}
    return open_new_file(by=by or cast.caseworker, **given)


@pytest.mark.clause("NF-4.5-ii")
def test_each_person_has_one_file_in_one_folder_with_a_key_of_its_own(cast: Cast) -> None:
    file = new(cast)
    assert file.service_user.case_file == file
    assert file.folder_id == file.service_user.folder_id
    assert keys.folder_exists(file.folder_id)
    assert Assignment.objects.live().get(case_file=file).worker == cast.caseworker


def test_a_number_is_never_given_out_again_even_when_the_last_file_is_gone(cast: Cast) -> None:
    first = new(cast)
    CaseFile.objects.filter(pk=first.pk).delete()
    second = new(cast)
    assert int(second.reference[-4:]) == int(first.reference[-4:]) + 1
    year = f"{timezone.now():%y}"
    assert second.reference.startswith(f"NF-{year}-")
    assert ReferenceCounter.objects.get(series=f"NF-{year}").last == int(second.reference[-4:])


def test_the_new_files_entry_names_it_and_no_one(cast: Cast) -> None:
    file = new(cast, address="zqaddress")
    entry = LedgerEntry.objects.filter(verb="open-new-file", outcome="permitted").latest("id")
    assert entry.reference == file.reference
    assert entry.folder_id == file.folder_id
    assert b"zq" not in bytes(entry.canonical).lower()


def test_details_that_cannot_be_true_are_refused_and_leave_nothing_behind(cast: Cast) -> None:
    files, people = CaseFile.objects.count(), ServiceUser.objects.count()
    with pytest.raises(ValidationError):
        new(cast, given_name="")
    assert (CaseFile.objects.count(), ServiceUser.objects.count()) == (files, people)


@pytest.mark.clause("ACEVO-PR-3-i")
def test_at_acevo_nobody_asks_for_somebody_else(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("acevo")
    before = CaseFile.objects.count()
    with pytest.raises(Refused) as caught:
        new(cast, came_by="family")
    assert caught.value.decision.objections[0].source.id == "ACEVO-PR-3"
    assert caught.value.decision.objections[0].field == "came_by"
    assert CaseFile.objects.count() == before
    assert new(cast, came_by="self").reference.startswith("ACEVO-")


def test_somebody_known_to_the_worker_is_offered_before_saving(cast: Cast) -> None:
    found = possible_duplicates(by=cast.caseworker, given_name="Aminah", family_name="Yusuf")
    assert [o.target.reference for o in found] == [cast.amina.reference]
    assert possible_duplicates(by=cast.caseworker, given_name="Marek", family_name="Kowalczyk") == []


def test_somebody_hidden_becomes_a_managers_task_without_a_sign_to_the_worker(cast: Cast) -> None:
    hidden = new(cast, given_name="Marek", family_name="Kowalczyk")
    plain = new(cast, given_name="Wholly", family_name="Unknown")
    assert hidden.duplicate_check == "waiting"
    assert plain.duplicate_check == "clear"
    task = Task.objects.to_do().get(kind="possible-duplicate")
    assert (task.for_power, task.about) == ("manage-files", hidden.reference)
    assert not Task.objects.for_eyes_of(cast.caseworker, []).filter(kind="possible-duplicate").exists()
    details = [bytes(e.canonical) for e in LedgerEntry.objects.filter(verb="open-new-file", outcome="permitted")]
    assert not any(b"duplicate" in text for text in details)


def test_a_manager_sees_both_names_and_nothing_else_and_decides(cast: Cast) -> None:
    hidden = new(cast, given_name="Marek", family_name="Kowalczyk")
    sealed_again()
    opened, others = duplicate_candidates(by=cast.manager, reference=hidden.reference)
    assert {o.target.reference for o in others} >= {cast.marek.reference}
    assert others[0].target.service_user.family_name == "Kowalczyk"
    assert is_sealed(others[0].target.service_user.address)
    with pytest.raises(Refused):
        resolve_duplicate(by=cast.caseworker, reference=hidden.reference, same_person=True)
    resolve_duplicate(by=cast.manager, reference=hidden.reference, same_person=True)
    assert not Task.objects.to_do().filter(kind="possible-duplicate").exists()
    assert opened.target.reference == hidden.reference


@pytest.mark.clause("NF-4.2b-i", "PIAS-1")
def test_a_file_opened_before_the_policy_was_explained_reminds_the_worker_until_it_was(any_cast: Cast) -> None:
    file = new(any_cast)
    task = Task.objects.to_do().get(kind="explain-policy", case_file=file)
    assert task.for_worker == any_cast.caseworker
    explain_policy(by=any_cast.caseworker, reference=file.reference, language="Somali")
    file.refresh_from_db()
    assert (file.policy_explained_in, file.policy_explained_by) == ("Somali", any_cast.caseworker)
    assert not Task.objects.to_do().filter(kind="explain-policy", case_file=file).exists()


def test_explaining_without_saying_in_which_language_is_refused(cast: Cast) -> None:
    file = new(cast)
    with pytest.raises(ValidationError):
        explain_policy(by=cast.caseworker, reference=file.reference, language="")


def test_closing_and_reopening_is_for_the_assigned_worker_or_a_manager_and_done_once(cast: Cast) -> None:
    with pytest.raises(Refused):
        close_file(by=cast.settled_volunteer, reference=cast.amina.reference)
    close_file(by=cast.caseworker, reference=cast.amina.reference)
    with pytest.raises(Refused):
        close_file(by=cast.manager, reference=cast.amina.reference)
    assert gate.ask(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference).refused
    reopen_file(by=cast.manager, reference=cast.amina.reference)
    assert gate.ask(Action.ADD_NOTE, by=cast.caseworker, on=cast.amina.reference).permitted


def test_a_stranger_to_the_file_cannot_close_it_by_a_made_up_request(cast: Cast) -> None:
    with pytest.raises(Refused):
        close_file(by=cast.caseworker2, reference=cast.amina.reference)
    cast.amina.refresh_from_db()
    assert cast.amina.is_open
    assert LedgerEntry.objects.latest("id").outcome == "refused"


def test_an_estimated_birth_date_is_kept_as_one(cast: Cast) -> None:
    file = new(cast, birth_date=date(2010, 1, 1), birth_date_estimated=True)
    assert gate.require(
        Action.OPEN_FILE, by=cast.caseworker, on=file.reference
    ).target.service_user.birth_date_estimated

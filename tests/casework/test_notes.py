"""Notes: sealed by kind, never in the future, corrected without loss, never overwritten unread."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.models import LedgerEntry
from casework.models import CaseNote
from casework.procedures.notes import correct_note, record_note
from casework.procedures.stale import StaleForm
from casework.procedures.workers import deactivate_worker
from policy.calendar import uk_date
from tests.cast import Cast, sealed_again
from vault.sealed import is_sealed


def write(cast: Cast, **details: object) -> CaseNote:
    given = {
        "by": cast.caseworker,
        "reference": cast.amina.reference,
        "category": "notes",
        "body": "zqbody first words",
        "happened_at": timezone.now() - timedelta(hours=1),
    }
    return record_note(**{**given, **details})


def test_a_note_is_sealed_in_the_compartment_of_its_kind(cast: Cast) -> None:
    note = write(cast, category="health")
    sealed_again()
    assert is_sealed(CaseNote.objects.get(pk=note.pk).body)
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    assert CaseNote.objects.get(pk=note.pk).body == "zqbody first words"
    assert b"zqbody" not in b"".join(bytes(e.canonical) for e in LedgerEntry.objects.all())


def test_a_note_of_tomorrow_is_refused_by_the_form_and_by_the_database(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        write(cast, happened_at=timezone.now() + timedelta(minutes=5))
    note = write(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseNote.objects.filter(pk=note.pk).update(happened_at=timezone.now() + timedelta(days=1))


def test_a_note_just_before_midnight_in_summer_is_of_that_day(cast: Cast) -> None:
    with time_machine.travel(datetime(2027, 7, 1, 23, 30, tzinfo=ZoneInfo("Europe/London"))):
        note = write(cast, happened_at=timezone.now())
        assert uk_date(note.happened_at).isoformat() == "2027-07-01"
        cast.amina.refresh_from_db()
        assert cast.amina.last_used_on.isoformat() == "2027-07-01"


def test_words_from_an_agency_name_the_agency(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        write(cast, source="agency")
    assert write(cast, source="agency", from_agency=cast.housing).from_agency == cast.housing


@pytest.mark.clause("NF-4.6.4-i")
def test_what_the_person_has_not_seen_or_others_said_stays_out_of_a_viewing_until_decided(cast: Cast) -> None:
    own = write(cast)
    seen = write(cast, source="agency", from_agency=cast.housing, person_has_seen="yes")
    write(cast, source="agency", from_agency=cast.housing, person_has_seen="no")
    write(cast, source="agency", from_agency=cast.housing, person_has_seen="unknown")
    write(cast, source="third-party")
    write(cast, about_others=True)
    assert set(CaseNote.objects.filter(case_file=cast.amina).for_viewing()) == {own, seen}


def test_a_correction_keeps_the_earlier_text_and_says_who_made_it(cast: Cast) -> None:
    note = write(cast)
    correct_note(
        by=cast.caseworker, reference=cast.amina.reference, note=note.pk, version=1, body="zqbody second words"
    )
    found = CaseNote.objects.get(pk=note.pk)
    assert (found.version, found.corrected_by) == (2, cast.caseworker)
    assert [h.body for h in found.history.all()] == ["zqbody second words", "zqbody first words"]
    assert {h.history_user for h in found.history.all()} == {cast.caseworker}


def test_a_form_that_has_gone_stale_overwrites_nothing(cast: Cast) -> None:
    note = write(cast)
    correct_note(by=cast.manager, reference=cast.amina.reference, note=note.pk, version=1, body="the manager's")
    with pytest.raises(StaleForm) as caught:
        correct_note(by=cast.caseworker, reference=cast.amina.reference, note=note.pk, version=1, body="mine")
    assert caught.value.saved_by == cast.manager
    assert CaseNote.objects.get(pk=note.pk).body == "the manager's"


def test_a_colleague_does_not_change_anothers_words_but_a_manager_may(cast: Cast) -> None:
    note = write(cast)
    with pytest.raises(Refused):
        correct_note(
            by=cast.settled_volunteer, reference=cast.amina.reference, note=note.pk, version=1, body="not mine"
        )
    other = write(cast, by=cast.coordinator)
    with pytest.raises(Refused):
        correct_note(by=cast.caseworker, reference=cast.amina.reference, note=other.pk, version=1, body="not mine")


def test_a_note_of_another_file_is_not_reached_through_ones_own(cast: Cast) -> None:
    elsewhere = write(cast, by=cast.caseworker2, reference=cast.marek.reference)
    with pytest.raises(Refused):
        correct_note(by=cast.caseworker, reference=cast.amina.reference, note=elsewhere.pk, version=1, body="x")


@pytest.mark.clause("NF-4.6.1")
def test_involvement_is_written_by_assigned_staff_only(cast: Cast) -> None:
    assert write(cast, category="involvement").category == "involvement"
    with pytest.raises(Refused) as caught:
        write(cast, by=cast.coordinator, category="involvement")
    assert caught.value.decision.objections[0].field == "category"


@pytest.mark.clause("PIAS-RS-2-i")
def test_a_leavers_notes_stay_and_stay_signed(cast: Cast) -> None:
    note = write(cast, by=cast.settled_volunteer, reference=cast.bella.reference)
    deactivate_worker(by=cast.manager, reference=cast.settled_volunteer.reference)
    found = CaseNote.objects.get(pk=note.pk)
    assert found.author.name == "Grace Adeyemi"


def test_a_new_entry_is_a_use_of_the_file_and_reading_is_not(cast: Cast) -> None:
    cast.amina.last_used_on = uk_date(timezone.now()) - timedelta(days=400)
    cast.amina.save()
    gate.require(Action.OPEN_FILE, by=cast.caseworker, on=cast.amina.reference)
    cast.amina.refresh_from_db()
    assert cast.amina.last_used_on == uk_date(timezone.now()) - timedelta(days=400)
    write(cast)
    cast.amina.refresh_from_db()
    assert cast.amina.last_used_on == uk_date(timezone.now())


def test_a_refused_note_changes_nothing_and_is_recorded(cast: Cast) -> None:
    with pytest.raises(Refused):
        write(cast, by=cast.new_volunteer)
    assert not CaseNote.objects.filter(case_file=cast.amina).exists()
    entry = LedgerEntry.objects.latest("id")
    assert (entry.verb, entry.outcome) == ("add-note", "refused")

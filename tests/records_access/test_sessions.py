"""Beginning, reading, pausing and ending; the copy opens one folder and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.ledger import content_of
from audit.models import LedgerEntry
from casework.models import CaseNote, OwnScreen
from casework.procedures.bars import record_bar
from casework.procedures.notes import record_note
from casework.procedures.own_screen import enter_screen
from records_access.models import AccessRequest, CorrectionAsked, PageSeen, ReleasedPassage, ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import (
    ask_correction,
    begin_viewing,
    end_overdue,
    end_viewing,
    new_code,
    pause_viewing,
    resume_viewing,
    turn_page,
)
from tests.cast import Cast, sealed_again
from tests.records_access.conftest import utc
from vault import strongroom

Book = Callable[..., ViewingSession]
Begin = Callable[..., tuple[ViewingSession, OwnScreen]]


def write(cast: Cast, body: str, **more: object) -> CaseNote:
    return record_note(
        by=cast.caseworker, reference=cast.amina.reference, category="notes", body=body, happened_at=utc(20, 9), **more
    )


@pytest.fixture
def begun(cast: Cast, booked: Book, clock: time_machine.Coordinates) -> Begin:
    """A viewing under way at its booked time, its code typed in; everything closed again."""

    def begin() -> tuple[ViewingSession, OwnScreen]:
        viewing = booked()
        clock.move_to(viewing.booked_from_at)
        code = begin_viewing(viewing_reference=viewing.reference, by=viewing.supervisor)
        screen, _ = enter_screen(code=code)
        sealed_again()
        viewing.refresh_from_db()
        return viewing, screen

    return begin


@pytest.mark.clause("NF-2.2-ii")
def test_only_the_booked_supervisor_begins(cast: Cast, booked: Book, clock: time_machine.Coordinates) -> None:
    viewing = booked()
    clock.move_to(viewing.booked_from_at)
    with pytest.raises(Refused) as refused:
        begin_viewing(viewing_reference=viewing.reference, by=cast.manager)
    assert [g.source.id for g in refused.value.decision.objections] == ["NF-2.2"]
    assert not ReleasedPassage.objects.exists()


def test_not_before_its_time_and_not_after_it(cast: Cast, booked: Book, clock: time_machine.Coordinates) -> None:
    viewing = booked()
    for moment in (viewing.booked_from_at - timedelta(seconds=1), viewing.booked_until_at):
        clock.move_to(moment)
        with pytest.raises(Refused):
            begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)


@pytest.mark.clause("NF-2.2-ii")
def test_a_supervisor_who_was_barred_after_booking_finds_nothing(
    cast: Cast, booked: Book, clock: time_machine.Coordinates
) -> None:
    viewing = booked()
    record_bar(by=cast.manager, reference=cast.amina.reference, name=cast.coordinator.name, kind="alleged")
    clock.move_to(viewing.booked_from_at)
    with pytest.raises(Refused):
        begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    assert not ReleasedPassage.objects.exists()


@pytest.mark.clause("NF-2.1")
def test_the_copy_holds_what_is_written_about_her_and_nothing_from_or_about_others(cast: Cast, begun: Begin) -> None:
    write(cast, "She asked about a flat.")
    write(cast, "ZQthird said the sister.", source="third-party")
    write(cast, "ZQboth of them came.", about_others=True)
    viewing, screen = begun()
    shown = [turn_page(screen=screen, page=n)[1] for n in range(1, viewing.pages + 1)]
    assert [p.heading for p in shown] == ["Your details", "20 March 2026: what was said and done"]
    assert "Amina Yusuf" in shown[0].body
    assert shown[1].body == "She asked about a flat."
    assert viewing.entries_kept_back == 2
    with pytest.raises(Refused):
        turn_page(screen=screen, page=viewing.pages + 1)


def test_the_copy_is_frozen_when_the_viewing_begins(cast: Cast, begun: Begin) -> None:
    viewing, screen = begun()
    write(cast, "Written while she reads.")
    sealed_again()
    assert viewing.pages == 1
    with pytest.raises(Refused):
        turn_page(screen=screen, page=2)


@pytest.mark.clause("NF-4.5-i")
def test_the_screen_opens_the_copys_folder_and_nothing_of_any_file(cast: Cast, begun: Begin) -> None:
    write(cast, "She asked about a flat.")
    viewing, screen = begun()
    turn_page(screen=screen, page=1)
    room = strongroom.current()
    assert room.is_open(viewing.copy_folder_id, "copy")
    assert not any(room.is_open(cast.amina.folder_id, c) for c in ("identity", "notes", "access"))
    assert str(CaseNote.objects.get(case_file=cast.amina).body) == "sealed"


@pytest.mark.clause("NF-4.5-i")
def test_no_other_viewing_and_no_file_opens_from_the_screen(cast: Cast, begun: Begin) -> None:
    viewing, screen = begun()
    other = gate.ask(Action.READ_OWN_COPY, by=screen, on=f"{cast.rosa.reference}-V1", page=1)
    assert "NF-4.5" in other.sources
    for reference in (viewing.case_file.reference, cast.rosa.reference):
        assert gate.ask(Action.OPEN_FILE, by=screen, on=reference).refused


@pytest.mark.clause("NF-4.5-i")
def test_the_record_says_who_supervised_where_when_and_what_was_shown(cast: Cast, begun: Begin) -> None:
    write(cast, "She asked about a flat.")
    viewing, screen = begun()
    for page in (1, 2, 2, 1):
        turn_page(screen=screen, page=page)
    ask_correction(screen=screen, page=2, words="It was a house.")
    end_viewing(viewing_reference=viewing.reference, by=screen, because=EndedBecause.PERSON)
    sealed_again()
    kept: ViewingSession = gate.require(Action.SEE_VIEWING, by=cast.caseworker, on=viewing.reference).target
    assert (kept.supervisor, kept.place, kept.ended_because) == (cast.coordinator, "The small room", "person")
    assert kept.began_at == kept.ended_at == viewing.booked_from_at
    assert list(PageSeen.objects.of(kept.pk).values_list("page", flat=True)) == [1, 2, 1]
    assert kept.corrections.get().words == "It was a house."


def test_a_correction_is_sealed_in_the_file_and_opens_nothing_else_of_it(cast: Cast, begun: Begin) -> None:
    _, screen = begun()
    ask_correction(screen=screen, page=1, words="It was a house.")
    room = strongroom.current()
    assert not room.is_open(cast.amina.folder_id, "access")
    sealed_again()
    asked = CorrectionAsked.objects.get()
    assert (asked.folder_id, str(asked.words)) == (cast.amina.folder_id, "sealed")


def test_ended_means_that_nothing_opens_any_more(cast: Cast, begun: Begin) -> None:
    viewing, screen = begun()
    end_viewing(viewing_reference=viewing.reference, by=cast.coordinator, because=EndedBecause.SUPERVISOR)
    sealed_again()
    with pytest.raises(Refused):
        turn_page(screen=screen, page=1)
    assert strongroom.current().empty
    screen.refresh_from_db()
    assert screen.ended_how == "supervisor"
    with pytest.raises(Refused):
        end_viewing(viewing_reference=viewing.reference, by=cast.coordinator, because=EndedBecause.SUPERVISOR)


def test_the_booked_end_shuts_the_copy_by_itself(cast: Cast, begun: Begin, clock: time_machine.Coordinates) -> None:
    viewing, screen = begun()
    clock.move_to(viewing.booked_until_at - timedelta(seconds=1))
    turn_page(screen=screen, page=1)
    clock.move_to(viewing.booked_until_at)
    with pytest.raises(Refused):
        turn_page(screen=screen, page=1)
    clock.move_to(viewing.booked_until_at + timedelta(minutes=5))
    assert end_overdue() == 1
    viewing.refresh_from_db()
    assert (viewing.ended_at, viewing.ended_because) == (viewing.booked_until_at, "time")
    assert end_overdue() == 0


@pytest.mark.clause("NF-2.2-ii")
def test_while_the_supervisor_is_away_nothing_is_shown(cast: Cast, begun: Begin) -> None:
    viewing, screen = begun()
    pause_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    with pytest.raises(Refused):
        turn_page(screen=screen, page=1)
    resume_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    assert turn_page(screen=screen, page=1)[1].page == 1


def test_watching_is_for_the_supervisor_and_whoever_manages_files(cast: Cast, begun: Begin) -> None:
    viewing, _ = begun()
    allowed = {
        worker.reference
        for worker in cast.workers
        if gate.ask(Action.WATCH_VIEWING, by=worker, on=viewing.reference).permitted
    }
    assert allowed == {cast.coordinator.reference, cast.manager.reference}


def test_a_new_code_takes_the_old_screen_down(cast: Cast, begun: Begin) -> None:
    viewing, screen = begun()
    code = new_code(viewing_reference=viewing.reference, by=cast.coordinator)
    sealed_again()
    with pytest.raises(Refused):
        turn_page(screen=screen, page=1)
    again, _ = enter_screen(code=code)
    assert turn_page(screen=again, page=1)[1].page == 1


def test_reading_one_s_own_file_is_a_use_of_it(cast: Cast, begun: Begin) -> None:
    begun()
    cast.amina.refresh_from_db()
    assert str(cast.amina.last_used_on) == "2026-03-29"


def test_a_supervisor_has_one_viewing_at_a_time_whatever_the_code_forgets(
    cast: Cast, begun: Begin, booked: Book, asked: Callable[..., AccessRequest]
) -> None:
    other = booked(request=asked(of=cast.rosa), from_at=utc(29, 15))
    begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        ViewingSession.objects.filter(pk=other.pk).update(status="live", began_at=utc(29, 15))


def test_the_ledger_names_pages_and_never_words(cast: Cast, begun: Begin) -> None:
    write(cast, "ZQbody")
    _, screen = begun()
    turn_page(screen=screen, page=2)
    ask_correction(screen=screen, page=2, words="ZQwrong")
    entries = LedgerEntry.objects.filter(actor_kind="own-screen")
    assert {e.folder_id for e in entries} == {cast.amina.folder_id}
    assert content_of(entries.get(verb="read-own-copy"))["details"] == {"page": 2}
    assert not any(b"ZQ" in bytes(e.canonical) for e in LedgerEntry.objects.all())

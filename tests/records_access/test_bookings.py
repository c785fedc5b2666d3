"""Booking, moving and calling off a supervised viewing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from audit.gate import Refused
from audit.ledger import content_of
from audit.models import LedgerEntry
from casework.models import Bar, BarMatch
from casework.procedures.bars import record_bar
from records_access.models import AccessRequest, ViewingSession
from records_access.procedures import call_off_viewing, move_viewing, record_identity_check
from tests.cast import Cast
from tests.records_access.conftest import utc

Ask, Book = Callable[..., AccessRequest], Callable[..., ViewingSession]


def objections(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(g.source.id, g.field) for g in refused.value.decision.objections]


@pytest.mark.clause("NF-2.2-i")
def test_twenty_four_elapsed_hours_across_the_spring_change(asked: Ask, booked: Book) -> None:
    request = asked(received_at=utc(28, 12))
    with pytest.raises(Refused) as refused:
        booked(request=request, from_at=utc(29, 11, 59))
    assert objections(refused) == [("NF-2.2", "from_at")]
    assert "29 March 2026 at 13:00" in refused.value.decision.objections[0].remedy
    assert not ViewingSession.objects.exists()
    assert booked(request=request, from_at=utc(29, 12)).booked_from_at == utc(29, 12)


@pytest.mark.clause("NF-2.2-i")
def test_and_across_the_autumn_change(asked: Ask, booked: Book) -> None:
    request = asked(received_at=datetime.fromisoformat("2026-10-24T11:00+00:00"))
    with pytest.raises(Refused):
        booked(request=request, from_at=datetime.fromisoformat("2026-10-25T10:59+00:00"))
    assert booked(request=request, from_at=datetime.fromisoformat("2026-10-25T11:00+00:00"))


def test_nothing_is_booked_before_it_is_known_who_asked(cast: Cast, asked: Ask, booked: Book) -> None:
    request = asked(identity_check="not-yet")
    with pytest.raises(Refused) as refused:
        booked(request=request)
    assert objections(refused) == [("DEF-6", "")]
    record_identity_check(request_reference=request.reference, by=cast.manager, identity_check="document")
    assert booked(request=request)


@pytest.mark.clause("NF-2.2-ii")
def test_a_volunteer_does_not_supervise(cast: Cast, booked: Book) -> None:
    with pytest.raises(Refused) as refused:
        booked(supervisor=cast.settled_volunteer)
    assert objections(refused) == [("NF-2.2", "supervisor")]


@pytest.mark.clause("NF-2.2-ii")
def test_barred_busy_and_the_person_themselves_get_one_neutral_sentence(cast: Cast, asked: Ask, booked: Book) -> None:
    asked()
    record_bar(by=cast.manager, reference=cast.amina.reference, name=cast.caseworker2.name, kind="alleged")
    assert BarMatch.objects.blocking().filter(worker=cast.caseworker2).exists()
    own = cast.coordinator
    type(own).objects.filter(pk=own.pk).update(person_id=cast.amina.person_id)
    booked(request=asked(of=cast.rosa), supervisor=cast.director)
    request = asked()
    said = set()
    for supervisor in (cast.caseworker2, own, cast.director):
        with pytest.raises(Refused) as refused:
            booked(request=request, supervisor=supervisor)
        said.add(tuple((g.source.id, g.reason) for g in refused.value.decision.objections))
    assert said == {(("NF-2.2", "This worker cannot supervise this viewing."),)}
    assert Bar.objects.count() == 1


def test_a_slot_that_only_touches_another_is_free(cast: Cast, asked: Ask, booked: Book) -> None:
    booked(request=asked(), supervisor=cast.director, from_at=utc(29, 13))
    later = booked(request=asked(of=cast.rosa), supervisor=cast.director, from_at=utc(29, 14))
    assert later.supervisor == cast.director


def test_later_keeps_the_notice_and_earlier_is_still_held_to_it(cast: Cast, booked: Book) -> None:
    viewing = booked(from_at=utc(30, 9))

    def move(to: datetime) -> ViewingSession:
        return move_viewing(
            viewing_reference=viewing.reference, by=cast.manager, supervisor=cast.coordinator.reference,
            place="Upstairs", from_at=to, until_at=to + timedelta(hours=1),
        )  # fmt: skip

    assert move(utc(31, 9)).booked_from_at == utc(31, 9)
    assert move(utc(29, 12)).booked_from_at == utc(29, 12)
    with pytest.raises(Refused) as refused:
        move(utc(29, 11, 59))
    assert objections(refused) == [("NF-2.2", "from_at")]
    entry = LedgerEntry.objects.filter(verb="move-viewing", outcome="permitted").latest("id")
    assert content_of(entry)["details"]["was_from_at"] == utc(31, 9).isoformat()


def test_called_off_by_the_person_means_a_new_request_with_a_new_notice(
    cast: Cast, booked: Book, asked: Ask, clock: time_machine.Coordinates
) -> None:
    viewing = booked()
    call_off_viewing(viewing_reference=viewing.reference, by=cast.manager, by_person=True)
    with pytest.raises(Refused) as refused:
        booked(request=viewing.request)
    assert objections(refused) == [("NF-2.2", "")]
    again = asked(received_at=utc(29, 10))
    with pytest.raises(Refused):
        booked(request=again, from_at=utc(30, 9))
    assert booked(request=again, from_at=utc(30, 10))


def test_called_off_by_us_keeps_the_request_and_its_notice(cast: Cast, booked: Book) -> None:
    viewing = booked(from_at=utc(29, 13))
    call_off_viewing(viewing_reference=viewing.reference, by=cast.manager, by_person=False)
    assert booked(request=viewing.request, from_at=utc(29, 12)).status == "booked"


def test_a_file_has_one_standing_viewing(booked: Book) -> None:
    viewing = booked()
    with pytest.raises(Refused):
        booked(request=viewing.request, from_at=utc(30, 9))


def test_the_database_refuses_a_slot_that_ends_before_it_begins(booked: Book) -> None:
    viewing = booked()
    with pytest.raises(IntegrityError), transaction.atomic():
        ViewingSession.objects.filter(pk=viewing.pk).update(booked_until_at=viewing.booked_from_at)

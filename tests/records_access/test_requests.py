"""Recording that somebody asked to see their own file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit import gate
from audit.actions import Action
from audit.gate import Refused
from audit.ledger import content_of
from audit.models import LedgerEntry
from records_access.models import AccessRequest
from records_access.presenting import request_summary, when
from records_access.procedures import close_access_request, record_identity_check
from tests.cast import Cast, sealed_again
from tests.records_access.conftest import OPENED, utc

Ask = Callable[..., AccessRequest]


def objections(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(g.source.id, g.field) for g in refused.value.decision.objections]


def test_recorder_entry_time_and_claimed_time_are_all_kept(cast: Cast, asked: Ask) -> None:
    request = asked(received_at=utc(27, 9), now=utc(28, 12))
    assert (request.recorded_by, request.recorded_at, request.received_at) == (cast.manager, utc(28, 12), utc(27, 9))
    assert request.reference == f"{cast.amina.reference}-R1"
    entry = LedgerEntry.objects.get(verb=Action.RECORD_ACCESS_REQUEST.value)
    assert content_of(entry)["details"]["received_at"] == utc(27, 9).isoformat()


def test_what_was_said_about_identity_and_contact_is_sealed(cast: Cast, asked: Ask) -> None:
    reference = asked().reference
    sealed_again()
    assert str(AccessRequest.objects.get(reference=reference).safe_contact) == "sealed"
    opened = gate.require(Action.SEE_ACCESS_REQUEST, by=cast.manager, on=reference)
    assert opened.target.safe_contact == "Text only, before noon"


@pytest.mark.clause("NF-2.2-i")
def test_a_receipt_in_the_future_is_refused(asked: Ask) -> None:
    with pytest.raises(Refused) as refused:
        asked(received_at=utc(28, 13), now=utc(28, 12))
    assert objections(refused) == [("NF-2.2", "received_at")]
    assert not AccessRequest.objects.exists()


def test_a_receipt_before_the_file_was_opened_is_refused(asked: Ask) -> None:
    with pytest.raises(Refused) as refused:
        asked(received_at=OPENED - timedelta(minutes=1), now=utc(28, 12))
    assert objections(refused) == [("NF-2.2", "received_at")]


def test_the_persons_own_worker_does_not_back_date(cast: Cast, asked: Ask) -> None:
    with pytest.raises(Refused) as refused:
        asked(by=cast.caseworker, received_at=utc(28, 11), now=utc(28, 12))
    assert objections(refused) == [("NF-2.2", "received_at")]
    assert "manager" in refused.value.decision.objections[0].remedy


def test_the_persons_own_worker_records_what_just_came(cast: Cast, asked: Ask) -> None:
    assert asked(by=cast.caseworker, received_at=utc(28, 11, 50), now=utc(28, 12)).recorded_by == cast.caseworker


def test_a_request_about_a_file_that_does_not_open_is_the_page_of_no_file(cast: Cast, asked: Ask) -> None:
    with pytest.raises(Refused) as refused:
        asked(by=cast.settled_volunteer)
    assert refused.value.decision.concealed


def test_a_request_that_was_met_takes_no_further_change(cast: Cast, asked: Ask) -> None:
    request = asked()
    close_access_request(request_reference=request.reference, by=cast.manager)
    with pytest.raises(Refused):
        record_identity_check(request_reference=request.reference, by=cast.manager, identity_check="document")
    request.refresh_from_db()
    assert (request.status, request.identity_check) == ("met", "known")


def test_an_invented_request_is_answered_like_one_of_a_hidden_file(cast: Cast, asked: Ask) -> None:
    real = asked(of=cast.marek, by=cast.caseworker2).reference
    decisions = [
        gate.ask(Action.SEE_ACCESS_REQUEST, by=cast.settled_volunteer, on=reference)
        for reference in (real, f"{cast.marek.reference}-R7", "NF-26-9999-R1", "nonsense")
    ]
    assert all(d.concealed for d in decisions)


def test_the_database_itself_refuses_a_receipt_after_its_recording(asked: Ask) -> None:
    request = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessRequest.objects.filter(pk=request.pk).update(received_at=request.recorded_at + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("received_at", "earliest"),
    [
        (utc(28, 12), utc(29, 12)),
        (utc(28, 1, 30), utc(29, 1, 30)),
        (datetime.fromisoformat("2026-10-24T11:00+00:00"), datetime.fromisoformat("2026-10-25T11:00+00:00")),
    ],
)
def test_the_page_shows_the_earliest_time_and_the_legal_date_side_by_side(
    cast: Cast, asked: Ask, received_at: datetime, earliest: datetime
) -> None:
    shown = {row["key"]: row["value"] for row in request_summary(asked(received_at=received_at), cast.profile)}
    assert shown["Earliest viewing (24 hours' notice)"] == when(earliest)
    assert shown["Answer due by law"] in {"28 April 2026", "24 November 2026"}

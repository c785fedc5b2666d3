"""The workers' screens, end to end through their forms."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from casework.models import Worker
from records_access.models import AccessRequest, ViewingSession
from tests.cast import Cast
from tests.records_access.conftest import utc


def browser_of(worker: Worker) -> Client:
    browser = Client()
    browser.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def moment(name: str, day: int, month: int, clock: str) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": "2026", f"{name}_time": clock}


REQUEST = {"how_asked": "letter", "identity_check": "known", "identity_note": "", "safe_contact": "Text before noon"}


@pytest.mark.clause("NF-2.2-i")
def test_from_the_request_to_the_end_through_the_forms(cast: Cast, clock: time_machine.Coordinates) -> None:
    clock.move_to(utc(28, 12))
    manager, supervisor = browser_of(cast.manager), browser_of(cast.coordinator)
    new = f"/files/{cast.amina.reference}/own-records/new/"
    assert "24 hours" in manager.get(new).content.decode()
    page = manager.post(new, REQUEST | moment("received_at", 28, 3, "12:00"), follow=True)
    assert b"29 March 2026 at 13:00" in page.content
    assert b"28 April 2026" in page.content
    request = AccessRequest.objects.get()

    book = f"/requests/{request.reference}/book/"
    slot = {"minutes": "60", "place": "Small room", "supervisor": cast.coordinator.reference}
    early = manager.post(book, slot | moment("from_at", 29, 3, "12:59"))
    assert early.status_code == 422
    assert b"NF-2.2" in early.content
    assert b"The earliest time is on 29 March 2026 at 13:00" in early.content
    assert b"Small room" in early.content
    assert manager.post(book, slot | moment("from_at", 29, 3, "13:00")).status_code == 302
    viewing = ViewingSession.objects.get()

    address = f"/viewings/{viewing.reference}/"
    assert b"It is too early" in supervisor.get(address).content
    clock.move_to(utc(29, 12))
    supervisor = browser_of(cast.coordinator)
    assert b"Begin the viewing" in supervisor.get(address).content
    assert supervisor.get(f"{address}begin/").status_code == 200
    begun = supervisor.post(f"{address}begin/")
    code = re.search(r'id="code">([\d ]{11})<', begun.content.decode())[1]
    assert b"Waiting for the code" in supervisor.get(f"{address}watch/").content

    person = Client()
    assert person.post("/own-screen/", {"code": code}, follow=True).status_code == 200
    assert supervisor.get(f"{address}watch/state/").json()["words"] == "Page 1 of 1 is open."
    person.post("/own-screen/read/1/", {"words": "My street is Orchard Close."})
    assert supervisor.post(f"{address}pause/", follow=True).status_code == 200
    assert b"Paused" in supervisor.get(f"{address}watch/").content
    supervisor.post(f"{address}resume/")
    ended = supervisor.post(f"{address}end/", follow=True)
    assert b"The supervisor ended it" in ended.content
    record = browser_of(cast.caseworker).get(address)
    assert b"My street is Orchard Close." in record.content
    assert b"Small room" in record.content


@pytest.mark.parametrize(
    ("which", "status"),
    [({}, 422), ({"received_at_which": "later"}, 302), ({"received_at_which": "earlier"}, 302)],
)
def test_the_hour_that_comes_twice_is_asked_about(
    cast: Cast, clock: time_machine.Coordinates, which: dict[str, str], status: int
) -> None:
    clock.move_to(utc(26, 12, month=10))
    new = f"/files/{cast.amina.reference}/own-records/new/"
    answer = browser_of(cast.manager).post(new, REQUEST | moment("received_at", 25, 10, "01:30") | which)
    assert answer.status_code == status
    if which:
        expected = utc(25, 1, 30, month=10) if which["received_at_which"] == "later" else utc(25, 0, 30, month=10)
        assert AccessRequest.objects.get().received_at == expected


def test_the_hour_that_never_comes_is_refused(cast: Cast, clock: time_machine.Coordinates) -> None:
    clock.move_to(utc(30, 12))
    new = f"/files/{cast.amina.reference}/own-records/new/"
    answer = browser_of(cast.manager).post(new, REQUEST | moment("received_at", 29, 3, "01:30"))
    assert answer.status_code == 422
    assert not AccessRequest.objects.exists()


def test_the_pages_of_a_hidden_file_are_the_page_of_no_file(cast: Cast, asked: Callable[..., AccessRequest]) -> None:
    real = asked().reference
    volunteer = browser_of(cast.settled_volunteer)
    addresses = (f"requests/{real}", "requests/NF-26-9999-R1", f"viewings/{cast.amina.reference}-V1")
    pages = [volunteer.get(f"/{address}/") for address in addresses]
    assert {p.status_code for p in pages} == {404}
    assert len({len(p.content) for p in pages}) == 1


def test_two_tabs_and_a_double_click_book_once(cast: Cast, asked: Callable[..., AccessRequest]) -> None:
    request = asked()
    manager = browser_of(cast.manager)
    slot = {"minutes": "60", "place": "Small room", "supervisor": cast.coordinator.reference}
    first, second = (
        manager.post(f"/requests/{request.reference}/book/", slot | moment("from_at", 29, 3, "13:00")) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (302, 403)
    assert b"is booked or under way already" in second.content
    assert ViewingSession.objects.count() == 1


def test_the_files_page_shows_requests_viewings_and_who_has_looked(
    cast: Cast, asked: Callable[..., AccessRequest]
) -> None:
    request = asked()
    for worker in (cast.manager, cast.caseworker):
        page = browser_of(worker).get(f"/files/{cast.amina.reference}/").content.decode()
        assert request.reference in page
        assert 'id="panel-who-looked"' in page
        looks = browser_of(worker).get(f"/files/{cast.amina.reference}/who-looked/").content.decode()
        assert ('<th scope="col" class="govuk-table__header">Who</th>' in looks) is (worker == cast.manager)

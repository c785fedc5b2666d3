"""The person's own screen as a browser sees it: the code, the cookie, the pages, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from audit.models import LedgerEntry
from casework.models import OwnScreen
from casework.views.own_screen import COOKIE
from policy.rules.own_screen import CODE_MINUTES, CODE_TRIES
from records_access.models import CorrectionAsked, PageSeen, ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import begin_viewing, end_viewing, pause_viewing, resume_viewing
from tests.cast import Cast, sealed_again

Book = Callable[..., ViewingSession]
CLOSED = b"Nothing is open on this screen"


@pytest.fixture
def live(cast: Cast, booked: Book, clock: time_machine.Coordinates) -> tuple[ViewingSession, str]:
    """A viewing just begun, and its code."""
    viewing = booked()
    clock.move_to(viewing.booked_from_at)
    code = begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    sealed_again()
    return viewing, code


@pytest.fixture
def kiosk(live: tuple[ViewingSession, str]) -> Client:
    """The person's browser, the code typed in."""
    browser = Client()
    answer = browser.post("/own-screen/", {"code": live[1]})
    assert answer.status_code == 302
    return browser


def test_the_code_opens_the_first_page_and_nothing_but_the_code_does(live: tuple[ViewingSession, str]) -> None:
    browser = Client()
    answer = browser.post("/own-screen/", {"code": f"{live[1][:3]} {live[1][3:6]} {live[1][6:]}"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/own-screen/read/1/"
    assert b"Amina Yusuf" in answer.content
    assert CLOSED in Client().get("/own-screen/read/1/").content


def test_the_cookie_goes_to_these_pages_only_and_no_script_reads_it(live: tuple[ViewingSession, str]) -> None:
    browser = Client()
    cookie = browser.post("/own-screen/", {"code": live[1]}).cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/own-screen/", True, "Strict")
    assert "sessionid" not in browser.cookies
    kept = OwnScreen.objects.get()
    assert cookie.value not in (kept.cookie_hash, kept.code_hash)
    assert kept.code_hash is None


def test_a_code_works_once(live: tuple[ViewingSession, str], kiosk: Client) -> None:
    assert b"This code does not work" in Client().post("/own-screen/", {"code": live[1]}).content


def test_a_code_is_dead_after_its_minutes(live: tuple[ViewingSession, str], clock: time_machine.Coordinates) -> None:
    clock.shift(timedelta(minutes=CODE_MINUTES))
    assert b"This code does not work" in Client().post("/own-screen/", {"code": live[1]}).content


def test_wrong_codes_use_the_tries_up_and_then_the_right_one_fails_too(live: tuple[ViewingSession, str]) -> None:
    code = live[1]
    wrong = code[:3] + f"{(int(code[3:]) + 1) % 10**6:06d}"
    for _ in range(CODE_TRIES):
        assert Client().post("/own-screen/", {"code": wrong}).status_code == 422
    assert Client().post("/own-screen/", {"code": code}).status_code == 422
    assert not any(code.encode() in bytes(e.canonical) for e in LedgerEntry.objects.all())


def test_wrong_used_old_and_unknown_codes_get_the_same_page(live: tuple[ViewingSession, str]) -> None:
    code = live[1]
    wrong = code[:3] + f"{(int(code[3:]) + 1) % 10**6:06d}"
    unknown = f"{(int(code[:3]) + 1) % 1000:03d}" + code[3:]
    pages = []
    for typed in (wrong, unknown):
        page = Client().post("/own-screen/", {"code": typed}).content.decode()
        start = page.index("There is a problem")
        pages.append(page[start : start + 400])
    assert pages[0] == pages[1]


def test_a_browser_with_a_worker_signed_in_is_turned_away_and_can_be_handed_over(
    cast: Cast, live: tuple[ViewingSession, str]
) -> None:
    browser = Client()
    browser.force_login(cast.caseworker2, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/own-screen/", "/own-screen/read/1/", "/own-screen/state/"):
        answer = browser.get(address)
        assert answer.status_code == 409
        assert b"A worker is signed in" in answer.content
    assert browser.post("/own-screen/", {"code": live[1]}).status_code == 409
    handed = browser.post("/own-screen/hand-over/")
    assert "cookies" in handed.headers["Clear-Site-Data"]
    assert browser.get("/own-screen/").status_code == 200
    assert browser.get("/files/").status_code == 302


@pytest.mark.clause("NF-4.5-i")
def test_every_worker_address_shows_sign_in_only(cast: Cast, kiosk: Client) -> None:
    viewing = ViewingSession.objects.get()
    for address in (
        "/", "/files/", f"/files/{cast.amina.reference}/", f"/files/{cast.rosa.reference}/",
        f"/viewings/{viewing.reference}/", f"/viewings/{viewing.reference}/watch/",
        f"/requests/{viewing.request.reference}/",
    ):  # fmt: skip
        answer = kiosk.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/sign-in/")


def test_pages_turn_are_kept_once_each_and_beyond_the_last_is_the_closed_page(kiosk: Client) -> None:
    kiosk.get("/own-screen/read/1/")
    kiosk.get("/own-screen/read/1/")
    assert list(PageSeen.objects.values_list("page", flat=True)) == [1]
    beyond = kiosk.get("/own-screen/read/99/")
    assert beyond.status_code == 410
    assert b"Amina" not in beyond.content


def test_what_she_writes_is_kept_and_is_not_on_the_next_page(kiosk: Client) -> None:
    answer = kiosk.post("/own-screen/read/1/", {"words": "ZQmy address is old"}, follow=True)
    assert b"We kept what you wrote" in answer.content
    assert b"ZQmy" not in answer.content
    assert CorrectionAsked.objects.count() == 1
    assert kiosk.post("/own-screen/read/1/", {"words": "  "}).status_code == 422


def test_no_page_may_be_kept_by_the_browser(kiosk: Client) -> None:
    for address in ("/own-screen/read/1/", "/own-screen/state/", "/own-screen/read/99/"):
        assert kiosk.get(address).headers["Cache-Control"] == "no-store"


def test_her_name_stands_in_no_title_and_no_address(kiosk: Client) -> None:
    page = kiosk.get("/own-screen/read/1/").content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Amina" not in title
    assert "Yusuf" not in title


def test_larger_letters(kiosk: Client) -> None:
    assert b"ic-template--large" not in kiosk.get("/own-screen/read/1/").content
    answer = kiosk.post("/own-screen/text/", {"text": "large"}, follow=True)
    assert b"ic-template--large" in answer.content


def test_paused_is_blank_and_then_goes_on(cast: Cast, live: tuple[ViewingSession, str], kiosk: Client) -> None:
    assert kiosk.get("/own-screen/state/").json() == {"open": True, "stands": "open"}
    pause_viewing(viewing_reference=live[0].reference, by=cast.coordinator)
    assert kiosk.get("/own-screen/state/").json()["stands"] == "paused"
    for address in ("/own-screen/read/", "/own-screen/read/1/"):
        page = kiosk.get(address).content
        assert b"has paused this screen" in page
        assert b"Amina" not in page
    resume_viewing(viewing_reference=live[0].reference, by=cast.coordinator)
    assert b"Amina" in kiosk.get("/own-screen/read/1/").content


@pytest.mark.parametrize("how", ["supervisor", "person", "time"])
def test_after_the_end_every_address_is_the_one_closed_page(
    cast: Cast, live: tuple[ViewingSession, str], kiosk: Client, clock: time_machine.Coordinates, how: str
) -> None:
    viewing, copy = live[0], Client()
    before = kiosk.cookies[COOKIE].value
    copy.cookies[COOKIE] = before
    if how == "supervisor":
        end_viewing(viewing_reference=viewing.reference, by=cast.coordinator, because=EndedBecause.SUPERVISOR)
    elif how == "person":
        assert CLOSED in copy.post("/own-screen/finish/", follow=True).content
        copy.cookies[COOKIE] = before
    else:
        clock.move_to(viewing.booked_until_at)
    assert copy.get("/own-screen/state/").json() == {"open": False, "stands": "closed"}
    for address in ("/own-screen/", "/own-screen/read/", "/own-screen/read/1/", "/own-screen/read/99/"):
        copy.cookies[COOKIE] = before
        answer = copy.get(address)
        assert (answer.status_code, CLOSED in answer.content) == (410, True)
        assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert answer.cookies[COOKIE].value != before
        assert b"Amina" not in answer.content
    assert copy.post("/own-screen/read/1/", {"words": "late"}).status_code == 410
    assert not CorrectionAsked.objects.exists()

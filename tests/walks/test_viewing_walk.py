"""Walk c in a real browser: she gave 24 hours' notice and reads her own file, and nothing else.

Three browsers: the office's, the supervisor's, and hers. The back-forward cache is on, as it is
for people; with it off, this walk would pass for the wrong reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casework.models import Worker
from casework.procedures.notes import record_note
from policy.calendar import LONDON
from records_access.models import AccessRequest, CorrectionAsked, PageSeen, ViewingSession
from records_access.models.viewings import EndedBecause
from records_access.procedures import begin_viewing, book_viewing, end_viewing, record_access_request
from tests.cast import PASSWORD, Cast, sealed_again

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERS = "She asked about a flat with a garden."
SISTERS = "ZQsister says she owes money."
TYPED = "ZQmy street is wrong"
CLOSED = "Nothing is open on this screen"
WITHIN = 5_000
"""Milliseconds within which her screen must be blank after the supervisor has ended it."""

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def at(live_server: Any) -> Iterator[time_machine.Coordinates]:
    """Server time: two days ago, running on; a walk moves it forwards to now."""
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def contexts(browser: Browser) -> Iterator[NewContext]:
    """Browsers that share nothing, closed at the end."""
    made: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        made.append(browser.new_context(**options))
        return made[-1]

    yield new
    for context in made:
        context.close()


def sign_in(page: Page, base: str, worker: Worker) -> None:
    page.goto(f"{base}/account/sign-in/")
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{base}/")


def fill_moment(page: Page, name: str, moment: datetime) -> None:
    local = moment.astimezone(LONDON)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    for part, value in parts.items():
        page.locator(f"[name={name}_{part}]").fill(str(value))


def write_notes(cast: Cast) -> None:
    for body, source in ((HERS, "own"), (SISTERS, "third-party")):
        record_note(
            by=cast.caseworker, reference=cast.amina.reference, category="notes", body=body,
            happened_at=timezone.now(), source=source,
        )  # fmt: skip


def live_viewing(cast: Cast, at: time_machine.Coordinates) -> tuple[ViewingSession, str]:
    """A viewing already begun, by procedures, for the walks that are about its end."""
    write_notes(cast)
    request = record_access_request(
        file_reference=cast.amina.reference, by=cast.manager, how_asked="in-person", received_at=timezone.now(),
        identity_check="known", safe_contact="Text",
    )  # fmt: skip
    begins = timezone.now() + timedelta(hours=25)
    viewing = book_viewing(
        request_reference=request.reference, by=cast.manager, supervisor=cast.coordinator.reference, place="Room",
        from_at=begins, until_at=begins + timedelta(minutes=30),
    )  # fmt: skip
    at.move_to(begins + timedelta(minutes=1))
    code = begin_viewing(viewing_reference=viewing.reference, by=cast.coordinator)
    sealed_again()
    return viewing, code


def type_code(page: Page, base: str, code: str) -> None:
    page.goto(f"{base}/own-screen/")
    page.get_by_label("Type the code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{base}/own-screen/read/1/")


def nothing_of_hers(page: Page) -> None:
    """Not a word of the file, nor of what she typed, in the page, its title or its fields."""
    seen = (
        page.content()
        + page.title()
        + page.evaluate("[...document.querySelectorAll('input, textarea')].map(e => e.value).join(' ')")
    )
    for word in ("Amina", "Yusuf", "garden", "ZQ"):
        assert word not in seen, f"{word} at {page.url}"


def step(page: Page, way: str) -> None:
    """Back or forward, whether the page comes from the server or from the browser's own cache."""
    page.evaluate(f"setTimeout(() => history.{way}())")
    page.wait_for_timeout(600)


def every_way_back(page: Page, base: str) -> None:
    """Back, forward, reload, a new tab with a typed address: nothing, and every own-screen page is the closed one."""
    for _ in range(4):
        step(page, "back")
        nothing_of_hers(page)
    for _ in range(4):
        step(page, "forward")
        nothing_of_hers(page)
    page.reload()
    nothing_of_hers(page)
    tab = page.context.new_page()
    for address in ("/own-screen/read/1/", "/own-screen/read/2/", "/own-screen/read/"):
        tab.goto(f"{base}{address}")
        expect(tab.get_by_role("heading", level=1)).to_have_text(CLOSED)
        nothing_of_hers(tab)


def test_this_browser_does_keep_pages_for_back(live_server: Any, cast: Cast, contexts: NewContext) -> None:
    page = contexts().new_page()
    page.goto(f"{live_server.url}/accessibility/")
    page.evaluate("window.kept = true")
    page.goto(f"{live_server.url}/what-it-refuses/")
    step(page, "back")
    assert page.evaluate("window.kept") is True


@pytest.mark.clause("NF-2.2-i", "NF-2.2-ii", "NF-4.5-i")
def test_from_her_request_to_the_blank_screen(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    base = live_server.url
    write_notes(cast)
    received, begins = office_records_and_books(contexts().new_page(), base, cast)
    at.move_to(begins)
    supervisor = contexts().new_page()
    code = supervisor_begins(supervisor, base, cast)
    her = contexts().new_page()
    she_reads(her, base, code, cast)
    second_browser_sees_nothing(contexts().new_page(), base)
    expect(supervisor.locator("#watch-words")).to_have_text("Page 2 of 2 is open.", timeout=WITHIN)

    her.get_by_label("Is something wrong or missing?").fill(TYPED)
    supervisor.get_by_role("button", name="End now").click()
    expect(supervisor.get_by_text("The supervisor ended it")).to_be_visible()
    expect(her.get_by_text("garden")).to_have_count(0, timeout=WITHIN)
    expect(her.get_by_role("heading", level=1)).to_have_text(CLOSED, timeout=WITHIN)
    nothing_of_hers(her)
    every_way_back(her, base)
    assert not CorrectionAsked.objects.exists()
    record_tells_it_all(cast, received)


def office_records_and_books(page: Page, base: str, cast: Cast) -> tuple[datetime, datetime]:
    """The manager records the request, is refused a slot before the notice is over, and books the first lawful one."""
    sign_in(page, base, cast.manager)
    page.goto(f"{base}/files/{cast.amina.reference}/own-records/")
    page.get_by_role("button", name="Record a request").click()
    received = timezone.now().replace(second=0, microsecond=0)
    page.get_by_label("In person").check()
    fill_moment(page, "received_at", received)
    page.get_by_label("A worker who knows the person").check()
    page.get_by_label("How is it safe to reach").fill("Text only, before noon")
    page.get_by_role("button", name="Record the request").click()
    expect(page.get_by_text("Answer due by law")).to_be_visible()

    page.get_by_role("button", name="Book a viewing").click()
    begins = received + timedelta(hours=24)
    fill_moment(page, "from_at", begins - timedelta(minutes=1))
    page.get_by_label("Where?").fill("The small room")
    page.get_by_label("Who supervises?").select_option(cast.coordinator.reference)
    page.get_by_role("button", name="Book the viewing").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("The earliest time is on")
    expect(summary).to_contain_text("NF-2.2")
    expect(page.get_by_label("Where?")).to_have_value("The small room")
    fill_moment(page, "from_at", begins)
    page.get_by_role("button", name="Book the viewing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Viewing {cast.amina.reference}-V1")
    return received, begins


def supervisor_begins(page: Page, base: str, cast: Cast) -> str:
    sign_in(page, base, cast.coordinator)
    page.goto(f"{base}/viewings/{cast.amina.reference}-V1/")
    page.get_by_role("button", name="Begin the viewing").click()
    page.get_by_role("button", name="Begin now").click()
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"\d{3} \d{3} \d{3}", code)
    page.get_by_role("button", name="Watch over the viewing").click()
    expect(page.locator("#watch-words")).to_have_text("Waiting for the code to be typed in.")
    return code


def she_reads(page: Page, base: str, code: str, cast: Cast) -> None:
    """Her two pages, and no third; forwards, backwards, reloaded; a worker's address shows sign-in only."""
    type_code(page, base, code)
    expect(page.get_by_text("Amina Yusuf")).to_be_visible()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_text(HERS)).to_be_visible()
    expect(page.get_by_text("This is the last page.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Amina Yusuf")).to_be_visible()
    page.go_forward()
    expect(page.get_by_text(HERS)).to_be_visible()
    page.reload()
    expect(page.get_by_text(HERS)).to_be_visible()
    assert "ZQsister" not in page.content()
    tab = page.context.new_page()
    for address in (f"/files/{cast.amina.reference}/", f"/files/{cast.rosa.reference}/", "/files/", "/search/", "/"):
        tab.goto(f"{base}{address}")
        assert "/account/sign-in/" in tab.url
        nothing_of_hers(tab)
    tab.close()


def second_browser_sees_nothing(page: Page, base: str) -> None:
    page.goto(f"{base}/own-screen/read/2/")
    expect(page.get_by_role("heading", level=1)).to_have_text(CLOSED)
    nothing_of_hers(page)


def record_tells_it_all(cast: Cast, received: datetime) -> None:
    viewing = ViewingSession.objects.get()
    assert AccessRequest.objects.get().received_at == received
    assert (viewing.supervisor, viewing.ended_because, viewing.ended_by) == (
        cast.coordinator, "supervisor", cast.coordinator.reference,
    )  # fmt: skip
    assert viewing.began_at < viewing.ended_at <= viewing.booked_until_at
    assert list(PageSeen.objects.of(viewing.pk).values_list("page", flat=True))[:3] == [1, 2, 1]


def test_she_stops_by_herself_and_back_shows_nothing(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    _, code = live_viewing(cast, at)
    her = contexts().new_page()
    type_code(her, live_server.url, code)
    her.get_by_role("button", name="Next page").click()
    her.get_by_label("Is something wrong or missing?").fill(TYPED)
    her.get_by_role("button", name="Finish and clear the screen").click()
    expect(her.get_by_role("heading", level=1)).to_have_text(CLOSED)
    every_way_back(her, live_server.url)


def test_the_booked_end_blanks_the_screen_with_nobody_there(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    viewing, code = live_viewing(cast, at)
    her = contexts().new_page()
    type_code(her, live_server.url, code)
    at.move_to(viewing.booked_until_at)
    expect(her.get_by_text("Amina Yusuf")).to_have_count(0, timeout=WITHIN)
    expect(her.get_by_role("heading", level=1)).to_have_text(CLOSED, timeout=WITHIN)
    every_way_back(her, live_server.url)


def test_paused_blanks_and_resumed_goes_on_at_the_same_page(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    viewing, code = live_viewing(cast, at)
    her, supervisor = contexts().new_page(), contexts().new_page()
    sign_in(supervisor, live_server.url, cast.coordinator)
    type_code(her, live_server.url, code)
    her.get_by_role("button", name="Next page").click()
    supervisor.goto(f"{live_server.url}/viewings/{viewing.reference}/watch/")
    supervisor.get_by_role("button", name="Pause").click()
    expect(her.get_by_role("heading", level=1)).to_have_text("Paused", timeout=WITHIN)
    nothing_of_hers(her)
    supervisor.get_by_role("button", name="Let the person read on").click()
    expect(her.get_by_text(HERS)).to_be_visible(timeout=WITHIN)


def test_without_scripts_the_next_answer_clears_the_screen_and_back_shows_nothing(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    viewing, code = live_viewing(cast, at)
    her = contexts(java_script_enabled=False).new_page()
    type_code(her, live_server.url, code)
    her.get_by_role("button", name="Next page").click()
    her.get_by_label("Is something wrong or missing?").fill(TYPED)
    end_viewing(viewing_reference=viewing.reference, by=cast.coordinator, because=EndedBecause.SUPERVISOR)
    expect(her.get_by_role("heading", level=1)).to_have_text(CLOSED, timeout=15_000)
    for _ in range(3):
        her.go_back(wait_until="load")
        assert "garden" not in her.content()
        assert "Amina" not in her.content()


def test_a_worker_hands_the_device_over_and_her_browser_forgets_the_workers_pages(
    live_server: Any, at: time_machine.Coordinates, cast: Cast, contexts: NewContext
) -> None:
    _, code = live_viewing(cast, at)
    base = live_server.url
    page = contexts().new_page()
    sign_in(page, base, cast.manager)
    page.goto(f"{base}/files/{cast.amina.reference}/")
    expect(page.get_by_text(SISTERS)).to_be_visible()
    page.goto(f"{base}/own-screen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A worker is signed in on this browser")
    page.get_by_role("button", name="Sign me out").click()
    page.get_by_label("Type the code").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Amina Yusuf")).to_be_visible()
    for _ in range(5):
        step(page, "back")
        assert "ZQsister" not in page.content()

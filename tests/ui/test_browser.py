"""The screens as a browser draws them, under the strict content policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.files_only]

PAGES = ("file", "form", "form-errors", "allowed", "confirm", "refused", "absent", "kiosk", "sign-in", "error-500")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible_wide_and_narrow(page, serve: Callable, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert serve(name) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"runOnly": RULES})
        assert [v["id"] for v in found.response["violations"]] == []


def test_a_link_of_the_error_summary_focuses_the_box(page, serve: Callable) -> None:
    serve("form-errors")
    page.get_by_role("link", name="31 February does not exist").click()
    assert page.evaluate("document.activeElement.id") == "id_born_on_day"


def test_paper_has_the_reference_on_it_and_no_way_to_click(page, serve: Callable) -> None:
    serve("file")
    page.emulate_media(media="print")
    assert page.locator(".ic-print-head").get_by_text("NF-26-0007").is_visible()
    for gone in ("Danger now", "Sign out", "Search", "Write a note"):
        assert not page.get_by_text(gone, exact=True).first.is_visible(), gone


def test_without_script_the_menu_is_open_and_no_button_is_dead(browser, sample_pages: dict[str, str]) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.set_content(sample_pages["form"])
    assert page.get_by_role("link", name="Disclosures").is_visible()
    assert not page.get_by_role("button", name="Show password").is_visible()
    page.close()


def test_a_second_click_does_not_send_twice(page, serve: Callable) -> None:
    serve("confirm")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(
        """() => { const form = document.querySelector('main form');
        form.addEventListener('submit', (e) => { window.seen = (window.seen || 0) + (e.defaultPrevented ? 0 : 1); });
        document.addEventListener('submit', (e) => { window.stopped = (window.stopped || 0) + e.defaultPrevented;
          e.preventDefault(); });
        form.requestSubmit(); form.requestSubmit(); }"""
    )
    assert page.evaluate("[window.seen, window.stopped]") == [2, 1]


def tick(page, seconds: int) -> None:
    """Let so much time pass as the page sees it."""
    page.clock.run_for(seconds * 1000)


def quiet(serve: Callable, sample_pages: dict[str, str], page) -> None:
    marks = 'data-idle-seconds="900" data-stay-url="/stay/" data-sign-in-url="/sign-in/"'
    sample_pages["quiet"] = sample_pages["file"].replace("<body ", f"<body {marks} ")
    page.clock.install()
    serve("quiet")


def test_two_quiet_minutes_before_the_end_the_page_asks(page, serve: Callable, sample_pages: dict[str, str]) -> None:
    quiet(serve, sample_pages, page)
    tick(page, 770)
    assert page.get_by_role("dialog").count() == 0
    tick(page, 20)
    assert "signed out in 2 minutes" in page.get_by_role("dialog").inner_text()


def test_staying_keeps_the_page(page, serve: Callable, sample_pages: dict[str, str]) -> None:
    quiet(serve, sample_pages, page)
    asked: list[str] = []

    def answer(route) -> None:
        asked.append(route.request.method)
        route.fulfill(json={"signed_in": True})

    page.route("**/stay/", answer)
    tick(page, 800)
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    tick(page, 700)
    assert page.get_by_role("heading", name="Notes").is_visible()
    assert asked == ["POST"]


def test_when_the_session_has_ended_nothing_is_left_on_the_screen(
    page, serve: Callable, sample_pages: dict[str, str]
) -> None:
    quiet(serve, sample_pages, page)
    tick(page, 905)
    page.wait_for_url("**/sign-in/")
    assert page.get_by_text("Amara Okafor").count() == 0


def watched(serve: Callable, sample_pages: dict[str, str], page, answer: Callable) -> None:
    marks = 'data-status-url="/status/" data-stands="open"'
    start = '<body class="govuk-template__body ic-kiosk"'
    sample_pages["own-screen"] = sample_pages["kiosk"].replace(start, f"{start} {marks}")
    page.clock.install()
    serve("own-screen")
    page.route("**/status/", answer)


def blank(page) -> bool:
    page.wait_for_timeout(100)
    return (
        page.get_by_text("You came to the centre").count() == 0
        and page.get_by_text("This screen is finished").is_visible()
    )


def test_the_own_screen_goes_blank_when_it_is_ended(page, serve: Callable, sample_pages: dict[str, str]) -> None:
    state = {"open": True, "stands": "open"}
    watched(serve, sample_pages, page, lambda route: route.fulfill(json=state))
    tick(page, 5)
    assert page.get_by_text("You came to the centre").is_visible()
    state["open"] = False
    sample_pages["own-screen"] = sample_pages["error-500"]  # what the server has at this address once it is over
    with page.expect_navigation(url="**/own-screen/"):
        tick(page, 3)
    assert page.get_by_text("You came to the centre").count() == 0


def test_the_own_screen_goes_blank_when_nobody_answers(page, serve: Callable, sample_pages: dict[str, str]) -> None:
    watched(serve, sample_pages, page, lambda route: route.abort())
    for _ in range(4):
        tick(page, 2)
        page.wait_for_timeout(100)
    assert blank(page)


def test_a_page_left_behind_holds_nothing(page, serve: Callable) -> None:
    serve("kiosk")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.get_by_text("You came to the centre").count() == 0

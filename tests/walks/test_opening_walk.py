"""Walk a in a real browser: who opens a file, who is kept out and why, and what is left after signing out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from casework.models import CaseNote
from tests.cast import Cast
from tests.walks.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

People = Callable[..., Person]
InForce = Callable[[str], Cast]
NOTE = "She asked about the court date on Tuesday."
BETTER = "She asked about the court date on Thursday."


def finds(person: Person, name: str) -> None:
    """By the search box that every page has."""
    person.page.get_by_label("Find a person or a file").fill(name)
    person.page.get_by_role("button", name="Search").first.click()


def writes_a_note(person: Person, cast: Cast) -> None:
    page = person.page
    person.presses("Write a note")
    page.get_by_label("Note", exact=True).fill(NOTE)
    person.presses("Save the note")
    expect(page.get_by_text(NOTE)).to_be_visible()


def corrects_it(person: Person, cast: Cast) -> None:
    page = person.page
    page.get_by_role("link", name=re.compile("Correct")).first.click()
    page.locator("textarea[name=body]").fill(BETTER)
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_text(BETTER)).to_be_visible()
    note = CaseNote.objects.get(case_file=cast.amina)
    assert note.history.count() == 2


@pytest.mark.parametrize("slug", ["new-futures", "pace"])
def test_a_caseworker_finds_opens_writes_corrects_and_leaves_nothing_behind(
    in_force: InForce, people: People, shot: Any, slug: str
) -> None:
    cast = in_force(slug)
    sara = people()
    page = sara.goes_to("/")
    sara.finds_it_accessible()
    shot(page, "sign-in")
    sara.signs_in(cast.caseworker)
    expect(page.get_by_text(cast.amina.reference).first).to_be_visible()
    sara.finds_it_accessible()
    shot(page, "home")

    finds(sara, "amin")
    page.get_by_role("link", name=cast.amina.reference).first.click()
    expect(page.get_by_text("Amina Yusuf").first).to_be_visible()
    assert "Amina" not in page.title()
    assert "Amina" not in page.url
    writes_a_note(sara, cast)
    corrects_it(sara, cast)
    sara.goes_to(f"/files/{cast.amina.reference}/")
    sara.finds_it_accessible()
    shot(page, "file")
    sara.goes_to("/files/new/")
    sara.finds_it_accessible()
    sara.goes_to(f"/files/{cast.amina.reference}/")

    sara.presses("Sign out")
    page.wait_for_url("**/account/sign-in/**")
    for _ in range(6):
        page.go_back(wait_until="load")
        for word in ("Amina", "Yusuf", "court date"):
            assert word not in page.content(), f"{word} at {page.url} after signing out"


@pytest.mark.clause("NF-1.2")
def test_at_new_futures_a_colleague_outside_the_team_says_why_and_then_reads(cast: Cast, people: People) -> None:
    joanne = people()
    page = joanne.signs_in(cast.caseworker2)
    joanne.goes_to(f"/files/{cast.amina.reference}/")
    assert page.url.endswith("/reason/")
    joanne.finds_it_accessible()
    page.locator("textarea[name=reason], input[name=reason]").fill("Covering for her worker, who is ill.")
    page.locator("main form button").first.click()
    expect(page.get_by_text("Amina Yusuf").first).to_be_visible()


@pytest.mark.clause("PACE-5-i")
def test_at_pace_a_colleague_meets_the_page_of_a_missing_file(in_force: InForce, people: People) -> None:
    cast = in_force("pace")
    joanne = people()
    page = joanne.signs_in(cast.caseworker2)
    joanne.goes_to(f"/files/{cast.amina.reference}/")
    hidden = joanne.reads()
    joanne.goes_to("/files/PACE-26-9999/")
    assert joanne.reads() == hidden
    assert "PACE-5" in hidden
    joanne.finds_it_accessible()
    finds(joanne, "Yusuf")
    assert cast.amina.reference not in page.content()


@pytest.mark.clause("NF-2.4a-i", "NF-2.4a-ii")
def test_a_new_volunteer_reads_why_and_from_which_day_and_a_settled_one_gets_in(
    cast: Cast, people: People, shot: Any
) -> None:
    new = people()
    page = new.signs_in(cast.new_volunteer)
    new.goes_to(f"/files/{cast.bella.reference}/")
    refusal = new.reads()
    assert "NF-2.4a" in refusal
    assert re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d", refusal), refusal
    assert "Bella" not in page.content()
    new.finds_it_accessible()
    shot(page, "volunteer-refused")

    settled = people()
    settled.signs_in(cast.settled_volunteer)
    page = settled.goes_to(f"/files/{cast.bella.reference}/")
    expect(page.get_by_text("Bella Thorne").first).to_be_visible()


@pytest.mark.parametrize(("address", "name"), [("/own-screen/", "kiosk"), ("/policy/", "policy")])
def test_what_needs_no_sign_in_is_open_to_everybody(
    cast: Cast, people: People, shot: Any, address: str, name: str
) -> None:
    anybody = people()
    page = anybody.goes_to(address)
    assert page.url.endswith(address)
    anybody.finds_it_accessible()
    shot(page, name)


def test_the_chair_reads_an_entry_of_the_ledger_in_words(cast: Cast, people: People) -> None:
    chair = people()
    page = chair.signs_in(cast.chair)
    chair.goes_to("/ledger/")
    page.locator("main table a").first.click()
    entry = chair.reads()
    assert cast.chair.reference in entry
    assert "['" not in entry
    assert "{" not in entry
    chair.finds_it_accessible()

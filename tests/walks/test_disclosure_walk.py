"""Walk b in a real browser: what consent covers goes, what it does not is refused by its clause, and how it may go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from audit.models import LedgerEntry
from casework.models import Task
from disclosures.models import DangerAlarm, DisclosureRequest
from disclosures.states import State
from tests.cast import PASSWORD, Cast
from tests.profiles.driver import moment
from tests.profiles.paths import PATHS, Path
from tests.walks.conftest import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

People = Callable[..., Person]
InForce = Callable[[str], Cast]
YES_NO = {"is_source_of_risk": "no", "child_involved": "yes", "for_proceedings": "no", "only_adviser_accused": "no"}
LEFT = frozenset({"why_not_wait", "who_was_tried", "person_saw_content"})


def fills(page: Page, **fields: str) -> None:
    """Type into fields by their names, as somebody who reads every label would."""
    for name, value in fields.items():
        page.locator(f"main [name='{name}']").fill(value)


def picks(page: Page, name: str, value: str) -> None:
    page.locator(f"main [name='{name}'][value='{value}']").check()


def goes_on(person: Person, button: str = "Save and go on") -> None:
    with person.page.expect_navigation():
        person.presses(button)


def records_consent(person: Person, cast: Cast, shot: Any) -> None:
    """One agency, one kind of information, one purpose; read out, and signed."""
    page = person.goes_to(f"/files/{cast.bella.reference}/consent/new/")
    person.finds_it_accessible()
    page.get_by_label("I have explained").check()
    picks(page, "lines-0-agrees", "yes")
    fills(page, **{"lines-0-agency": cast.housing.name, "lines-0-purpose": "finding a home"})
    page.locator("[name='lines-0-category']").select_option("contact")
    for name, value in (
        ("method", "written"), ("presence", "alone"), ("freely_given", "yes"), ("signed_by", "self"),
        ("understanding", "yes"),
    ):  # fmt: skip
        picks(page, name, value)
    fills(page, **moment("signed_on", time=False), signatory="Bella Thorne")
    fills(page, understanding_basis="She said it back in her own words.", help_tried="We took our time.")
    page.evaluate("document.querySelector('#line-1').scrollIntoView()")
    shot(page, "consent")
    goes_on(person, "Check and review")
    assert "/sign/" in page.url, person.reads()[:900]
    goes_on(person, "The person has signed")
    assert "Harbour Homes" in person.reads()


def draws_up(person: Person, cast: Cast, agency: str, basis: str, path: Path) -> str:
    """One request, page by page; returns its reference."""
    page = person.goes_to(f"/files/{cast.bella.reference}/disclosures/new/")
    page.locator("[name=recipient]").select_option(label=agency)
    fills(page, purpose="finding a home", purpose_from="Their duty desk", contact_name="The duty officer")
    picks(page, "items", "person:phone")
    goes_on(person)
    fills(page, **{"item-1-necessity": "To reach her"})
    goes_on(person)
    picks(page, "basis", basis)
    if basis == "ground":
        picks(page, "ground", path.ground)
    goes_on(person)
    if page.url.endswith("/questions/"):
        answers(page, path if basis == "ground" else None)
        goes_on(person)
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def answers(page: Page, path: Path | None) -> None:
    """Everything the policy asks, and the facts of the circumstance."""
    facts = {f"{path.ground}-{name}": value for name, value in path.answers.items()} if path else {}
    names = page.eval_on_selector_all("main form [name]", "them => [...new Set(them.map(e => e.name))]")
    for name in names:
        field = page.locator(f"main [name='{name}']").first
        kind = field.get_attribute("type") or "text"
        if kind == "hidden" or name in LEFT:
            continue
        value = facts.get(name) or YES_NO.get(name)
        if kind == "radio" and value:
            picks(page, name, value)
        elif kind not in ("radio", "checkbox"):
            field.fill(value or f"Asked and written down: {name}.")


def sends(person: Person) -> None:
    person.presses("Send it")
    picks(person.page, "channel", "phoned")
    goes_on(person, "Record that it is sent")


def takes_step(person: Person, reference: str, does: str) -> None:
    """Advice, authority with the password again, or telling, each on its page."""
    page = person.goes_to(f"/disclosures/{reference}/")
    if does == "advised":
        person.presses("Give advice")
        picks(page, "advises", "share")
        fills(page, advice="Tell them, and only that.")
        goes_on(person, "Record the advice")
    elif does == "authorised":
        person.presses("Answer the request for authority")
        assert "07700 900123" in person.reads()  # exactly what would leave
        picks(page, "grants", "yes")
        fills(page, reasons="The child comes first.", password="not my password")
        goes_on(person, "Give this answer")
        assert DisclosureRequest.objects.latest("begun_at").state == State.PROPOSED
        fills(page, password=PASSWORD)
        goes_on(person, "Give this answer")
    else:
        person.presses("Record whether the person was told")
        picks(page, "outcome", "told")
        page.locator("[name=concern_told]").check()
        page.locator("[name=recipient_told]").check()
        fills(page, detail="I told her in the small room.", **moment("told_at"))
        goes_on(person, "Record it")
    assert page.url.endswith(f"/disclosures/{reference}/"), person.reads()[:900]


@pytest.mark.parametrize("slug", ["new-futures", "pace"])
def test_consent_lets_go_what_it_covers_and_the_policy_says_what_else_may(
    in_force: InForce, people: People, shot: Any, slug: str
) -> None:
    cast, path = in_force(slug), PATHS[slug]
    sara = people()
    page = sara.signs_in(cast.caseworker)
    records_consent(sara, cast, shot)

    covered = draws_up(sara, cast, cast.housing.name, "consent", path)
    goes_on(sara, "Put it forward")
    sender = sara if path.sender == "caseworker" else people()
    if sender is not sara:
        sender.signs_in(getattr(cast, path.sender))
        sender.goes_to(f"/disclosures/{covered}/")
    sends(sender)
    assert "Sent" in sender.reads()

    uncovered = draws_up(sara, cast, cast.council.name, "consent", path)
    goes_on(sara, "Put it forward")
    refusal = sara.reads()
    assert path.clause in refusal
    assert "Ask the person to agree to this" in refusal
    assert page.get_by_role("link", name="ask the person for consent").is_visible()
    assert DisclosureRequest.objects.latest("begun_at").state == State.DRAFT
    sara.finds_it_accessible()
    if slug == "new-futures":
        shot(page, "refusal")

    lawful = draws_up(sara, cast, cast.council.name, "ground", path)
    goes_on(sara, "Put it forward")
    if slug == "pace":
        shot(page, "disclosure")
    sara.finds_it_accessible()
    desks = {"caseworker": sara}
    for step in path.steps:
        if step.who not in desks:
            desks[step.who] = people()
            desks[step.who].signs_in(getattr(cast, step.who))
        takes_step(desks[step.who], lawful, step.does)
    going = desks[path.sender]
    going.goes_to(f"/disclosures/{lawful}/")
    sends(going)
    assert_on_record(desks["manager"], covered, lawful, uncovered)


def assert_on_record(manager: Person, covered: str, lawful: str, uncovered: str) -> None:
    """The register and the ledger show what went, what did not, and the refusal."""
    assert DisclosureRequest.objects.filter(state=State.SENT).count() == 2
    manager.goes_to("/disclosures/")
    register = manager.reads()
    assert covered in register
    assert lawful in register
    manager.goes_to(f"/ledger/?reference={lawful}")
    assert lawful in manager.reads()
    assert "Bella" not in manager.page.content()
    assert LedgerEntry.objects.filter(verb="propose-disclosure", outcome="refused", reference=uncovered).exists()
    assert LedgerEntry.objects.filter(verb="send-disclosure", outcome="permitted", reference=lawful).exists()


def raises_alarm(person: Person, shot: Any = None) -> None:
    """From the page that is open to the alarm saved; fails when it takes a minute."""
    page, began = person.page, time.monotonic()
    page.get_by_role("link", name="Danger now").first.click()
    if shot:
        shot(page, "danger-now-phone")
    person.finds_it_accessible()
    fills(page, who_at_risk="Her little brother", what="He is locked out and it is freezing.")
    page.locator("[name=whom_told]").first.check()
    goes_on(person, "Save the alarm")
    assert re.search(r"/alarms/[^/]+/$", page.url), person.reads()[:900]
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("who", ["caseworker", "new_volunteer"])
def test_danger_now_is_saved_within_a_minute_by_whoever_sees_it(
    cast: Cast, people: People, shot: Any, who: str
) -> None:
    person = people(viewport=PHONE)
    person.signs_in(getattr(cast, who))
    raises_alarm(person, shot)
    alarm = DangerAlarm.objects.get()
    assert alarm.raised_by == getattr(cast, who)
    assert alarm.case_file is None
    assert Task.objects.filter(about=alarm.reference).exists()
    manager = people()
    manager.signs_in(cast.manager)
    manager.goes_to(f"/alarms/{alarm.reference}/")
    assert "locked out" in manager.reads()


def test_danger_now_about_a_file_is_linked_to_it(cast: Cast, people: People) -> None:
    sara = people()
    page = sara.signs_in(cast.caseworker)
    page.get_by_role("link", name="Danger now").first.click()
    page.get_by_text("More, if you have a moment").click()
    fills(page, who_at_risk="Bella", what="She phoned from the bridge.", about=cast.bella.reference)
    page.locator("[name=whom_told]").first.check()
    goes_on(sara, "Save the alarm")
    assert DangerAlarm.objects.get().case_file == cast.bella
    assert cast.bella.reference in sara.reads()

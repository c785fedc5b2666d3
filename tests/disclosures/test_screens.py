"""Walk b and danger now through the pages, by the test client."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework.models import Worker
from consent.models import ConsentForm
from disclosures.models import DangerAlarm, DisclosureRequest, SentDisclosure
from disclosures.states import State
from policy.vocabulary import Category, Power
from tests.cast import PASSWORD, Cast
from tests.consent.builders import line, signed
from tests.disclosures.builders import PASSAGE, PURPOSE, facts_for, note, on_ground, put_forward


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def when(name: str) -> dict[str, str]:
    now = timezone.localtime()
    return {
        f"{name}_day": str(now.day),
        f"{name}_month": str(now.month),
        f"{name}_year": str(now.year),
        f"{name}_time": f"{now:%H:%M}",
    }


def begin(client: Client, cast: Cast, **changes: Any) -> str:
    """Draw up a request through its first two pages; its reference."""
    entry = note(cast)
    posted = {
        "passing": "disclosure",
        "recipient": cast.housing.reference,
        "purpose": PURPOSE,
        "purpose_from": "Their duty officer",
        "items": [f"note:{entry.pk}"],
        **changes,
    }
    address = f"/files/{cast.amina.reference}/disclosures/new/"
    assert client.get(address).status_code == 200
    answer = client.post(address, posted)
    assert answer.status_code == 302, answer.content.decode()
    request = DisclosureRequest.objects.order_by("-begun_at").first()
    words = {"version": str(request.version), "item-1-passage": PASSAGE, "item-1-necessity": "To find a home"}
    assert client.get(f"/disclosures/{request.reference}/words/").status_code == 200
    assert client.post(f"/disclosures/{request.reference}/words/", words).status_code == 302
    return request.reference


def version_of(reference: str) -> str:
    return str(DisclosureRequest.objects.get(number=int(reference.rsplit("-D", 1)[1])).version)


def questions(client: Client, reference: str, **answers: str) -> Any:
    """Answer whatever the page asks."""
    address = f"/disclosures/{reference}/questions/"
    page = client.get(address)
    if page.status_code == 302:
        return page
    asked = set(re.findall(r'name="([^"]+)"', page.content.decode()))
    plain = {name: f"Written about {name}." for name in asked if "-" not in name and name not in FIXED}
    choices = {"is_source_of_risk": "no", "emergency": "not-suitable", "person_saw_content": "yes"}
    yes_no = dict.fromkeys(("child_involved", "only_adviser_accused", "for_proceedings"), "no")
    posted = {**plain, **yes_no, **choices, "why_not_wait": "", "who_was_tried": "", "exemption": "", **answers}
    return client.post(address, {**posted, "version": version_of(reference)})


FIXED = {"csrfmiddlewaretoken", "version", "risk_now", "accused", "query", "viewport", "exemption"}


def text_of(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.clause("NF-1.3", "NF-1.1", "PIAS-2-i", "ACEVO-PR-1")
def test_by_its_pages_each_policy_refuses_what_consent_does_not_cover_and_sends_what_it_does(any_cast: Cast) -> None:
    cast, client = any_cast, signed_in(any_cast.caseworker)
    signed(cast.amina, cast.caseworker, line(cast.housing, Category.HOUSING, purpose=PURPOSE))
    reference = begin(client, cast, recipient=cast.police.reference)
    basis = {"version": version_of(reference), "basis": "consent"}
    assert client.post(f"/disclosures/{reference}/basis/", basis).status_code == 302
    questions(client, reference)
    refused = client.post(f"/disclosures/{reference}/propose/", {"version": version_of(reference)})
    assert refused.status_code == 422
    page = text_of(refused)
    assert cast.profile.consent.form.source.id in page
    assert "What would make it lawful" in page
    assert "This does not stop you phoning 999" in page
    assert DisclosureRequest.objects.get().state == State.DRAFT

    consent_line = ConsentForm.objects.get().lines.get()
    reference = begin(client, cast, line=str(consent_line.pk), recipient="", purpose="", purpose_from="")
    client.post(f"/disclosures/{reference}/basis/", {"version": version_of(reference), "basis": "consent"})
    questions(client, reference)
    put = client.post(f"/disclosures/{reference}/propose/", {"version": version_of(reference)}, follow=True)
    assert "It may be sent" in text_of(put), text_of(put)
    letter = client.get(f"/disclosures/{reference}/letter/")
    assert PASSAGE in text_of(letter)
    sent = client.post(f"/disclosures/{reference}/send/", {"channel": "posted"}, follow=True)
    assert "an exact copy is kept" in text_of(sent)
    again = client.post(f"/disclosures/{reference}/send/", {"channel": "posted"})
    assert again.status_code == 422
    assert "already been sent" in text_of(again)
    assert SentDisclosure.objects.count() == 1


WALKS = {
    "new-futures": ("continuing-serious-risk", "manager", "manager"),
    "pace": ("prevent-or-detect-crime", None, "caseworker"),
}


@pytest.mark.clause("NF-1.4", "NF-1.5-i", "PACE-7-i")
@pytest.mark.parametrize("slug", WALKS)
def test_walk_b_by_its_pages(in_force: Callable[[str], Cast], slug: str) -> None:
    cast = in_force(slug)
    ground, adviser, sender = WALKS[slug]
    worker = signed_in(cast.caseworker)
    reference = begin(worker, cast, recipient=cast.police.reference)
    chosen = {"version": version_of(reference), "basis": "ground", "ground": [ground]}
    assert worker.post(f"/disclosures/{reference}/basis/", chosen).status_code == 302
    facts = {f"{ground}-{name}": value for name, value in facts_for(cast.profile.grounds[ground]).items()}
    days = {k: v for n in facts if n.endswith("_on") for k, v in when(n).items()}
    assert questions(worker, reference, **facts, **days).status_code == 302
    worker.post(f"/disclosures/{reference}/propose/", {"version": version_of(reference)})
    page = text_of(worker.get(f"/disclosures/{reference}/"))
    assert "What still stands in the way of sending" in page
    assert "Written authority comes first" in page

    if adviser:
        manager = signed_in(getattr(cast, adviser))
        advice = {"advises": "share", "advice": "Share this much.", **when("given_at")}
        assert manager.post(f"/disclosures/{reference}/advice/", advice).status_code == 302
        own = worker.post(f"/disclosures/{reference}/advice/", advice)
        assert own.status_code == 422
        assert "NF-1.4" in text_of(own)

    telling = {"outcome": "told", **when("told_at"), "concern_told": "on", "recipient_told": "on", "detail": "By phone"}
    assert worker.post(f"/disclosures/{reference}/telling/", telling).status_code == 302

    director = signed_in(cast.director)
    form = text_of(director.get(f"/disclosures/{reference}/authority/"))
    assert PASSAGE in form
    assert "Amina" not in form
    shown = re.search(r'name="shown" value="([0-9a-f]+)"', form)[1]
    answer = {"shown": shown, "grants": "yes", "reasons": "Each item is needed.", "password": "wrong"}
    refused = director.post(f"/disclosures/{reference}/authority/", answer)
    assert refused.status_code == 422
    assert "Each item is needed." in text_of(refused)
    assert director.post(f"/disclosures/{reference}/authority/", {**answer, "password": PASSWORD}).status_code == 302

    sent = signed_in(getattr(cast, sender)).post(f"/disclosures/{reference}/send/", {"channel": "handed-over"})
    assert sent.status_code == 302, text_of(sent)
    assert SentDisclosure.objects.get().authority.decided_by == cast.director
    closing = worker.post(f"/disclosures/{reference}/close/", {})
    assert closing.status_code == 422
    for kind in ("people-spoken-to", "advice", "action"):
        posted = {"kind": kind, "words": "Written down.", **when("happened_at")}
        assert worker.post(f"/disclosures/{reference}/lines/", posted).status_code == 302
    assert worker.post(f"/disclosures/{reference}/close/", {}).status_code == 302
    assert DisclosureRequest.objects.get().state == State.CLOSED


def test_a_second_tab_loses_nothing_and_is_told(cast: Cast) -> None:
    client = signed_in(cast.caseworker)
    reference = begin(client, cast)
    stale = {"version": "1", "item-1-passage": "My longer words.", "item-1-necessity": "Because"}
    page = client.post(f"/disclosures/{reference}/words/", stale)
    assert page.status_code in (200, 409, 422)
    assert "changed in another window" in text_of(page)
    assert "My longer words." in text_of(page)
    assert DisclosureRequest.objects.get().items.get().necessity == "To find a home"


def test_the_register_and_the_files_own_list_show_references_and_no_words(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    for worker, address in (
        (cast.manager, "/disclosures/"),
        (cast.caseworker, "/disclosures/"),
        (cast.caseworker, f"/files/{cast.amina.reference}/disclosures/"),
    ):
        page = text_of(signed_in(worker).get(address))
        assert request.reference in page
        assert PASSAGE not in page
    assert request.reference not in text_of(signed_in(cast.caseworker2).get("/disclosures/"))
    assert request.reference in text_of(signed_in(cast.caseworker).get(f"/files/{cast.amina.reference}/"))


def test_a_stranger_meets_the_same_page_for_a_request_there_is_and_one_there_is_not(cast: Cast) -> None:
    request = put_forward(cast, on_ground(cast, "continuing-serious-risk"))
    client = signed_in(cast.new_volunteer)
    pages = [client.get(f"/disclosures/{each}/") for each in (request.reference, "NF-26-9999-D1")]
    assert pages[0].status_code == pages[1].status_code != 200
    assert PASSAGE not in text_of(pages[0])


@pytest.mark.clause("NF-1.1b", "PACE-9")
def test_danger_now_is_one_page_for_anybody_and_glows_for_managers_until_reviewed(any_cast: Cast) -> None:
    cast, client = any_cast, signed_in(any_cast.new_volunteer)
    form = client.get("/danger-now/")
    assert form.status_code == 200
    assert 'href="tel:999"' in text_of(form)
    blank = client.post("/danger-now/", {"what": "He has a knife"})
    assert blank.status_code == 422
    assert "He has a knife" in text_of(blank)
    posted = {
        "who_at_risk": "A woman", "what": "He has a knife", "kind": "life", "whom_told": ["emergency-services"],
        "channel": "phoned", "their_number": "4411", "about": cast.amina.reference,
    }  # fmt: skip
    saved = client.post("/danger-now/", posted, follow=True)
    assert saved.status_code == 200
    found = DangerAlarm.objects.get()
    assert found.case_file is None
    reviewer = next(w for w in (cast.manager, cast.director) if w.has_power(Power.REVIEW_DANGER))
    manager = signed_in(reviewer)
    assert found.reference in text_of(manager.get("/alarms/"))
    page = text_of(manager.get(f"/alarms/{found.reference}/"))
    assert "He has a knife" in page
    assert "4411" in page
    review = {"outcome": "right", "conclusion": "She did well."}
    assert manager.post(f"/alarms/{found.reference}/review/", review).status_code == 302
    assert "Reviewed" in text_of(manager.get(f"/alarms/{found.reference}/"))


def test_an_accused_manager_meets_an_alarm_that_is_not_there(cast: Cast) -> None:
    posted = {
        "who_at_risk": "A child", "what": "It", "whom_told": ["nobody-yet"], "accused": [cast.manager.reference],
    }  # fmt: skip
    signed_in(cast.caseworker).post("/danger-now/", posted)
    found = DangerAlarm.objects.get()
    manager = signed_in(cast.manager)
    assert manager.get(f"/alarms/{found.reference}/").status_code == 404
    assert manager.get("/alarms/ALARM-9999/").status_code == 404
    assert found.reference not in text_of(manager.get("/alarms/"))

"""Walks a and b by the test client under each of the five policies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from audit.models import LedgerEntry
from disclosures.models import SentDisclosure
from disclosures.states import State
from tests.cast import Cast
from tests.profiles.driver import Drawing, sign_consent, signed_in, words
from tests.profiles.paths import PATHS, Path

pytestmark = pytest.mark.django_db

InForce = Callable[[str], Cast]
EACH = pytest.mark.parametrize(("slug", "path"), PATHS.items(), ids=list(PATHS))


@EACH
def test_what_consent_covers_goes_and_stands_in_the_register(in_force: InForce, slug: str, path: Path) -> None:
    cast = in_force(slug)
    client = signed_in(cast.caseworker)
    consent = sign_consent(client, cast.bella, cast.housing)
    drawing = Drawing(client, cast.bella, cast.housing, line=str(consent.lines.get().pk))
    drawing.rests_on("consent")
    assert "is put forward" in words(drawing.put_forward())
    sender = signed_in(getattr(cast, path.sender))
    drawing.sent(by=sender)
    assert drawing.record.state == State.SENT
    register = words(sender.get(reverse("disclosures")))
    assert drawing.reference in register
    assert "The person’s consent" in register


@EACH
def test_what_no_consent_covers_is_refused_with_the_policys_own_clause_and_what_would_make_it_lawful(
    in_force: InForce, slug: str, path: Path
) -> None:
    cast = in_force(slug)
    client = signed_in(cast.caseworker)
    sign_consent(client, cast.bella, cast.housing)
    drawing = Drawing(client, cast.bella, cast.council)
    drawing.rests_on("consent")
    page = drawing.put_forward()
    assert page.status_code == 422
    assert "No consent names this agency." in words(page)
    assert path.clause in words(page), words(page)[:900]
    assert "Ask the person to agree to this" in words(page)
    assert "999" in words(page)
    assert drawing.record.state == State.DRAFT
    assert not SentDisclosure.objects.exists()
    refusal = LedgerEntry.objects.filter(verb="propose-disclosure", outcome="refused").latest("pk")
    assert path.clause in refusal.sources.split()


@EACH
def test_a_circumstance_of_the_policy_goes_by_its_own_steps_and_by_no_shorter_way(
    in_force: InForce, slug: str, path: Path
) -> None:
    cast = in_force(slug)
    drawing = Drawing(signed_in(cast.caseworker), cast.bella, cast.council, purpose="keeping him safe")
    drawing.rests_on("ground", [path.ground], path.answers)
    assert path.ground_clause in words(drawing.put_forward())
    sender = signed_in(getattr(cast, path.sender))
    for step in path.steps:
        if step.or_else:
            early = words(drawing.sent(by=sender))
            assert step.or_else in early, early[:900]
            assert not SentDisclosure.objects.exists()
        getattr(drawing, step.does)(by=signed_in(getattr(cast, step.who)))
    page = drawing.sent(by=sender)
    assert drawing.record.state == State.SENT, words(page)[:1200]
    assert drawing.reference in words(signed_in(cast.manager).get(reverse("disclosures")))
    verbs = set(LedgerEntry.objects.filter(outcome="permitted").values_list("verb", flat=True))
    assert {"propose-disclosure", "record-telling", "send-disclosure"} <= verbs
    assert LedgerEntry.objects.filter(verb="send-disclosure", outcome="refused").exists()

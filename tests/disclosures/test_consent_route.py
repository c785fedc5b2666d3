"""With consent the steps are few: what it covers goes, what it does not cover is refused by clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.gate import Refused
from audit.models import LedgerEntry
from consent.models import LineUse
from consent.procedures import withdraw
from disclosures.models import DisclosureRequest, SentDisclosure
from disclosures.states import State
from policy.rules.consent import FormKind
from policy.rules.disclosure import Passing
from policy.vocabulary import Category
from tests.cast import Cast, sealed_again
from tests.consent.builders import line, signed
from tests.disclosures.builders import PASSAGE, PURPOSE, begun, on_consent, put_forward, send
from vault.sealed import is_sealed


def consented(cast: Cast, **changes: object) -> None:
    signed(cast.amina, cast.caseworker, line(cast.housing, Category.HOUSING, purpose=PURPOSE, **changes))


def refused_for(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refused:
        act()
    return {ground.source.id for ground in refused.value.decision.objections}


@pytest.mark.clause("NF-1.3", "PIAS-2-i", "ACEVO-PR-1", "PIAS-CB-1-i")
def test_what_consent_covers_goes_and_an_exact_copy_is_kept(any_cast: Cast) -> None:
    consented(any_cast)
    request = put_forward(any_cast, on_consent(any_cast))
    sent = send(request, any_cast.caseworker)
    assert [item.passage for item in sent.items.all()] == [PASSAGE]
    assert sent.letter["to"] == any_cast.housing.name
    assert [relied.line.category for relied in sent.relied_on.all()] == ["housing"]
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.SENT
    sealed_again()
    kept = SentDisclosure.objects.get(pk=sent.pk)
    assert is_sealed(kept.letter)
    assert is_sealed(kept.items.get().passage)


NO_CONSENT = {
    "new-futures": "NF-1.3",
    "pace": "PACE-5",
    "pias": "PIAS-2",
    "acevo": "ACEVO-PR-1",
    "preston": "PRESTON-4",
}


@pytest.mark.clause("NF-1.3", "PIAS-2-i", "ACEVO-PR-1")
@pytest.mark.parametrize("slug", NO_CONSENT)
def test_what_consent_does_not_cover_is_refused_by_the_charitys_own_clause(
    in_force: Callable[[str], Cast], slug: str
) -> None:
    cast = in_force(slug)
    consented(cast)
    request = on_consent(cast, cast.police)
    sources = refused_for(lambda: put_forward(cast, request))
    assert sources & {source.id for source in cast.profile.consent.form.sources}
    assert DisclosureRequest.objects.get(pk=request.pk).state == State.DRAFT


@pytest.mark.clause("NF-1.1", "NF-4.2d", "ACEVO-EX-0")
def test_with_neither_consent_nor_a_ground_the_general_clause_forbids_and_the_remedy_names_the_grounds(
    any_cast: Cast,
) -> None:
    request = begun(any_cast)
    with pytest.raises(Refused) as refused:
        put_forward(any_cast, request)
    objections = refused.value.decision.objections
    assert any_cast.profile.general_clause.id in {g.source.id for g in objections}
    remedy = next(g.remedy for g in objections if g.field == "basis")
    assert all(ground.title in remedy for ground in any_cast.profile.grounds.values())


@pytest.mark.clause("NF-4.3e-ii", "NF-4.3e-i")
def test_purpose_and_necessity_are_asked_for_by_clause(cast: Cast) -> None:
    consented(cast)
    request = begun(cast, purpose="n/a")
    request.items.all()
    with pytest.raises(Refused) as refused:
        put_forward(cast, request)
    assert ("NF-4.3e", "purpose") in {(g.source.id, g.field) for g in refused.value.decision.objections}


@pytest.mark.clause("NF-1.3", "PIAS-CB-1-i")
def test_consent_taken_back_after_the_request_was_put_forward_stops_the_sending(any_cast: Cast) -> None:
    form = signed(any_cast.amina, any_cast.caseworker, line(any_cast.housing, Category.HOUSING, purpose=PURPOSE))
    request = put_forward(any_cast, on_consent(any_cast))
    withdraw(reference=form.reference, by=any_cast.caseworker, words="I do not want that any more.")
    refused_for(lambda: send(request, any_cast.caseworker))
    assert not SentDisclosure.objects.exists()


@pytest.mark.clause("NF-4.3d-iii")
def test_consent_for_one_time_is_spent_by_it(cast: Cast) -> None:
    consented(cast, single_use=True)
    send(put_forward(cast, on_consent(cast)), cast.caseworker)
    assert LineUse.objects.count() == 1
    assert "NF-4.3d" in refused_for(lambda: put_forward(cast, on_consent(cast)))


def test_it_goes_once(any_cast: Cast) -> None:
    consented(any_cast)
    request = put_forward(any_cast, on_consent(any_cast))
    send(request, any_cast.caseworker)
    assert "DEF-15" in refused_for(lambda: send(request, any_cast.caseworker))
    assert SentDisclosure.objects.count() == 1


@pytest.mark.clause("PACE-6-iv")
def test_at_pace_a_referral_needs_consent_naming_that_very_agency(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("pace")
    consented(cast)
    request = on_consent(cast, cast.council, passing=Passing.REFERRAL)
    assert refused_for(lambda: put_forward(cast, request)) & {"PACE-5", "PACE-6"}


@pytest.mark.clause("PACE-8-i")
def test_at_pace_the_press_gets_nothing_on_a_consent_for_agencies(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("pace")
    signed(cast.amina, cast.caseworker, line(cast.newspaper, Category.HOUSING, purpose=PURPOSE))
    request = on_consent(cast, cast.newspaper)
    assert "PACE-8" in refused_for(lambda: put_forward(cast, request))
    signed(cast.amina, cast.caseworker, line(cast.newspaper, Category.HOUSING, purpose=PURPOSE), kind=FormKind.MEDIA)
    put_forward(cast, request)


def test_a_refusal_changes_nothing_and_is_in_the_ledger(cast: Cast) -> None:
    request = begun(cast)
    refused_for(lambda: put_forward(cast, request))
    entry = LedgerEntry.objects.filter(verb="propose-disclosure", outcome="refused").last()
    assert entry.reference == request.reference
    assert "NF-1.1" in entry.sources
    assert PASSAGE.encode() not in b"".join(bytes(e.canonical) for e in LedgerEntry.objects.all())

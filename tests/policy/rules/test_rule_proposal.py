"""A disclosure as drawn up: its basis, its recipient, referrals, the steps to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy.loading import load_profile
from policy.profile import Profile
from policy.profile.people_values import RecipientKind
from policy.rules.disclosure import Basis, Claim, Passing, Urgency, weigh_proposal
from policy.vocabulary import Category
from tests.policy.rules.builders import cited, fields
from tests.policy.rules.disclosing import (
    ALL_ASKED,
    a_recipient,
    an_item,
    on_ground,
    refused_by_consent,
    with_consent,
)


def test_a_proposal_on_consent_is_in_order_under_every_policy(any_profile: Profile) -> None:
    decision = weigh_proposal(with_consent(any_profile))
    assert decision.permitted
    assert decision.obligations == ()


# Neither consent nor ground


@pytest.mark.clause("NF-1.1", "NF-4.2d")
def test_new_futures_refuses_without_a_basis_and_says_what_would_permit_it(new_futures: Profile) -> None:
    decision = weigh_proposal(with_consent(new_futures, basis=Basis.NEITHER))
    assert cited(decision) == {"NF-1.1", "NF-4.2d"}
    remedy = decision.objections[0].remedy
    assert "consent" in remedy
    assert all(ground.title in remedy for ground in new_futures.grounds.values())


@pytest.mark.parametrize(
    ("slug", "clauses"),
    [
        pytest.param("pias", {"PIAS-CB-1", "PIAS-2"}, marks=pytest.mark.clause("PIAS-2-i")),
        pytest.param("acevo", {"ACEVO-1", "ACEVO-EX-0"}, marks=pytest.mark.clause("ACEVO-1", "ACEVO-EX-0")),
        pytest.param("preston", {"PRESTON-0", "PRESTON-3"}, marks=pytest.mark.clause("PRESTON-3-ii")),
        ("pace", {"PACE-5", "PACE-7"}),
    ],
)
def test_each_policy_refuses_a_disclosure_without_a_basis_in_its_own_clauses(slug: str, clauses: set[str]) -> None:
    assert cited(weigh_proposal(with_consent(load_profile(slug), basis=Basis.NEITHER))) == clauses


@pytest.mark.parametrize("claims", [(), (Claim("other", {}),)])
def test_there_is_no_other_ground(any_profile: Profile, claims: tuple[Claim, ...]) -> None:
    decision = weigh_proposal(with_consent(any_profile, basis=Basis.GROUND, claims=claims))
    assert any_profile.general_clause.id in cited(decision)


# Consent as the basis


@pytest.mark.clause("NF-1.3", "ACEVO-PR-1")
@pytest.mark.parametrize(("slug", "clause"), [("new-futures", "NF-1.3"), ("acevo", "ACEVO-PR-1"), ("pace", "PACE-5")])
def test_what_consent_does_not_cover_is_refused_with_what_would_make_it_lawful(slug: str, clause: str) -> None:
    profile = load_profile(slug)
    decision = weigh_proposal(with_consent(profile, coverage=refused_by_consent(profile, clause)))
    assert cited(decision) == {clause}
    assert "circumstances" in decision.objections[0].remedy


def test_consent_that_was_not_looked_up_covers_nothing(any_profile: Profile) -> None:
    assert cited(weigh_proposal(with_consent(any_profile, coverage={}))) == {"DEF-1"}


# Recipients


@pytest.mark.parametrize("basis", [Basis.CONSENT, Basis.GROUND])
def test_the_source_of_the_risk_is_never_a_recipient(any_profile: Profile, basis: Basis) -> None:
    slug = next(iter(any_profile.grounds))
    facts = with_consent(any_profile) if basis is Basis.CONSENT else on_ground(any_profile, slug)
    spoilt = replace(facts, recipient=replace(facts.recipient, is_source_of_risk=True))
    assert "DEF-8" in cited(weigh_proposal(spoilt))


@pytest.mark.clause("PRESTON-5a", "PRESTON-5b")
@pytest.mark.parametrize(
    ("ground", "clause"), [("child-at-risk-of-harm", "PRESTON-5a"), ("risk-of-physical-violence", "PRESTON-5b")]
)
def test_preston_contact_details_never_go_to_the_source_of_risk(preston: Profile, ground: str, clause: str) -> None:
    contact = (an_item(Category.CONTACT),)
    facts = on_ground(preston, ground, items=contact)
    assert clause in weigh_proposal(facts).sources
    assert clause not in weigh_proposal(on_ground(preston, ground)).sources
    spoilt = replace(facts, recipient=replace(facts.recipient, is_source_of_risk=True))
    assert cited(weigh_proposal(spoilt)) == {"PRESTON-4", "DEF-8"}


def test_on_a_ground_whether_the_recipient_is_the_source_of_risk_is_always_asked(any_profile: Profile) -> None:
    facts = on_ground(any_profile, next(iter(any_profile.grounds)))
    unasked = replace(facts, recipient=replace(facts.recipient, is_source_of_risk=None))
    assert fields(weigh_proposal(unasked)) == {"is_source_of_risk"}


@pytest.mark.clause("NF-1.1a")
def test_a_ground_that_names_its_recipient_lets_nobody_else_be_told(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "child-significant-harm", recipient=a_recipient(RecipientKind.POLICE))
    assert cited(weigh_proposal(facts)) == {"NF-1.1a"}
    assert fields(weigh_proposal(facts)) == {"recipient"}


@pytest.mark.clause("NF-1.1f")
def test_urgent_treatment_offers_health_first_and_asks_a_reason_for_anyone_else(new_futures: Profile) -> None:
    landlord = a_recipient(reason="")
    assert cited(weigh_proposal(on_ground(new_futures, "urgent-medical", recipient=landlord))) == {"DEF-27"}
    hospital = a_recipient(RecipientKind.HEALTH, reason="")
    assert weigh_proposal(on_ground(new_futures, "urgent-medical", recipient=hospital)).permitted


def test_a_recipient_is_named(any_profile: Profile) -> None:
    assert fields(weigh_proposal(with_consent(any_profile, recipient=a_recipient(agency=None)))) == {"recipient"}


@pytest.mark.clause("PRESTON-DP-8")
@pytest.mark.parametrize(
    ("country", "exemption", "permitted"),
    [
        ("GB", "", True),
        ("FR", "", True),
        ("US", "", False),
        ("US", "She asked for it in writing.", True),
        ("", "", False),
        ("unknown", "", False),
    ],
)
def test_preston_keeps_information_inside_the_listed_countries(
    preston: Profile, country: str, exemption: str, permitted: bool
) -> None:
    recipient = a_recipient(country=country, exemption=exemption)
    decision = weigh_proposal(with_consent(preston, recipient=recipient))
    assert decision.permitted is permitted
    assert cited(decision) == (set() if permitted else {"PRESTON-DP-8"})


def test_elsewhere_another_country_is_a_note_on_law_and_an_unknown_one_is_asked_for(new_futures: Profile) -> None:
    abroad = weigh_proposal(with_consent(new_futures, recipient=a_recipient(country="US")))
    assert abroad.permitted
    assert any("another country" in note for note in abroad.notes)
    assert weigh_proposal(with_consent(new_futures)).notes == ()
    for country in ("", "G", "GBR", "1X"):
        unknown = weigh_proposal(with_consent(new_futures, recipient=a_recipient(country=country)))
        assert cited(unknown) == {"international-transfers"}
        assert fields(unknown) == {"country"}
    assert weigh_proposal(with_consent(new_futures, recipient=a_recipient(country=""))).notes == ()


def test_on_consent_the_source_of_risk_is_not_asked_about(any_profile: Profile) -> None:
    assert weigh_proposal(with_consent(any_profile, recipient=a_recipient(is_source_of_risk=None))).permitted


def test_only_a_policy_that_guards_contact_details_cites_that_beside_the_default(
    preston: Profile, new_futures: Profile
) -> None:
    risk = {"recipient": a_recipient(is_source_of_risk=True)}
    assert cited(weigh_proposal(on_ground(preston, "child-at-risk-of-harm", **risk))) == {"DEF-8"}
    contact = on_ground(new_futures, "life-threatened", items=(an_item(Category.CONTACT),), **risk)
    assert cited(weigh_proposal(contact)) == {"DEF-8"}


@pytest.mark.clause("PACE-8-i")
def test_no_ground_opens_anything_to_the_media_at_pace(pace: Profile) -> None:
    for slug in pace.grounds:
        facts = on_ground(pace, slug)
        press = replace(facts, recipient=replace(facts.recipient, is_media=True))
        assert cited(weigh_proposal(press)) == {"PACE-8"}


def test_elsewhere_the_media_are_an_outside_party_that_needs_consent(new_futures: Profile) -> None:
    press = a_recipient(is_media=True)
    assert cited(weigh_proposal(on_ground(new_futures, "life-threatened", recipient=press))) == {"DEF-24"}


# Referrals


@pytest.mark.clause("PACE-6-iv")
def test_at_pace_no_ground_stands_in_for_consent_to_a_referral(pace: Profile) -> None:
    for slug in pace.grounds:
        decision = weigh_proposal(on_ground(pace, slug, passing=Passing.REFERRAL))
        assert cited(decision) == {"PACE-6"}
    unseen = replace(ALL_ASKED, person_saw_content=False)
    assert cited(weigh_proposal(with_consent(pace, passing=Passing.REFERRAL, asked=unseen))) == {"PACE-6"}
    assert weigh_proposal(with_consent(pace, passing=Passing.REFERRAL)).permitted


@pytest.mark.clause("NF-4.4c")
def test_at_new_futures_a_referral_goes_on_consent_or_a_ground_and_not_otherwise(new_futures: Profile) -> None:
    assert weigh_proposal(with_consent(new_futures, passing=Passing.REFERRAL)).permitted
    assert weigh_proposal(on_ground(new_futures, "life-threatened", passing=Passing.REFERRAL)).permitted
    assert weigh_proposal(with_consent(new_futures, passing=Passing.REFERRAL, basis=Basis.NEITHER)).refused


@pytest.mark.clause("PRESTON-2")
def test_preston_volunteers_report_nothing_in_proceedings(preston: Profile, new_futures: Profile) -> None:
    report = {"for_proceedings": True, "by_volunteer": True}
    assert cited(weigh_proposal(with_consent(preston, **report))) == {"PRESTON-2"}
    assert weigh_proposal(with_consent(preston, for_proceedings=True)).permitted
    assert weigh_proposal(with_consent(new_futures, **report)).permitted


@pytest.mark.parametrize(
    ("slug", "ground", "urgency", "steps"),
    [
        ("new-futures", "continuing-serious-risk", Urgency(), {"advice", "authority", "telling"}),
        ("new-futures", "child-significant-harm", Urgency(), {"advice", "authority-after", "telling"}),
        ("pace", "prevent-or-detect-crime", Urgency(), {"advice", "authority", "telling"}),
        ("pace", "protect-children-young-people", Urgency(), {"advice", "authority", "telling"}),
        ("pace", "protect-children-young-people", Urgency(at_risk_now=True), {"advice", "authority-after", "telling"}),
        ("pias", "child-protection", Urgency(), {"advice", "authority-after", "telling"}),
        ("pias", "civil-safety-threat", Urgency(), {"authority", "telling"}),
        ("acevo", "staff-threatened", Urgency(), {"authority", "telling"}),
        ("acevo", "staff-threatened", Urgency(at_risk_now=True), {"authority-after", "telling"}),
        ("preston", "child-at-risk-of-harm", Urgency(child_significant_harm=True), {"authority-after", "telling"}),
        ("preston", "risk-of-physical-violence", Urgency(), {"authority", "telling"}),
    ],
)
def test_a_permitted_proposal_lists_the_steps_of_its_own_policy(
    slug: str, ground: str, urgency: Urgency, steps: set[str]
) -> None:
    decision = weigh_proposal(on_ground(load_profile(slug), ground, urgency=urgency))
    assert {o.slug for o in decision.obligations} == steps

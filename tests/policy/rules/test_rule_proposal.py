"""A disclosure as drawn up: its basis, recipient, content, and what each policy asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.profile.people_values import FactKind, RecipientKind
from policy.rules.disclosure import Asked, Basis, Claim, EmergencyAnswer, Passing, Urgency, weigh_proposal
from policy.vocabulary import SHAREABLE, Category
from tests.policy.rules.builders import TODAY, cited, fields
from tests.policy.rules.disclosing import (
    ADULT,
    ALL_ASKED,
    CHILD,
    a_recipient,
    an_item,
    good_answers,
    on_ground,
    refused_by_consent,
    with_consent,
)

EVERY_GROUND = [(slug, name) for slug in shipped_profiles() for name in load_profile(slug).grounds]


def test_a_proposal_on_consent_is_in_order_under_every_policy(any_profile: Profile) -> None:
    decision = weigh_proposal(with_consent(any_profile))
    assert decision.permitted
    assert decision.obligations == ()


@pytest.mark.parametrize(("slug", "ground"), EVERY_GROUND)
def test_every_ground_stands_on_its_facts_and_is_cited(slug: str, ground: str) -> None:
    profile = load_profile(slug)
    decision = weigh_proposal(on_ground(profile, ground))
    assert decision.permitted, cited(decision)
    assert profile.grounds[ground].clause in decision.sources
    assert {"telling"} <= {o.slug for o in decision.obligations}


@pytest.mark.parametrize(("slug", "ground"), EVERY_GROUND)
def test_no_ground_stands_with_a_fact_left_blank(slug: str, ground: str) -> None:
    profile = load_profile(slug)
    answers = good_answers(profile.grounds[ground])
    asked = [s for s in profile.grounds[ground].facts if not s.optional and s.when is None]
    assert asked
    for spec in asked:
        facts = on_ground(profile, ground, {spec.name: " "})
        decision = weigh_proposal(facts)
        assert profile.grounds[ground].clause in cited(decision)
        assert spec.name in fields(decision)
        assert answers[spec.name]


@pytest.mark.parametrize(("slug", "ground"), EVERY_GROUND)
def test_no_ground_stands_on_an_answer_that_undoes_it(slug: str, ground: str) -> None:
    profile = load_profile(slug)
    for spec in profile.grounds[ground].facts:
        choices = {"yes", "no"} if spec.kind is FactKind.YESNO else set(spec.choices)
        for wrong in choices - set(spec.must_be or choices):
            decision = weigh_proposal(on_ground(profile, ground, {spec.name: wrong}))
            assert profile.grounds[ground].clause in cited(decision), wrong


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
    unknown = weigh_proposal(with_consent(new_futures, recipient=a_recipient(country="")))
    assert cited(unknown) == {"international-transfers"}


@pytest.mark.clause("PACE-8-i")
def test_no_ground_opens_anything_to_the_media_at_pace(pace: Profile) -> None:
    for slug in pace.grounds:
        facts = on_ground(pace, slug)
        press = replace(facts, recipient=replace(facts.recipient, is_media=True))
        assert cited(weigh_proposal(press)) == {"PACE-8"}


def test_elsewhere_the_media_are_an_outside_party_that_needs_consent(new_futures: Profile) -> None:
    press = a_recipient(is_media=True)
    assert cited(weigh_proposal(on_ground(new_futures, "life-threatened", recipient=press))) == {"DEF-24"}


# Items and purpose


@pytest.mark.clause("NF-4.3e-i")
def test_each_item_needs_its_own_necessity(new_futures: Profile) -> None:
    items = (an_item(at="items-0"), an_item(at="items-1"), an_item(at="items-2", necessity="n/a"))
    decision = weigh_proposal(with_consent(new_futures, items=items))
    assert cited(decision) == {"NF-4.3e"}
    assert fields(decision) == {"items-2-necessity"}


@pytest.mark.clause("NF-4.3e-ii")
@pytest.mark.parametrize("purpose", ["", "unknown", "n/a", "N/A", " - ", "not known"])
def test_what_the_recipient_will_use_it_for_must_be_known(new_futures: Profile, purpose: str) -> None:
    decision = weigh_proposal(with_consent(new_futures, purpose=purpose))
    assert cited(decision) == {"NF-4.3e"}
    assert fields(decision) == {"purpose"}
    assert fields(weigh_proposal(with_consent(new_futures, purpose_from=""))) == {"purpose_from"}


@pytest.mark.clause("NF-3.2c")
def test_the_whole_file_needs_a_managers_reason(new_futures: Profile) -> None:
    assert cited(weigh_proposal(with_consent(new_futures, whole_file=True))) == {"NF-3.2c"}
    reasoned = with_consent(new_futures, whole_file=True, whole_file_reason="The court ordered all of it.")
    assert weigh_proposal(reasoned).permitted


def test_nothing_chosen_or_working_papers_chosen_is_refused(any_profile: Profile) -> None:
    assert fields(weigh_proposal(with_consent(any_profile, items=()))) == {"items"}
    for category in set(Category) - set(SHAREABLE):
        facts = on_ground(any_profile, next(iter(any_profile.grounds)), items=(an_item(category),))
        assert "DEF-1" in cited(weigh_proposal(facts))


# What one policy or another asks


@pytest.mark.parametrize(
    ("blank", "clause"),
    [
        pytest.param("effect_on_person", "PACE-3", marks=pytest.mark.clause("PACE-3")),
        pytest.param("who_could_be_endangered", "PACE-4", marks=pytest.mark.clause("PACE-4")),
    ],
)
def test_pace_asks_what_it_means_for_the_person_and_who_could_be_endangered(
    pace: Profile, blank: str, clause: str
) -> None:
    decision = weigh_proposal(with_consent(pace, asked=replace(ALL_ASKED, **{blank: ""})))
    assert cited(decision) == {clause}
    assert fields(decision) == {blank}


@pytest.mark.clause("NF-3.1a", "NF-3.1b", "NF-3.5a")
@pytest.mark.parametrize(("birth", "asked"), [(ADULT, False), (CHILD, True), (None, True)])
def test_where_a_child_is_decided_about_welfare_and_the_childs_view_are_asked(
    new_futures: Profile, birth: object, asked: bool
) -> None:
    unanswered = replace(ALL_ASKED, welfare="", child_view="")
    facts = on_ground(new_futures, "life-threatened", subject_birth=birth, asked=unanswered)
    assert cited(weigh_proposal(facts)) == ({"NF-3.1b", "NF-3.5a"} if asked else set())
    assert weigh_proposal(replace(facts, asked=ALL_ASKED)).permitted


@pytest.mark.clause("NF-3.5a")
def test_why_there_is_no_childs_view_is_an_answer(new_futures: Profile) -> None:
    why = replace(ALL_ASKED, child_view="", child_view_missing="He is two weeks old.")
    assert weigh_proposal(on_ground(new_futures, "life-threatened", subject_birth=CHILD, asked=why)).permitted


def test_a_child_who_is_not_the_subject_opens_the_same_questions(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "life-threatened", child_involved=True, asked=replace(ALL_ASKED, welfare=""))
    assert cited(weigh_proposal(facts)) == {"NF-3.1b"}


@pytest.mark.clause("NF-4.6.2-ii")
def test_own_contact_is_asked_about_with_consent_and_never_on_a_ground(new_futures: Profile) -> None:
    unasked = replace(ALL_ASKED, self_contact="")
    assert cited(weigh_proposal(with_consent(new_futures, asked=unasked))) == {"NF-4.6.2"}
    assert weigh_proposal(on_ground(new_futures, "life-threatened", asked=unasked)).permitted


@pytest.mark.parametrize("slug", ["acevo", "preston", "pace", "pias"])
def test_nobody_else_is_nudged_towards_own_contact(slug: str) -> None:
    assert weigh_proposal(with_consent(load_profile(slug), asked=replace(ALL_ASKED, self_contact=""))).permitted


NOT_SUITABLE = Asked(emergency=EmergencyAnswer.NOT_SUITABLE, emergency_reason="She is safe with her sister tonight.")


@pytest.mark.parametrize(
    ("asked", "clauses"),
    [
        pytest.param(Asked(), {"ACEVO-BK-1"}, marks=pytest.mark.clause("ACEVO-BK-1")),
        (Asked(emergency=EmergencyAnswer.CALLED), {"ACEVO-BK-1"}),
        (replace(NOT_SUITABLE, emergency_reason="", reconsidered="We weighed waiting."), {"ACEVO-BK-1"}),
        pytest.param(NOT_SUITABLE, {"ACEVO-BK-2"}, marks=pytest.mark.clause("ACEVO-BK-2")),
        pytest.param(
            replace(NOT_SUITABLE, reconsidered="She is safe  with her SISTER tonight."),
            {"ACEVO-BK-2"},
            marks=pytest.mark.clause("ACEVO-BK-2"),
        ),
        (replace(NOT_SUITABLE, reconsidered="Weighed not telling; the board must know by Monday."), set()),
        (ALL_ASKED, set()),
    ],
)
def test_acevo_asks_about_emergency_services_first_and_for_fresh_reasons_without_them(
    acevo: Profile, asked: Asked, clauses: set[str]
) -> None:
    assert cited(weigh_proposal(on_ground(acevo, "abuse-risk", asked=asked))) == clauses


def test_a_statute_or_an_order_needs_no_emergency_services(acevo: Profile) -> None:
    assert weigh_proposal(on_ground(acevo, "statute-or-order", asked=Asked())).permitted


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


# Grounds, one by one where the facts are peculiar


@pytest.mark.parametrize(
    ("slug", "ground", "answers", "clause"),
    [
        pytest.param(
            "new-futures", "continuing-serious-risk", {"risk_assessment": ""}, "NF-1.1c",
            marks=pytest.mark.clause("NF-1.1c"),
        ),
        pytest.param(
            "new-futures", "suicide-or-serious-self-harm", {"intent": "no present intent"}, "NF-1.1e",
            marks=pytest.mark.clause("NF-1.1e"),
        ),
        pytest.param(
            "new-futures", "life-threatened", {"whose_life": ""}, "NF-1.1b", marks=pytest.mark.clause("NF-1.1b")
        ),
        pytest.param(
            "new-futures", "harm-to-another", {"why_likely": ""}, "NF-1.1g", marks=pytest.mark.clause("NF-1.1g")
        ),
        pytest.param(
            "new-futures", "serious-offence-enquiry", {"enquirer_verified": "no"}, "NF-1.1h",
            marks=pytest.mark.clause("NF-1.1h"),
        ),
        pytest.param(
            "new-futures", "serious-offence-enquiry", {"offence": "something else", "managers_reason": ""}, "NF-1.1h",
            marks=pytest.mark.clause("NF-1.1h"),
        ),
        pytest.param(
            "new-futures", "serious-offence-admitted-or-planned", {"offence": "something less serious"}, "NF-1.1i",
            marks=pytest.mark.clause("NF-1.1i"),
        ),
        pytest.param(
            "new-futures", "insufficient-understanding", {"assessed_for_this_decision": "no"}, "NF-1.1j",
            marks=pytest.mark.clause("NF-1.1j"),
        ),
        pytest.param(
            "new-futures", "cannot-decide-on-safety", {"safety_decision": ""}, "NF-1.1k",
            marks=pytest.mark.clause("NF-1.1k"),
        ),
        pytest.param(
            "pace", "protect-children-young-people", {"what_is_known": ""}, "PACE-6",
            marks=pytest.mark.clause("PACE-6-i"),
        ),
        pytest.param(
            "pace", "confirm-incident-or-person", {"incident_or_person": ""}, "PACE-6",
            marks=pytest.mark.clause("PACE-6-ii"),
        ),
        pytest.param(
            "pace", "serious-immediate-threat-to-life", {"immediate": "no"}, "PACE-9",
            marks=pytest.mark.clause("PACE-9"),
        ),
        pytest.param(
            "pias", "child-protection", {"considerable": "no"}, "PIAS-CB-3", marks=pytest.mark.clause("PIAS-CB-3")
        ),
        pytest.param(
            "pias", "civil-safety-threat", {"moderation_asked": ""}, "PIAS-CS-1",
            marks=pytest.mark.clause("PIAS-CS-1-i"),
        ),
        pytest.param(
            "pias", "sexual-or-violent-act", {"what_happened": ""}, "PIAS-CS-1",
            marks=pytest.mark.clause("PIAS-CS-1-ii"),
        ),
        pytest.param(
            "acevo", "terrorism-laundering-bomb", {"subtype": ""}, "ACEVO-EX-1",
            marks=pytest.mark.clause("ACEVO-EX-1"),
        ),
        pytest.param(
            "acevo", "statute-or-order", {"document": ""}, "ACEVO-EX-2", marks=pytest.mark.clause("ACEVO-EX-2")
        ),
        pytest.param(
            "acevo", "police-instruction", {"called_back": "no"}, "ACEVO-EX-3",
            marks=pytest.mark.clause("ACEVO-EX-3"),
        ),
        pytest.param(
            "acevo", "abuse-risk", {"what_is_known": ""}, "ACEVO-EX-4", marks=pytest.mark.clause("ACEVO-EX-4")
        ),
        pytest.param(
            "acevo", "serious-safety-risk", {"why_serious": ""}, "ACEVO-EX-5",
            marks=pytest.mark.clause("ACEVO-EX-5"),
        ),
        pytest.param("acevo", "staff-threatened", {"victim": ""}, "ACEVO-EX-6"),
        pytest.param(
            "acevo", "service-abuse", {"effect_on_others": ""}, "ACEVO-EX-7", marks=pytest.mark.clause("ACEVO-EX-7")
        ),
        pytest.param(
            "acevo", "suicide-without-capacity", {"capacity": "not sure"}, "ACEVO-EX-8",
            marks=pytest.mark.clause("ACEVO-EX-8"),
        ),
        pytest.param(
            "preston", "child-at-risk-of-harm", {"what_is_known": ""}, "PRESTON-3a",
            marks=pytest.mark.clause("PRESTON-3a"),
        ),
        pytest.param(
            "preston", "risk-of-physical-violence", {"violence": "an insult or upset only"}, "PRESTON-3b",
            marks=pytest.mark.clause("PRESTON-3b"),
        ),
    ],
)  # fmt: skip
def test_a_ground_missing_what_makes_it_is_refused_by_its_own_clause(
    slug: str, ground: str, answers: dict[str, str], clause: str
) -> None:
    assert cited(weigh_proposal(on_ground(load_profile(slug), ground, answers))) == {clause}


@pytest.mark.clause("PRESTON-3b")
def test_a_spoken_threat_of_violence_counts(preston: Profile) -> None:
    threat = {"violence": "a spoken threat of violence"}
    assert weigh_proposal(on_ground(preston, "risk-of-physical-violence", threat)).permitted


@pytest.mark.clause("PIAS-CS-1-i")
def test_illegal_activity_needs_no_question_about_moderation(pias: Profile) -> None:
    assert "moderation_asked" not in good_answers(pias.grounds["civil-safety-illegal-activity"])
    assert weigh_proposal(on_ground(pias, "civil-safety-illegal-activity")).permitted


def test_each_ground_stands_or_falls_alone_and_one_complete_ground_is_enough(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "life-threatened")
    broken = Claim("harm-to-another", {}, at="ground-1")
    both = replace(facts, claims=(*facts.claims, broken))
    decision = weigh_proposal(both)
    assert decision.permitted
    assert decision.sources == ("NF-1.1b",)
    neither = replace(facts, claims=(Claim("life-threatened", {}), broken))
    assert cited(weigh_proposal(neither)) == {"NF-1.1b", "NF-1.1g"}
    assert {"ground-1-why_likely", "whose_life"} <= fields(weigh_proposal(neither))


@pytest.mark.parametrize("day", ["not a date", "2026-02-30", (TODAY + timedelta(days=1)).isoformat()])
def test_a_date_among_the_facts_is_a_day_that_has_been(new_futures: Profile, day: str) -> None:
    decision = weigh_proposal(on_ground(new_futures, "continuing-serious-risk", {"assessed_on": day}))
    assert fields(decision) == {"assessed_on"}


def test_an_answer_that_is_not_on_the_list_is_refused(new_futures: Profile) -> None:
    decision = weigh_proposal(on_ground(new_futures, "life-threatened", {"immediate": "perhaps"}))
    assert cited(decision) == {"DEF-1"}


def test_a_condition_of_a_fact_that_is_not_met_asks_nothing(new_futures: Profile) -> None:
    facts = on_ground(new_futures, "serious-offence-enquiry", {"offence": "rape", "managers_reason": ""})
    assert weigh_proposal(facts).permitted


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

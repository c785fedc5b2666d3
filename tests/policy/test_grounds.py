"""The circumstances in which a confidence may be broken are the policies' own, and no wider."""

from __future__ import annotations

import pytest

from policy.loading import load_profile
from policy.profile.people_values import After, FactKind, RecipientKind

SLUGS = ("pace", "new-futures", "pias", "acevo", "preston")

GROUNDS = """
pace protect-children-young-people PACE-6 if-anyone-at-risk-now danger relevant-agency
pace prevent-or-detect-crime PACE-6 no - relevant-agency
pace confirm-incident-or-person PACE-6 no - relevant-agency
pace serious-immediate-threat-to-life PACE-9 yes danger relevant-agency
new-futures child-significant-harm NF-1.1a if-waiting-impossible danger childrens-social-care
new-futures life-threatened NF-1.1b yes danger unstated
new-futures continuing-serious-risk NF-1.1c no - unstated
new-futures held-or-threatened-by-abuser NF-1.1d yes danger unstated
new-futures suicide-or-serious-self-harm NF-1.1e yes danger unstated
new-futures urgent-medical NF-1.1f yes danger unstated
new-futures harm-to-another NF-1.1g if-immediate danger unstated
new-futures serious-offence-enquiry NF-1.1h no - police,statutory-enquirer
new-futures serious-offence-admitted-or-planned NF-1.1i if-planned-and-imminent danger unstated
new-futures insufficient-understanding NF-1.1j no - unstated
new-futures cannot-decide-on-safety NF-1.1k if-immediate danger unstated
new-futures worker-alleged-perpetrator NF-1.1l if-at-risk-or-only-adviser-accused danger unstated
pias child-protection PIAS-CB-3 not-applicable danger childrens-social-care
pias child-abuse-reported PIAS-CB-4 not-applicable danger childrens-social-care
pias child-abuse-third-party PIAS-CB-4 not-applicable danger childrens-social-care
pias child-abuse-own-suspicion PIAS-CB-4 not-applicable danger childrens-social-care
pias civil-safety-illegal-activity PIAS-CS-1 not-applicable - unstated
pias civil-safety-threat PIAS-CS-1 not-applicable danger unstated
pias sexual-or-violent-act PIAS-CS-1 not-applicable danger unstated
pias serious-threat-of-act PIAS-CS-1 not-applicable danger unstated
acevo terrorism-laundering-bomb ACEVO-EX-1 not-applicable danger unstated
acevo statute-or-order ACEVO-EX-2 not-applicable - body-in-order
acevo police-instruction ACEVO-EX-3 not-applicable - police
acevo abuse-risk ACEVO-EX-4 not-applicable danger unstated
acevo serious-safety-risk ACEVO-EX-5 not-applicable danger unstated
acevo staff-threatened ACEVO-EX-6 not-applicable danger unstated
acevo service-abuse ACEVO-EX-7 not-applicable - unstated
acevo suicide-without-capacity ACEVO-EX-8 not-applicable danger unstated
preston child-at-risk-of-harm PRESTON-3a not-applicable danger unstated
preston risk-of-physical-violence PRESTON-3b not-applicable danger unstated
"""


def test_the_grounds_are_those_of_the_policies_and_no_others() -> None:
    found = []
    for slug in SLUGS:
        for each in load_profile(slug).grounds.values():
            told = ",".join(each.told) or "unstated"
            found.append([slug, each.slug, each.clause, each.after.value, "danger" if each.danger else "-", told])
    assert found == [line.split() for line in GROUNDS.strip().splitlines()]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_ground_demands_facts_and_says_why_an_answer_will_not_do(slug: str) -> None:
    for ground in load_profile(slug).grounds.values():
        assert any(not fact.optional and fact.when is None for fact in ground.facts), ground.slug
        for fact in ground.facts:
            assert bool(fact.must_be) <= bool(fact.otherwise) or set(fact.must_be) == set(fact.choices), fact.name


def test_intention_unknown_is_enough_and_only_a_plain_no_is_refused() -> None:
    intent = next(each for each in load_profile("new-futures").grounds["suicide-or-serious-self-harm"].facts)
    assert set(intent.choices) - set(intent.must_be) == {"no present intent"}
    assert "not known" in intent.must_be


def test_the_three_grave_offences_pass_and_another_needs_a_managers_reason() -> None:
    facts = {each.name: each for each in load_profile("new-futures").grounds["serious-offence-enquiry"].facts}
    assert facts["enquirer_verified"].must_be == ("yes",)
    assert {"reference", "about_whom"} < set(facts)
    assert facts["offence"].choices[:3] == ("rape", "serious assault", "murder")
    condition = facts["managers_reason"].when
    assert condition is not None
    assert (condition.fact, condition.answers) == ("offence", ("something else",))


def test_each_ground_asks_for_what_its_clause_turns_on() -> None:
    demanded = {
        ("new-futures", "continuing-serious-risk"): {"risk_assessment", "assessed_by", "assessed_on", "who_at_risk"},
        ("new-futures", "harm-to-another"): {"who_at_risk", "why_likely"},
        ("new-futures", "insufficient-understanding"): {"assessed_for_this_decision", "assessed_by", "help_tried"},
        ("new-futures", "cannot-decide-on-safety"): {"state", "safety_decision", "expected_duration"},
        ("pace", "serious-immediate-threat-to-life"): {"whose_life", "why_serious", "immediate"},
        ("pias", "civil-safety-threat"): {"moderation_asked", "moderation_refused"},
        ("acevo", "statute-or-order"): {"document", "issuer", "deadline", "scope"},
        ("acevo", "service-abuse"): {"incidents", "effect_on_others"},
        ("acevo", "suicide-without-capacity"): {"steps", "capacity", "capacity_basis"},
        ("preston", "child-at-risk-of-harm"): {"child", "what_is_known", "place"},
    }
    for (slug, ground), names in demanded.items():
        assert names <= {each.name for each in load_profile(slug).grounds[ground].facts}, ground


def test_whether_someone_would_moderate_is_asked_about_a_threat_and_not_about_an_act() -> None:
    grounds = load_profile("pias").grounds
    for slug in ("sexual-or-violent-act", "serious-threat-of-act"):
        assert not any("moderation" in each.name for each in grounds[slug].facts)


def test_telling_is_held_where_it_may_be_an_offence() -> None:
    held = [each.slug for slug in SLUGS for each in load_profile(slug).grounds.values() if each.telling_on_hold]
    assert held == ["terrorism-laundering-bomb"]


def test_paid_staff_are_not_stretched_into_prestons_clause_on_violence() -> None:
    who = next(
        each for each in load_profile("preston").grounds["risk-of-physical-violence"].facts if each.name == "at_risk_as"
    )
    assert who.kind is FactKind.CHOICE
    assert set(who.choices) - set(who.must_be) == {"a paid member of staff"}


def test_the_recipients_a_policy_limits_are_never_widened_by_suggestions() -> None:
    for slug in SLUGS:
        for each in load_profile(slug).grounds.values():
            if each.told and RecipientKind.RELEVANT_AGENCY not in each.told:
                assert set(each.offer_first) <= set(each.told), each.slug
            assert each.after is not After.NOT_APPLICABLE or slug in ("pias", "acevo", "preston")

"""Every ground of every policy stands on its own facts and on nothing less."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.profile.people_values import FactKind
from policy.rules.disclosure import Claim, weigh_proposal
from tests.policy.rules.builders import TODAY, cited, fields
from tests.policy.rules.disclosing import (
    good_answers,
    on_ground,
)

EVERY_GROUND = [(slug, name) for slug in shipped_profiles() for name in load_profile(slug).grounds]


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

"""What would leave, and what each policy wants asked before it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy.loading import load_profile
from policy.profile import Profile
from policy.rules.disclosure import Asked, EmergencyAnswer, weigh_proposal
from policy.vocabulary import SHAREABLE, Category
from tests.policy.rules.builders import cited, fields
from tests.policy.rules.disclosing import (
    ADULT,
    ALL_ASKED,
    CHILD,
    an_item,
    on_ground,
    with_consent,
)


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
    assert fields(weigh_proposal(with_consent(any_profile, items=(an_item(necessity=""),)))) == {"necessity"}
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

"""Authority and advice: whose count, when, and whose never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest

from policy.decision import Decision
from policy.loading import load_profile
from policy.profile import Profile
from policy.rules.disclosure import (
    AdviceFacts,
    AuthorityFacts,
    Candidate,
    Matter,
    Nomination,
    may_authorise,
    nobody_left,
    possible_authorisers,
    weigh_advice,
    weigh_authority,
)
from policy.vocabulary import Role
from tests.policy.rules.builders import NOW, an_id, cited, fields, worker
from tests.policy.rules.disclosing import MATTER, REQUESTER, SUBJECT

HOUR = timedelta(hours=1)
CEO, CHAIR = worker(Role.DIRECTOR), worker(Role.CHAIR)
DEPUTY = worker(Role.COORDINATOR, "deputy")


def answer(profile: Profile, who: Candidate, matter: Matter = MATTER, **facts: object) -> Decision:
    known: dict[str, object] = {
        "grants": True,
        "reasons": "The risk to the child outweighs the rest.",
        "password_again": True,
        "same_as_shown": True,
        **facts,
    }
    return weigh_authority(AuthorityFacts(profile, NOW, matter, who, **known))  # type: ignore[arg-type]


def nomination(**facts: object) -> Nomination:
    known: dict[str, object] = {
        "principal_role": Role.DIRECTOR,
        "deputy": DEPUTY.person_id,
        "starts_at": NOW - HOUR,
        "ends_at": NOW + HOUR,
        "made_at": NOW - 2 * HOUR,
        "made_by": CEO.person_id,
        "principal": CEO.person_id,
        **facts,
    }
    return Nomination(**known)  # type: ignore[arg-type]


# Who


@pytest.mark.clause("PACE-7-i")
@pytest.mark.parametrize("role", list(Role))
def test_at_pace_the_chief_executive_and_the_chair_authorise_and_nobody_else(pace: Profile, role: Role) -> None:
    decision = answer(pace, Candidate(worker(role, "somebody")))
    assert decision.permitted is (role in {Role.DIRECTOR, Role.CHAIR})
    if decision.refused:
        assert cited(decision) == {"PACE-7"}
        assert decision.objections[0].remedy == (
            "Ask: Chief Executive Officer, Chair, or a deputy nominated for this time."
        )


@pytest.mark.parametrize("slug", ["new-futures", "pias", "acevo", "preston"])
@pytest.mark.parametrize("role", list(Role))
def test_where_nobody_is_named_a_manager_or_failing_one_a_trustee_decides_by_default(slug: str, role: Role) -> None:
    decision = answer(load_profile(slug), Candidate(worker(role, "somebody")))
    assert decision.permitted is (role in {Role.MANAGER, Role.DIRECTOR, Role.CHAIR})
    assert set(decision.sources) == {"DEF-2"}


@pytest.mark.parametrize(
    ("matter", "hidden", "sources"),
    [
        (Matter(requester=CEO.person_id), False, {"DEF-2"}),
        (replace(MATTER, subject=CEO.person_id), True, {"DEF-9"}),
        (replace(MATTER, accused=frozenset({CEO.person_id})), True, {"DEF-9", "DEF-19"}),
        (replace(MATTER, conflicted=frozenset({CEO.person_id})), True, {"DEF-9"}),
    ],
)
def test_whoever_is_in_the_matter_never_authorises(
    any_profile: Profile, matter: Matter, hidden: bool, sources: set[str]
) -> None:
    decision = answer(any_profile, Candidate(CEO), matter)
    assert cited(decision) == sources
    assert decision.concealed is hidden
    assert answer(any_profile, Candidate(CHAIR), matter).permitted


def test_people_are_compared_and_not_accounts(any_profile: Profile) -> None:
    second_account = worker(Role.CHAIR, "caseworker")
    assert second_account.person_id == REQUESTER
    assert cited(answer(any_profile, Candidate(second_account))) == {"DEF-2"}


def test_a_closed_account_authorises_nothing(any_profile: Profile) -> None:
    assert "DEF-1" in cited(answer(any_profile, Candidate(replace(CHAIR, active=False))))


@pytest.mark.clause("PACE-7-i")
@pytest.mark.parametrize(
    ("facts", "valid"),
    [
        ({}, True),
        ({"starts_at": NOW}, True),
        ({"starts_at": NOW + HOUR}, False),
        ({"ends_at": NOW}, False),
        ({"withdrawn_at": NOW}, False),
        ({"withdrawn_at": NOW + HOUR}, True),
        ({"made_at": NOW - HOUR + timedelta(seconds=1)}, False),
        ({"made_by": DEPUTY.person_id}, False),
        ({"made_by": an_id("another deputy")}, False),
        ({"made_by": CHAIR.person_id, "by_board": True}, True),
        ({"principal_role": Role.MANAGER}, False),
        ({"deputy": an_id("somebody else")}, False),
    ],
)
def test_a_deputy_counts_at_the_instant_if_dated_by_the_principal_or_the_board(
    pace: Profile, facts: dict[str, object], valid: bool
) -> None:
    decision = answer(pace, Candidate(DEPUTY, (nomination(**facts),)))
    assert decision.permitted is valid
    assert decision.sources == ("PACE-7",)


@pytest.mark.parametrize(
    "matter",
    [
        replace(MATTER, subject=CEO.person_id),
        replace(MATTER, conflicted=frozenset({CEO.person_id})),
        Matter(requester=CEO.person_id),
    ],
)
def test_the_deputy_of_somebody_in_the_matter_counts_only_if_the_board_named_them(
    pace: Profile, matter: Matter
) -> None:
    assert answer(pace, Candidate(DEPUTY, (nomination(),)), matter).refused
    assert answer(pace, Candidate(DEPUTY, (nomination(by_board=True, made_by=an_id("board")),)), matter).permitted


def test_where_there_are_no_deputies_none_is_pointed_to(new_futures: Profile) -> None:
    assert "deputy" not in answer(new_futures, Candidate(worker())).objections[-1].remedy


@pytest.mark.parametrize("slug", ["new-futures", "preston"])
def test_a_policy_with_no_deputies_of_this_kind_has_none(slug: str) -> None:
    assert answer(load_profile(slug), Candidate(DEPUTY, (nomination(),))).refused


def test_the_list_of_authorisers_is_those_the_rule_would_let(pace: Profile) -> None:
    everybody = [Candidate(worker(role)) for role in Role] + [Candidate(DEPUTY, (nomination(),))]
    names = [CEO.person_id, CHAIR.person_id, DEPUTY.person_id, REQUESTER]
    for size in range(len(names) + 1):
        for some in combinations(names, size):
            matter = replace(MATTER, conflicted=frozenset(some))
            listed = possible_authorisers(pace, matter, everybody, NOW)
            assert list(listed) == [c for c in everybody if may_authorise(pace, matter, c, NOW).permitted]
            assert not {c.worker.person_id for c in listed} & {*some, REQUESTER, SUBJECT}


def test_with_nobody_left_it_never_goes_by_itself_and_says_what_remains(any_profile: Profile) -> None:
    decision = nobody_left(any_profile)
    assert decision.refused
    assert "emergency route" in decision.objections[0].remedy
    both = replace(MATTER, conflicted=frozenset({CEO.person_id, CHAIR.person_id, worker(Role.MANAGER).person_id}))
    assert possible_authorisers(any_profile, both, [Candidate(CEO), Candidate(CHAIR)], NOW) == ()


# How


@pytest.mark.clause("PACE-7-i")
@pytest.mark.parametrize("grants", [True, False])
def test_an_answer_is_in_writing_and_the_password_typed_again(pace: Profile, grants: bool) -> None:
    blank = answer(pace, Candidate(CEO), grants=grants, reasons="n/a", password_again=False)
    assert fields(blank) == {"reasons", "password"}
    assert cited(blank) == {"PACE-7", "DEF-13"}


@pytest.mark.parametrize(
    ("facts", "clauses"),
    [
        ({"same_as_shown": False}, {"PACE-7"}),
        ({"awaiting": False}, {"DEF-15"}),
        ({"refused_already": True}, {"DEF-2"}),
    ],
)
def test_an_answer_to_something_else_or_too_late_does_not_count(
    pace: Profile, facts: dict[str, object], clauses: set[str]
) -> None:
    assert cited(answer(pace, Candidate(CEO), **facts)) == clauses


def test_a_refusal_may_be_given_whatever_changed(pace: Profile) -> None:
    assert answer(pace, Candidate(CEO), grants=False, same_as_shown=False, refused_already=True).permitted


@pytest.mark.clause("ACEVO-BK-3")
def test_at_acevo_telling_the_member_comes_before_the_decision(acevo: Profile, new_futures: Profile) -> None:
    untold = answer(acevo, Candidate(worker(Role.MANAGER)), telling_settled=False)
    assert cited(untold) == {"ACEVO-BK-3"}
    assert answer(new_futures, Candidate(worker(Role.MANAGER)), telling_settled=False).permitted
    assert answer(acevo, Candidate(worker(Role.MANAGER)), telling_settled=False, grants=False).permitted


# Advice


def advise(profile: Profile, adviser: object, matter: Matter = MATTER, **facts: object) -> Decision:
    known: dict[str, object] = {"advice": "Ring social care first.", "given_at": NOW, **facts}
    return weigh_advice(AdviceFacts(profile, NOW, matter, adviser, **known))  # type: ignore[arg-type]


@pytest.mark.clause("NF-1.4")
@pytest.mark.parametrize("role", list(Role))
def test_at_new_futures_the_service_manager_or_the_director_advises(new_futures: Profile, role: Role) -> None:
    decision = advise(new_futures, worker(role, "somebody"))
    assert decision.permitted is (role in {Role.MANAGER, Role.DIRECTOR})
    assert set(decision.sources) == {"NF-1.4"}


@pytest.mark.clause("NF-1.4")
def test_the_requester_never_advises_themselves(new_futures: Profile) -> None:
    manager = worker(Role.MANAGER)
    assert cited(advise(new_futures, manager, Matter(requester=manager.person_id))) == {"NF-1.4"}


def test_the_accused_neither_advises_nor_learns_of_it(any_profile: Profile) -> None:
    manager = worker(Role.MANAGER)
    decision = advise(any_profile, manager, replace(MATTER, accused=frozenset({manager.person_id})))
    assert decision.concealed
    assert {"DEF-9", "DEF-19"} <= cited(decision)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"advice": ""}, "advice"),
        ({"given_at": None}, "given_at"),
        ({"given_at": NOW + HOUR}, "given_at"),
        ({"follows": False}, "why_not_followed"),
    ],
)
def test_advice_is_written_down_with_its_time_and_an_explanation_if_not_followed(
    any_profile: Profile, facts: dict[str, object], field: str
) -> None:
    assert fields(advise(any_profile, worker(Role.MANAGER), **facts)) == {field}
    explained = advise(any_profile, worker(Role.MANAGER), follows=False, why_not_followed="He is at the door.")
    assert explained.permitted


@pytest.mark.parametrize(("role", "counts"), [(Role.CHAIR, True), (Role.MANAGER, True), (Role.CASEWORKER, False)])
def test_where_no_adviser_is_named_anyone_trusted_to_advise_or_decide_counts(
    pace: Profile, role: Role, counts: bool
) -> None:
    assert advise(pace, worker(role, "somebody")).permitted is counts

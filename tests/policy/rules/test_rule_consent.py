"""Taking consent back, and letting a colleague see."""

from __future__ import annotations

import pytest

from policy.decision import Decision
from policy.profile import Profile
from policy.rules.consent import (
    PermissionFacts,
    weigh_colleague_permission,
    weigh_withdrawal,
)
from policy.vocabulary import Role
from tests.policy.rules.builders import an_id, cited, fields


@pytest.mark.parametrize("words", ["I do not want that any more.", "", "n/a"])
def test_a_withdrawal_is_never_refused(any_profile: Profile, words: str) -> None:
    decision = weigh_withdrawal(any_profile, words=words)
    assert decision.permitted
    assert {o.slug for o in decision.obligations} == (set() if len(words) > 5 else {"record-words"})


def permission(profile: Profile, **facts: object) -> Decision:
    known: dict[str, object] = {
        "colleague_role": Role.MANAGER,
        "colleague_active": True,
        "whole": False,
        "records": frozenset({an_id("note 1")}),
        "freely_given": True,
        "words": "You may tell your manager about the flat.",
        **facts,
    }
    return weigh_colleague_permission(PermissionFacts(profile, **known))  # type: ignore[arg-type]


@pytest.mark.clause("PACE-5-ii")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"colleague_role": Role.CASEWORKER}, "colleague"),
        ({"records": frozenset()}, "records"),
        ({"freely_given": False}, "freely_given"),
        ({"words": ""}, "words"),
    ],
)
def test_a_pace_permission_names_a_colleague_with_authority_and_what_they_may_see(
    pace: Profile, facts: dict[str, object], field: str
) -> None:
    assert permission(pace).permitted
    decision = permission(pace, **facts)
    assert cited(decision) == {"PACE-5"}
    assert fields(decision) == {field}


def test_nobody_is_named_whose_account_is_closed(pace: Profile) -> None:
    assert cited(permission(pace, colleague_active=False)) == {"DEF-1"}


def test_elsewhere_colleagues_need_no_permission_of_their_own(new_futures: Profile) -> None:
    decision = permission(new_futures)
    assert cited(decision) == {"NF-1.2"}
    assert fields(decision) == set()


def test_a_permission_for_the_whole_lists_no_entries(pace: Profile) -> None:
    assert permission(pace, whole=True, records=frozenset()).permitted

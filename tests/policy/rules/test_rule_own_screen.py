"""The code of the person's own screen."""

from __future__ import annotations

import pytest

from policy.decision import law
from policy.profile import Profile
from policy.rules.own_screen import CODE_TRIES, CodeFacts, weigh_code

SOURCE = law("own-file-access")


@pytest.mark.parametrize(("tries", "permitted"), [(0, True), (CODE_TRIES - 1, True), (CODE_TRIES, False)])
def test_a_code_may_be_tried_a_few_times(any_profile: Profile, tries: int, permitted: bool) -> None:
    assert weigh_code(CodeFacts(any_profile, SOURCE, waiting=True, tries=tries)).permitted is permitted


@pytest.mark.parametrize("tries", [1, CODE_TRIES])
def test_the_right_code_opens_up_to_the_last_try(any_profile: Profile, tries: int) -> None:
    assert weigh_code(CodeFacts(any_profile, SOURCE, waiting=True, tries=tries, right=True)).permitted


def test_wrong_used_up_and_never_given_out_get_the_same_words(any_profile: Profile) -> None:
    refusals = {
        weigh_code(CodeFacts(any_profile, SOURCE, waiting=waiting, tries=tries, right=right)).objections
        for waiting, tries, right in ((True, 1, False), (True, CODE_TRIES, None), (False, 0, None), (False, 1, False))
    }
    assert len(refusals) == 1

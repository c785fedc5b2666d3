"""Telling the person, or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from policy.decision import Decision
from policy.loading import load_profile
from policy.profile import Profile
from policy.profile.values import InformException
from policy.rules.disclosure import (
    Telling,
    TellingFacts,
    Told,
    weigh_telling,
)
from tests.policy.rules.builders import NOW, TODAY, cited, fields
from tests.policy.rules.disclosing import (
    TOLD,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOT_TOLD = Telling(
    Told.NOT_TOLD,
    exception=InformException.ENDANGERS_SOMEONE,
    detail="He reads her telephone and has hit her for less.",
    look_again_on=TODAY + 7 * DAY,
)
UNREACHABLE = replace(NOT_TOLD, exception=InformException.UNREACHABLE, attempt_at=NOW - HOUR)


def tell(profile: Profile, telling: Telling, **facts: object) -> Decision:
    return weigh_telling(TellingFacts(profile, NOW, telling, **facts))  # type: ignore[arg-type]


@pytest.mark.clause("NF-1.5-i")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"told_at": None}, "told_at"),
        ({"told_at": NOW + HOUR}, "told_at"),
        ({"detail": ""}, "detail"),
        ({"concern_told": False}, "concern_told"),
        ({"recipient_told": False}, "concern_told"),
    ],
)
def test_a_record_of_telling_says_when_how_and_that_both_things_were_told(
    new_futures: Profile, facts: dict[str, object], field: str
) -> None:
    assert tell(new_futures, TOLD).permitted
    decision = tell(new_futures, replace(TOLD, **facts))
    assert cited(decision) == {"NF-1.5"}
    assert fields(decision) == {field}


@pytest.mark.clause("NF-1.5-ii")
@pytest.mark.parametrize(
    ("telling", "permitted"),
    [
        (NOT_TOLD, True),
        (UNREACHABLE, True),
        (replace(UNREACHABLE, attempt_at=None), False),
        (replace(UNREACHABLE, attempt_at=NOW + HOUR), False),
        (replace(NOT_TOLD, detail=""), False),
        (replace(NOT_TOLD, look_again_on=None), False),
        (replace(NOT_TOLD, look_again_on=TODAY), False),
        (replace(NOT_TOLD, exception=None), False),
        (replace(NOT_TOLD, exception=InformException.NOT_POSSIBLE), False),
    ],
)
def test_telling_is_left_out_only_where_impossible_or_dangerous(
    new_futures: Profile, telling: Telling, permitted: bool
) -> None:
    decision = tell(new_futures, telling)
    assert decision.permitted is permitted
    assert cited(decision) == (set() if permitted else {"NF-1.5"})


@pytest.mark.clause("NF-1.5-ii")
def test_telling_that_would_be_unlawful_is_left_out_as_law_in_every_policy(any_profile: Profile) -> None:
    unlawful = replace(NOT_TOLD, exception=InformException.UNLAWFUL, detail="The police asked us in writing to wait.")
    assert tell(any_profile, unlawful).permitted
    missing = tell(any_profile, replace(unlawful, detail=""))
    assert cited(missing) <= {"telling-the-suspect", "DEF-21"}


@pytest.mark.clause("ACEVO-BK-3")
def test_acevo_leaves_telling_out_only_where_it_is_not_possible(acevo: Profile) -> None:
    impossible = replace(NOT_TOLD, exception=InformException.NOT_POSSIBLE)
    assert tell(acevo, impossible).permitted
    assert cited(tell(acevo, NOT_TOLD)) == {"ACEVO-BK-3"}


@pytest.mark.parametrize("slug", ["pace", "preston"])
def test_where_the_policy_is_silent_telling_is_asked_and_recorded_and_not_forced(slug: str) -> None:
    profile = load_profile(slug)
    assert tell(profile, Telling(Told.NOT_TOLD, detail="She did not want to hear of it.")).permitted
    assert cited(tell(profile, Telling(Told.NOT_TOLD))) == {"DEF-21"}


@pytest.mark.clause("ACEVO-EX-1")
def test_where_telling_may_be_an_offence_it_is_held_until_somebody_advised(acevo: Profile) -> None:
    assert cited(tell(acevo, TOLD, on_hold=True)) == {"telling-the-suspect"}
    assert tell(acevo, TOLD, on_hold=True, advice_taken=True).permitted
    assert tell(acevo, Telling(Told.HELD_FOR_ADVICE), on_hold=True).permitted


def test_telling_is_not_held_for_advice_without_a_reason_in_law(any_profile: Profile) -> None:
    assert cited(tell(any_profile, Telling(Told.HELD_FOR_ADVICE))) == {"DEF-21"}

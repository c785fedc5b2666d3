"""What consent in force covers at the moment of sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.loading import load_profile
from policy.profile import Profile
from policy.profile.values import ConsentMethod
from policy.rules.consent import (
    CoverageFacts,
    FormKind,
    LineInForce,
    Presence,
    SignedBy,
    covering_lines,
    covers,
)
from policy.vocabulary import Category
from tests.policy.rules.builders import NOW, TODAY, an_id, cited
from tests.policy.rules.consenting import (
    ALONE,
    ASSESSED,
    DAY,
    HOUSING,
    POLICE,
    SIXTEEN,
    by,
)

SIGNED_AT = NOW - timedelta(days=3)


def in_force(name: str = "line", **facts: object) -> LineInForce:
    known: dict[str, object] = {
        "line_id": an_id(name),
        "agrees": True,
        "agency": HOUSING,
        "category": Category.HOUSING,
        "purpose": "to find a flat",
        "kind": FormKind.SHARING,
        "method": ConsentMethod.WRITTEN,
        "signed_at": SIGNED_AT,
        "signatory": ALONE,
        **facts,
    }
    return LineInForce(**known)  # type: ignore[arg-type]


def asked(profile: Profile, *lines: LineInForce, **facts: object) -> CoverageFacts:
    known: dict[str, object] = {
        "agency": HOUSING,
        "category": Category.HOUSING,
        "purpose": "To find  a flat",
        "at": NOW,
        **facts,
    }
    return CoverageFacts(profile, lines, **known)  # type: ignore[arg-type]


def test_a_live_line_covers_its_own_agency_category_and_purpose(any_profile: Profile) -> None:
    decision = covers(asked(any_profile, in_force()))
    assert decision.permitted
    assert covering_lines(asked(any_profile, in_force())) == (an_id("line"),)


@pytest.mark.clause("NF-1.3", "NF-4.6.2-i")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"agency": POLICE}, "names this agency"),
        ({"category": Category.HEALTH}, "does not cover health"),
        ({"purpose": "to find a job"}, "another purpose"),
    ],
)
def test_nothing_wider_than_the_line_is_covered(new_futures: Profile, facts: dict[str, object], says: str) -> None:
    decision = covers(asked(new_futures, in_force(), **facts))
    assert cited(decision) == {"NF-1.3"}
    assert any(says in g.reason for g in decision.objections)
    assert all(g.remedy for g in decision.objections)


@pytest.mark.clause("NF-1.3")
@pytest.mark.parametrize(
    ("flaw", "source"),
    [
        ({"signed_at": NOW + timedelta(seconds=1)}, "NF-1.3"),
        ({"withdrawn_at": NOW}, "NF-1.3"),
        ({"until": TODAY - DAY}, "NF-1.3"),
        ({"method": ConsentMethod.SPOKEN}, "NF-1.3"),
        ({"file_closed_at": NOW - DAY}, "DEF-30"),
        ({"signatory": replace(ALONE, presence=Presence.CONTROLLING)}, "DEF-23"),
    ],
)
def test_a_line_that_is_no_longer_or_not_yet_good_covers_nothing(
    new_futures: Profile, flaw: dict[str, object], source: str
) -> None:
    assert cited(covers(asked(new_futures, in_force(**flaw)))) == {source}


@pytest.mark.parametrize("fine", [{"withdrawn_at": NOW + DAY}, {"until": TODAY}, {"file_closed_at": NOW + DAY}])
def test_a_line_covers_until_the_very_moment_it_ends(new_futures: Profile, fine: dict[str, object]) -> None:
    assert covers(asked(new_futures, in_force(**fine))).permitted


@pytest.mark.clause("PIAS-CB-1-i")
@pytest.mark.parametrize(
    "flaw", [{"signed_at": NOW + timedelta(hours=1)}, {"withdrawn_at": NOW}, {"until": TODAY - DAY}]
)
def test_at_pias_consent_is_dated_before_and_live_at_sending(pias: Profile, flaw: dict[str, object]) -> None:
    assert cited(covers(asked(pias, in_force(**flaw)))) == {"PIAS-CB-1"}


@pytest.mark.clause("NF-4.3d-iii")
def test_a_single_use_consent_is_spent_by_one_sending(new_futures: Profile) -> None:
    assert covers(asked(new_futures, in_force(single_use=True))).permitted
    assert cited(covers(asked(new_futures, in_force(single_use=True, spent=True)))) == {"NF-4.3d"}
    assert covers(asked(new_futures, in_force(single_use=False, spent=True))).permitted


@pytest.mark.clause("NF-4.3d-ii")
def test_an_unsigned_agreement_authorises_nothing(new_futures: Profile) -> None:
    assert cited(covers(asked(new_futures, in_force(signed_at=None)))) == {"NF-4.3d"}


@pytest.mark.clause("NF-3.6a")
def test_a_parents_consent_stops_on_the_day_the_young_person_turns_sixteen(new_futures: Profile) -> None:
    parent = by(SignedBy.PARENT, SIXTEEN, replace(ASSESSED, understands=False, assessed_on=TODAY - 9 * DAY))
    line = in_force(signatory=parent)
    assert covers(asked(new_futures, line, at=NOW - DAY)).permitted
    assert cited(covers(asked(new_futures, line))) == {"NF-3.6a"}


@pytest.mark.clause("NF-4.6.1")
def test_general_consent_never_covers_involvement(new_futures: Profile) -> None:
    decision = covers(asked(new_futures, in_force(), category=Category.INVOLVEMENT))
    assert cited(decision) == {"NF-4.6.1"}


@pytest.mark.clause("PRESTON-4")
def test_at_preston_contact_details_need_permission_naming_the_recipient(preston: Profile) -> None:
    assert cited(covers(asked(preston, in_force(), category=Category.CONTACT))) == {"PRESTON-4"}
    named = in_force(category=Category.CONTACT)
    assert covers(asked(preston, named, category=Category.CONTACT)).permitted


@pytest.mark.clause("PACE-8-i")
def test_consent_for_agencies_is_no_consent_for_the_media(pace: Profile) -> None:
    decision = covers(asked(pace, in_force(), kind=FormKind.MEDIA))
    assert cited(decision) == {"PACE-8"}
    assert "media" in decision.objections[0].reason
    assert covers(asked(pace, in_force(kind=FormKind.MEDIA), kind=FormKind.MEDIA)).permitted


def test_the_newest_answer_counts(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY)
    refused = covers(asked(any_profile, in_force(), no))
    assert refused.refused
    assert any("said no" in g.reason for g in refused.objections)
    yes_again = in_force("again", signed_at=SIGNED_AT + 2 * DAY)
    assert covers(asked(any_profile, in_force(), no, yes_again)).permitted
    assert covering_lines(asked(any_profile, in_force(), no, yes_again)) == (an_id("again"),)


def test_a_refusal_with_no_purpose_covers_every_purpose_but_no_other_information(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY, purpose="")
    assert covers(asked(any_profile, in_force(), no)).refused
    elsewhere = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY, category=Category.HEALTH)
    assert covers(asked(any_profile, in_force(), elsewhere)).permitted


def test_only_a_no_or_a_no_after_a_spent_yes_is_said_to_be_a_no(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY)
    ended = in_force("ended", until=TODAY - DAY)
    for lines in ((no,), (no, in_force(), ended)):
        decision = covers(asked(any_profile, *lines))
        assert [g.reason for g in decision.objections] == ["The person has said no to this."]
    assert covering_lines(asked(any_profile, no)) == ()


def test_a_no_for_another_purpose_undoes_nothing_and_a_yes_for_no_purpose_covers_nothing(any_profile: Profile) -> None:
    other = in_force("no", agrees=False, signed_at=SIGNED_AT + DAY, purpose="to find a job")
    assert covers(asked(any_profile, in_force(), other)).permitted
    assert covers(asked(any_profile, in_force(purpose=""))).refused


def test_an_agency_with_nothing_but_a_no_is_not_one_that_consent_names(any_profile: Profile) -> None:
    no = in_force("no", agrees=False, category=Category.HEALTH)
    press = in_force("press", kind=FormKind.MEDIA)
    decision = covers(asked(any_profile, no, press))
    assert [g.reason for g in decision.objections] == ["No consent names this agency."]


@st.composite
def some_line(draw: st.DrawFn) -> LineInForce:
    times = st.sampled_from([None, NOW - DAY, NOW, NOW + DAY])
    return in_force(
        draw(st.sampled_from("abcdef")),
        agrees=draw(st.booleans()),
        agency=draw(st.sampled_from([HOUSING, POLICE])),
        category=draw(st.sampled_from([Category.HOUSING, Category.HEALTH])),
        purpose=draw(st.sampled_from(["to find a flat", "to find a job"])),
        signed_at=draw(st.sampled_from([SIGNED_AT, SIGNED_AT + DAY, NOW + DAY])),
        until=draw(st.sampled_from([None, TODAY - DAY, TODAY])),
        withdrawn_at=draw(times),
        single_use=draw(st.booleans()),
        spent=draw(st.booleans()),
    )


def oracle(line: LineInForce, facts: CoverageFacts) -> bool:
    """Whether this line, looked at alone, lets it go: said another way than the rule says it."""
    same = (line.agency, line.category) == (facts.agency, facts.category) and line.purpose == "to find a flat"
    begun = line.signed_at is not None and line.signed_at <= NOW
    ended = (line.withdrawn_at or NOW + DAY) <= NOW or (line.until or TODAY) < TODAY or (line.single_use and line.spent)
    return line.agrees and same and begun and not ended


@given(st.lists(some_line(), max_size=6))
def test_random_consents_never_let_anything_wider_go(lines: list[LineInForce]) -> None:
    facts = asked(load_profile("new-futures"), *lines)
    refusals = [
        line.signed_at
        for line in lines
        if not line.agrees
        and (line.agency, line.category, line.purpose) == (HOUSING, Category.HOUSING, "to find a flat")
        and (line.withdrawn_at is None or line.withdrawn_at > NOW)
        and line.signed_at is not None
        and line.signed_at <= NOW
    ]
    last_no = max(refusals, default=None)
    allowed = any(oracle(ln, facts) and (last_no is None or ln.signed_at > last_no) for ln in lines)  # type: ignore[operator]
    assert covers(facts).permitted == allowed
    assert bool(covering_lines(facts)) == allowed

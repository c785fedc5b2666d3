"""Danger now: nobody is ever kept from raising an alarm."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.decision import Decision, SourceKind
from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.profile.people_values import RecipientKind
from policy.rules.disclosure import (
    DangerFacts,
    DangerKind,
    DangerReviewFacts,
    Matter,
    danger_ground,
    weigh_danger_now,
    weigh_review_of_danger,
)
from policy.vocabulary import Power, Role
from tests.policy.rules.builders import NOW, an_id, cited, fields, worker
from tests.policy.rules.disclosing import MATTER


def an_alarm(profile: Profile, kind: DangerKind = DangerKind.LIFE, **facts: object) -> DangerFacts:
    known: dict[str, object] = {
        "who_at_risk": "An unknown child",
        "what": "He has a knife.",
        "whom_told": "999",
        **facts,
    }
    return DangerFacts(profile, NOW, kind, **known)  # type: ignore[arg-type]


def alarm(profile: Profile, kind: DangerKind = DangerKind.LIFE, **facts: object) -> Decision:
    return weigh_danger_now(an_alarm(profile, kind, **facts))


def slugs(decision: Decision) -> set[str]:
    return {o.slug for o in decision.obligations}


@given(
    st.sampled_from(shipped_profiles()),
    st.sampled_from(list(DangerKind)),
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1).filter(str.strip),
    st.text(),
)
def test_an_alarm_that_says_who_what_and_whom_is_never_refused(
    slug: str, kind: DangerKind, who: str, what: str, whom: str, ground: str
) -> None:
    decision = alarm(load_profile(slug), kind, who_at_risk=who, what=what, whom_told=whom, ground=ground)
    assert decision.permitted
    assert {"manager-told", "danger-review", "telling"} <= slugs(decision)


@pytest.mark.parametrize("answer", ["unknown", "n/a", "not sure", "?"])
def test_an_uncertain_answer_is_an_answer(any_profile: Profile, answer: str) -> None:
    assert alarm(any_profile, who_at_risk=answer).permitted


@pytest.mark.parametrize("blank", ["who_at_risk", "what", "whom_told"])
def test_only_three_things_are_asked(any_profile: Profile, blank: str) -> None:
    decision = alarm(any_profile, **{blank: "  "})
    assert fields(decision) == {blank}
    assert all(g.remedy for g in decision.objections)


CERTAIN = {
    ("new-futures", DangerKind.LIFE): "NF-1.1b",
    ("new-futures", DangerKind.CHILD): "NF-1.1a",
    ("pace", DangerKind.LIFE): "PACE-9",
    ("pace", DangerKind.CHILD): "PACE-6",
    ("pias", DangerKind.CHILD): "PIAS-CB-3",
    ("acevo", DangerKind.LIFE): "ACEVO-EX-5",
    ("acevo", DangerKind.SERIOUS_HARM): "ACEVO-EX-5",
    ("acevo", DangerKind.CHILD): "ACEVO-EX-4",
    ("preston", DangerKind.CHILD): "PRESTON-3a",
}


@pytest.mark.parametrize(("slug", "kind"), list(product(shipped_profiles(), DangerKind)))
def test_an_alarm_cites_the_clause_that_certainly_fits_else_the_law_and_the_gap(slug: str, kind: DangerKind) -> None:
    decision = alarm(load_profile(slug), kind)
    clause = CERTAIN.get((slug, kind))
    clauses = {g.source.id for g in decision.support if g.source.kind is SourceKind.CLAUSE}
    assert clauses == ({clause} if clause else set())
    assert ("policy-gap" in slugs(decision)) is (clause is None)
    assert ("danger-now" in decision.sources) is (clause is None)
    assert "DEF-2" in decision.sources


def test_a_circumstance_the_worker_picked_is_cited_if_it_is_one_for_danger(new_futures: Profile) -> None:
    picked = an_alarm(new_futures, DangerKind.SERIOUS_HARM, ground="suicide-or-serious-self-harm")
    assert "NF-1.1e" in weigh_danger_now(picked).sources
    assert "policy-gap" not in slugs(weigh_danger_now(picked))
    slow = replace(picked, ground="continuing-serious-risk")
    assert danger_ground(slow) is None


@pytest.mark.clause("PACE-9")
def test_at_pace_authority_is_sought_at_once_and_not_awaited_and_the_reading_is_marked(pace: Profile) -> None:
    decision = alarm(pace)
    due = {o.slug: o for o in decision.obligations}
    assert due["authority-after"].source.id == "PACE-7"
    assert due["authority-after"].within_hours == 24
    assert due["record-conversations"].source.id == "PACE-7"
    assert any("read as" in note for note in decision.notes)


def test_where_no_decider_is_named_another_person_reviews_within_a_day(any_profile: Profile) -> None:
    due = {o.slug: o for o in alarm(any_profile).obligations}
    assert due["danger-review"].source.id == "DEF-3"
    assert due["danger-review"].within_hours == 24
    assert due["manager-told"].within_hours == 0


@pytest.mark.clause("NF-4.3g")
def test_at_new_futures_advice_follows(new_futures: Profile) -> None:
    due = {o.slug: o.source.id for o in alarm(new_futures).obligations}
    assert due["advice-after"] == "NF-4.3g"
    assert due["telling"] == "NF-1.5"


@pytest.mark.clause("PIAS-CB-4c")
def test_at_pias_the_service_manager_is_told_of_a_child_at_once(pias: Profile) -> None:
    due = {o.slug: o for o in alarm(pias, DangerKind.CHILD).obligations}
    assert due["manager-told"].source.id == "PIAS-CB-4c"
    assert due["manager-told"].within_hours == 0
    assert "Service Manager" in due["manager-told"].what


@pytest.mark.clause("NF-1.1a")
def test_a_childs_harm_stays_outstanding_until_social_care_is_told(any_profile: Profile) -> None:
    told = frozenset({RecipientKind.CHILDRENS_SOCIAL_CARE})
    assert "report-child-harm" in slugs(alarm(any_profile, DangerKind.CHILD))
    assert "report-child-harm" not in slugs(alarm(any_profile, DangerKind.CHILD, told_kinds=told))
    assert "report-child-harm" not in slugs(alarm(any_profile, DangerKind.LIFE))


# Review


def review(profile: Profile, reviewer: object, matter: Matter = MATTER, **facts: object) -> Decision:
    known: dict[str, object] = {"conclusion": "It was right to ring at once.", **facts}
    return weigh_review_of_danger(DangerReviewFacts(profile, NOW, matter, reviewer, **known))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(Role))
def test_an_emergency_is_reviewed_by_those_trusted_with_it(any_profile: Profile, role: Role) -> None:
    entry = any_profile.roles.get(role)
    trusted = entry is not None and Power.REVIEW_DANGER in entry.powers
    assert review(any_profile, worker(role, "somebody")).permitted is trusted


@pytest.mark.parametrize(
    ("matter", "hidden"),
    [
        (Matter(requester=an_id("director")), False),
        (replace(MATTER, subject=an_id("director")), True),
        (replace(MATTER, accused=frozenset({an_id("director")})), True),
        (replace(MATTER, conflicted=frozenset({an_id("director")})), True),
    ],
)
def test_nobody_reviews_their_own_alarm_or_one_they_are_in(any_profile: Profile, matter: Matter, hidden: bool) -> None:
    decision = review(any_profile, worker(Role.DIRECTOR), matter)
    assert decision.refused
    assert decision.concealed is hidden


def test_a_review_says_something_and_happens_once(any_profile: Profile) -> None:
    assert fields(review(any_profile, worker(Role.DIRECTOR), conclusion=" ")) == {"conclusion"}
    assert cited(review(any_profile, worker(Role.DIRECTOR), reviewed_already=True)) == {"DEF-15"}

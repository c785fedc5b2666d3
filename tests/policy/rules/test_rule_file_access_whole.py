"""Opening a file: every combination, one face for what is hidden, the list equal to the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.loading import load_profile, shipped_profiles
from policy.profile import Profile
from policy.rules.file_access import (
    Assigned,
    FileFacts,
    Route,
    routes,
    shuts_volunteer_assignments,
)
from policy.rules.people import VolunteeringPeriod, WorkerFacts
from policy.vocabulary import HeldBy
from tests.policy.rules.builders import NOW
from tests.policy.rules.opening import FILES, NOTE_1, PEOPLE, REASON, a_file, ask, face, outcome


def expected(profile: Profile, who: str, file: FileFacts | None, reason: str) -> str:
    """What should happen, said another way than the rule says it."""
    if who in {"unsigned caseworker", "leaver", "committee"}:
        return "role"
    if who == "new volunteer" and profile.slug == "new-futures":
        return "role"
    hidden = file is None or file.disposed or file.own or file.barred
    assigned = file is not None and file.assigned is not Assigned.NO
    if profile.confidentiality.held_by.value is HeldBy.WORKER:
        if hidden:
            return "concealed"
        permitted = file.permitted_whole and who == "manager"
        return "opens" if assigned or permitted else "concealed"
    if "volunteer" in who:
        return "opens" if assigned and not hidden else "concealed"
    if not hidden and (assigned or file.in_team):
        return "opens"
    if not reason:
        return "reason"
    return "concealed" if hidden else "opens"


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("slug", shipped_profiles())
def test_every_combination_of_worker_file_and_reason(slug: str, who: str) -> None:
    profile = load_profile(slug)
    for file, reason in product(FILES, ("", REASON)):
        decision = ask(profile, PEOPLE[who], file, reason)
        assert outcome(decision) == expected(profile, who, file, reason), (file, reason)
        assert bool(decision.opens) is decision.permitted


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("slug", shipped_profiles())
@pytest.mark.parametrize("reason", ["", REASON])
def test_hidden_absent_and_locked_files_give_one_face(slug: str, who: str, reason: str) -> None:
    profile = load_profile(slug)
    absent = face(ask(profile, PEOPLE[who], None, reason))
    for file in FILES:
        if file is not None and (file.disposed or file.own or file.barred):
            assert face(ask(profile, PEOPLE[who], file, reason)) == absent, file


# The list equals the rule


@st.composite
def some_worker(draw: st.DrawFn) -> WorkerFacts:
    base = draw(st.sampled_from(list(PEOPLE.values())))
    periods = draw(st.sampled_from([base.volunteering, (VolunteeringPeriod(date(2026, 2, 1)),)]))
    return replace(base, volunteering=periods)


@st.composite
def some_file(draw: st.DrawFn) -> FileFacts:
    flag = st.booleans()
    records = draw(st.sampled_from([frozenset(), frozenset({NOTE_1})]))
    return a_file(
        disposed=draw(flag),
        own=draw(flag),
        barred=draw(flag),
        in_team=draw(flag),
        assigned=draw(st.sampled_from(list(Assigned))),
        permitted_whole=draw(flag),
        permitted_records=records,
    )


def listed(profile: Profile, who: WorkerFacts, file: FileFacts, with_reason: bool) -> bool:
    """Membership of the list, computed as a query would: branches by route, less what is shut."""
    ways = routes(profile, who, NOW)
    reached = (
        (Route.TEAM_WITHOUT_REASON in ways and file.in_team)
        or (Route.ASSIGNED in ways and file.assigned is not Assigned.NO)
        or (Route.OUTSIDE_TEAM_WITH_REASON in ways and with_reason)
        or (Route.INTERNAL_PERMISSION in ways and (file.permitted_whole or bool(file.permitted_records)))
    )
    shut = file.assigned is Assigned.AS_VOLUNTEER and shuts_volunteer_assignments(profile, who, NOW)
    return reached and not (file.disposed or file.own or file.barred or shut)


@given(st.sampled_from(shipped_profiles()), some_worker(), some_file(), st.booleans())
def test_the_list_holds_exactly_what_the_rule_opens(
    slug: str, who: WorkerFacts, file: FileFacts, with_reason: bool
) -> None:
    profile = load_profile(slug)
    decision = ask(profile, who, file, REASON if with_reason else "")
    assert decision.permitted == listed(profile, who, file, with_reason)

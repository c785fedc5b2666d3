"""New files, stated reasons, possible conflicts, assignments, acts in a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy.decision import Decision, Opening, decide, default, forbids, permits
from policy.profile import Profile
from policy.rules.acting import (
    closed_file,
    not_your_words,
    not_yours_to_end,
    shut_compartment,
    weigh_act_on_file,
)
from policy.rules.intake import (
    AssignmentFacts,
    IntakeFacts,
    MatchFacts,
    weigh_assignment,
    weigh_intake,
    weigh_match,
    weigh_stated_reason,
)
from policy.rules.people import Signatures
from policy.vocabulary import Power, Role
from tests.policy.rules.builders import NOW, an_id, cited, fields, new_volunteer, volunteer, worker

OPENING = Opening(an_id("folder"), compartments=frozenset({"notes"}))
MANAGER = worker(Role.MANAGER)


def yes(profile: Profile) -> Decision:
    return decide([permits(profile.confidentiality.held_by.source, "open")], profile.ref, opens=[OPENING])


def no(profile: Profile) -> Decision:
    return decide([forbids(default("DEF-14"), "none")], profile.ref, concealed=True)


@pytest.mark.clause("ACEVO-PR-3-i")
def test_acevo_takes_no_request_from_a_third_party(acevo: Profile) -> None:
    assert cited(weigh_intake(IntakeFacts(acevo, NOW, worker(), by_themselves=False))) == {"ACEVO-PR-3"}
    assert weigh_intake(IntakeFacts(acevo, NOW, worker(), by_themselves=True)).permitted


def test_elsewhere_anybody_may_bring_somebody(new_futures: Profile) -> None:
    assert weigh_intake(IntakeFacts(new_futures, NOW, worker(), by_themselves=False)).permitted
    assert weigh_intake(IntakeFacts(new_futures, NOW, new_volunteer())).refused


@pytest.mark.clause("NF-1.2")
def test_a_stated_reason_opens_the_way_for_staff_and_for_nobody_else(new_futures: Profile, pace: Profile) -> None:
    assert weigh_stated_reason(new_futures, worker(), NOW, "Covering for a colleague.").permitted
    assert fields(weigh_stated_reason(new_futures, worker(), NOW, "n/a")) == {"reason"}
    assert weigh_stated_reason(new_futures, volunteer(), NOW, "Covering.").refused
    assert cited(weigh_stated_reason(pace, worker(), NOW, "Covering.")) == {"PACE-5"}


@pytest.mark.parametrize("role", list(Role))
def test_a_possible_conflict_is_seen_only_by_an_unconflicted_handler_of_bars(any_profile: Profile, role: Role) -> None:
    facts = MatchFacts(any_profile, NOW, worker(role, "somebody"), found=True, opens=OPENING)
    entry = any_profile.roles.get(role)
    handles = entry is not None and Power.HANDLE_BARS in entry.powers
    assert weigh_match(facts).permitted is handles
    if handles:
        hidden = [weigh_match(replace(facts, **{flaw: True})) for flaw in ("handler_is_matched", "handler_barred")]
        hidden.append(weigh_match(replace(facts, found=False)))
        assert all(d.concealed and not d.opens for d in hidden)
        assert len({d.grounds for d in hidden}) == 1


def assign(profile: Profile, **facts: object) -> Decision:
    known: dict[str, object] = {
        "by": MANAGER,
        "access": yes(profile),
        "asked": True,
        "assignee": worker(),
        **facts,
    }
    return weigh_assignment(AssignmentFacts(profile, NOW, **known))  # type: ignore[arg-type]


@pytest.mark.clause("NF-2.4a-ii")
@pytest.mark.parametrize(
    ("facts", "permitted"),
    [
        ({}, True),
        ({"assignee": volunteer()}, True),
        ({"assignee": new_volunteer()}, False),
        ({"assignee": worker(signatures=Signatures(current=False))}, False),
        ({"assignee": worker(active=False)}, False),
        ({"assignee": worker(Role.COMMITTEE)}, False),
        ({"assignee": None}, False),
        ({"already": True}, False),
        ({"assignee_shut": True}, False),
        ({"by": worker()}, False),
        ({"asked": False, "assignee": None}, True),
    ],
)
def test_a_file_is_given_by_whoever_manages_files_to_one_who_may_open_files(
    new_futures: Profile, facts: dict[str, object], permitted: bool
) -> None:
    assert assign(new_futures, **facts).permitted is permitted


def test_a_file_that_does_not_open_is_not_assigned(any_profile: Profile) -> None:
    assert assign(any_profile, access=no(any_profile)) == no(any_profile)


@pytest.mark.clause("PACE-5-ii")
def test_at_pace_a_file_passes_to_a_colleague_only_as_the_person_permits(pace: Profile) -> None:
    assert cited(assign(pace, by=worker())) == {"PACE-5"}
    assert assign(pace, by=worker(), person_permits=True).permitted


def test_a_pace_file_left_without_a_worker_is_given_to_another_unread(pace: Profile) -> None:
    decision = assign(pace, access=no(pace), orphaned=True)
    assert decision.permitted
    assert decision.opens == ()
    assert assign(pace, access=no(pace), orphaned=True, by=worker()).concealed
    assert assign(pace, access=no(pace), orphaned=True, found=False).concealed


def test_acts_in_a_file_first_need_it_to_open(any_profile: Profile) -> None:
    assert weigh_act_on_file(no(any_profile)) == no(any_profile)
    assert weigh_act_on_file(yes(any_profile)).opens == (OPENING,)
    assert weigh_act_on_file(yes(any_profile), closed_file(False)).refused


@pytest.mark.parametrize(("own", "manages"), [(True, False), (False, True), (False, False)])
def test_notes_and_endings_are_for_whoever_is_in_charge_of_them(own: bool, manages: bool) -> None:
    assert bool(not_your_words(own=own, manages=manages)) is not (own or manages)
    assert bool(not_yours_to_end(assigned=own, manages=manages)) is not (own or manages)


@pytest.mark.clause("NF-4.6.1")
def test_what_may_not_be_read_may_not_be_written(new_futures: Profile) -> None:
    assert not shut_compartment("notes", yes(new_futures))
    assert shut_compartment("involvement", yes(new_futures))
